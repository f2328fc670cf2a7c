/**
 * A hub in a hundred lines: it speaks the wire honestly, keeps everything in memory and judges nothing but what a test
 * tells it to. The real decisions are in hub/; this one lets the engine be tested without them.
 */
import { fromHex, toHex } from '../../shared/base/bytes.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import { openBatch } from '../../shared/protocol/batch.ts';
import { emptyChain, nextChain } from '../../shared/protocol/chain.ts';
import { addToDigest, emptyDigest, foldReadings, type ScopeReading } from '../../shared/protocol/digest.ts';
import { verifyEd25519 } from '../../shared/protocol/ed25519.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import type { Outcome } from '../../shared/protocol/outcome.ts';
import { runsOfOutcomes } from '../../shared/protocol/outcome-runs.ts';
import { encodePage, type PlacedOperation } from '../../shared/protocol/page.ts';
import { encodeReply, type ReplyScope, type SyncReply } from '../../shared/protocol/sync-reply.ts';
import { type DecodedRequest, decodeRequest } from '../../shared/protocol/sync-request.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { chunkHash } from '../../shared/sync/journal-entry.ts';
import type { Transport, TransportFailure } from '../../shared/sync/ports.ts';
import { hubId, type TestDevice, uuidNumbered } from './network.ts';

export interface FakeHub {
  transport(device: TestDevice): Transport;
  /** Every scope's operations in order. */
  readonly logs: Map<string, PlacedOperation[]>;
  readonly chunks: Map<string, Uint8Array>;
  /** Chunks it asks devices for. */
  readonly wants: Set<string>;
  readonly requests: DecodedRequest[];
  epoch: string;
  /** What it says of an operation instead of accepting it. */
  judge: (operation: StoredOperation) => Outcome | null;
  /** What happens to an exchange: changes or replaces the answer, or fails. */
  meddle: (answer: Uint8Array) => Result<Uint8Array, TransportFailure>;
  /** True when pages repeat what the request brought. */
  echoes: boolean;
  /** Operations in a page. */
  pageSize: number;
  /** Chunks in an answer. */
  mostChunks: number;
  /** How far each device had read once it had the last answer. */
  readonly noted: Map<string, readonly ScopeReading[]>;
  /** Whether it reads parcels, and sends them to who does ([SY23]); an older one passes over them. */
  parcels: 'reads' | 'passes over';
  /** Changes what the reply says before it goes out. */
  amend: (reply: SyncReply) => SyncReply;
}

export function createFakeHub(): FakeHub {
  const hub: FakeHub = {
    logs: new Map(),
    chunks: new Map(),
    wants: new Set(),
    requests: [],
    epoch: uuidNumbered(0xe0, 1),
    judge: () => null,
    meddle: ok,
    echoes: false,
    pageSize: 1_000,
    mostChunks: 1_000,
    noted: new Map(),
    parcels: 'passes over',
    amend: (reply) => reply,
    transport: (device) => ({ exchange: async (request) => answer(hub, device, request) }),
  };
  return hub;
}

function answer(hub: FakeHub, device: TestDevice, body: Uint8Array): Result<Uint8Array, TransportFailure> {
  const closed = decodeRequest(body.slice(), hubId);
  const request = closed.ok ? closed.value.open() : closed;
  if (!closed.ok || !request.ok) return fail({ kind: 'hub-failed', status: 400 });
  if (hub.parcels === 'passes over' && request.value.parcelled) request.value.batches.length = 0;
  const { batches, chunks, message } = request.value;
  if (!verifyEd25519(fromHex(device.identity.publicKey), closed.value.digest, closed.value.signature)) {
    return fail({ kind: 'device-refused', reason: 'signature' });
  }
  hub.requests.push(request.value);
  const noted = hub.noted.get(message.device) ?? [];
  const isKnown = message.readings === undefined || foldReadings(noted) === message.readings;
  if (isKnown && message.readings !== undefined) message.cursors.push(...noted);
  for (const bytes of chunks) {
    hub.chunks.set(chunkHash(bytes), bytes.slice());
    hub.wants.delete(chunkHash(bytes));
  }
  const lengths = new Map([...hub.logs].map(([scope, log]) => [scope, log.length]));
  const taken = batches.map((payload) => takeBatch(hub, device, payload));
  const outcomes = taken.flatMap((answers, index) => runsOfOutcomes(index, answers ?? []));
  const { scopes, pages } = isKnown
    ? readOn(hub, device, request.value, hub.echoes ? null : lengths)
    : { scopes: [], pages: [] };
  if (isKnown) hub.noted.set(message.device, notedAfter(hub, message.cursors, scopes));
  const moved = scopes.length + batches.length + chunks.length > 0;
  const ticket = new Uint8Array(16).fill(hub.requests.length & 0xff);
  const reply: SyncReply = {
    protocol: PROTOCOL_VERSION,
    epoch: hub.epoch,
    ticket: moved || message.ticket === null ? toHex(ticket) : message.ticket,
    hubTime: 0,
    identity: null,
    outcomes,
    scopes,
    wants: [...hub.wants],
    ...(taken.includes(null) ? { sayIds: true } : {}),
    ...(isKnown ? {} : { sayCursors: true }),
  };
  const chunksAsked = message.wants.flatMap((hash) => hub.chunks.get(hash) ?? []).slice(0, hub.mostChunks);
  const parts = { message: hub.amend(reply), pages, packs: [], chunks: chunksAsked, repairs: [] };
  const layout = hub.parcels === 'reads' ? message.layout : 1;
  return hub.meddle(encodeReply(parts, { epoch: null, layout }));
}

function notedAfter(
  { logs }: FakeHub,
  said: DecodedRequest['message']['cursors'],
  given: readonly ReplyScope[],
): ScopeReading[] {
  const read = new Map([...said, ...given].map((one) => [one.scope, one]));
  return [...read.values()].flatMap(({ scope, seq, chain }) => {
    const ids = (logs.get(scope) ?? []).slice(0, seq).map(({ id }) => id);
    return seq === 0 ? [] : [{ scope, seq, chain, digest: addToDigest(emptyDigest, ids) }];
  });
}

/** The outcomes of a batch; null when it names places that stand for something else here. */
function takeBatch(hub: FakeHub, device: TestDevice, payload: Uint8Array): Outcome[] | null {
  const opened = openBatch(payload);
  if (!opened.ok) throw new Error(opened.failure.reason);
  const log = hub.logs.get(opened.value.scope) ?? [];
  const batch = opened.value.read(new Map(log.map((operation) => [operation.seq, operation])));
  if (!batch.ok) return null;
  if (batch.value.signature === null) throw new Error('unreadable batch');
  const { hash, signature, author, incarnation, scope } = batch.value;
  if (!verifyEd25519(fromHex(device.identity.publicKey), hash, signature)) throw new Error('bad signature');
  hub.logs.set(scope, log);
  return batch.value.operations.map((operation): Outcome => {
    const origin = { author, device: batch.value.device, incarnation };
    const there = log.find(({ id }) => id === operation.id);
    if (there !== undefined) return { kind: 'duplicate', id: operation.id, seq: there.seq };
    const judged = hub.judge({ ...operation, origin, seq: null });
    if (judged !== null) return judged;
    log.push({ ...operation, origin, seq: log.length + 1, received: 1 });
    return { kind: 'accepted', id: operation.id, seq: log.length };
  });
}

/** Pages from the request's cursors on, without what it brought: that begins where the logs ended before it. */
function readOn(
  hub: FakeHub,
  device: TestDevice,
  { message }: DecodedRequest,
  lengths: ReadonlyMap<string, number> | null,
) {
  const scopes: ReplyScope[] = [];
  const pages: Uint8Array[] = [];
  for (const { id: scope } of device.identity.scopes) {
    const log = hub.logs.get(scope) ?? [];
    const cursor = message.cursors.find((one) => one.scope === scope) ?? { scope, seq: 0, chain: emptyChain };
    const rewound =
      (message.epoch !== null && message.epoch !== hub.epoch && cursor.seq > 0) ||
      chainAt(log, cursor.seq) !== cursor.chain;
    const from = rewound ? 0 : cursor.seq;
    const last = lengths === null ? log.length : Math.max(lengths.get(scope) ?? 0, from);
    const operations = log.slice(from, Math.min(from + hub.pageSize, last));
    if (from === log.length && !rewound) continue;
    if (operations.length > 0) pages.push(encodePage({ scope, operations }));
    const seq = from + operations.length === last ? log.length : from + operations.length;
    const end = seq < log.length ? { end: log.length } : {};
    scopes.push({ scope, seq, chain: chainAt(log, seq) ?? emptyChain, more: seq < log.length, ...end, rewound });
  }
  return { scopes, pages };
}

function chainAt(log: readonly PlacedOperation[], seq: number): string | null {
  if (seq > log.length) return null;
  return log.slice(0, seq).reduce((chain, operation) => nextChain(chain, operation.seq, operation.id), emptyChain);
}
