/** What to say to the hub next: cursors, waiting operations in signed batches, chunks it lacks ([SY1] to [SY4]). */
import { fromHex, toHex } from '../base/bytes.ts';
import type { OperationId, ScopeId } from '../base/ids.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { DeviceIdentity } from '../domain/identity.ts';
import { overseenScopes } from '../domain/policy/overseers.ts';
import { encodeBatch } from '../protocol/batch.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import { encodeRequest, type SyncRequest } from '../protocol/sync-request.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import type { EngineCore } from './engine-core.ts';
import { checkpointFrame } from './journal-entry.ts';
import { type Cursor, everything, type JournalFailure } from './ports.ts';
import { batchesOf } from './start.ts';
import type { SyncSession } from './sync-session.ts';

export interface BuiltRequest {
  readonly body: Uint8Array;
  /** Ids of each batch's operations, as sent: outcomes count on it. */
  readonly sent: readonly (readonly OperationId[])[];
  /** The scope of each batch. */
  readonly scopes: readonly ScopeId[];
  /** Chunks that were asked for. */
  readonly wants: readonly string[];
  /** As they stood when the request was made. */
  readonly cursors: readonly Cursor[];
  readonly epoch: string | null;
  /** More was waiting than fitted. */
  readonly full: boolean;
}

/** Builds one request. Throws when the store or the signer does. */
export async function buildRequest(
  core: EngineCore,
  identity: DeviceIdentity,
  session: SyncSession,
): Promise<Result<BuiltRequest, JournalFailure>> {
  const { store, signer } = core.ports;
  const { operations, full } = await pickOperations(core, session.budget.up);
  const sealed = await sealBatches(core, operations);
  if (!sealed.ok) return sealed;
  const room = session.budget.up - sealed.value.reduce((sum, payload) => sum + payload.length, 0);
  const chunks = await pickChunks(core, session, full ? 0 : room);
  const cursors = await store.cursors();
  const wants = full ? [] : [...session.wanted].slice(0, 64);
  const message: SyncRequest = {
    protocol: PROTOCOL_VERSION,
    device: identity.device,
    incarnation: core.memory.incarnation,
    epoch: core.memory.epoch,
    ticket: core.memory.ticket,
    cursors: cursors.map(({ scope, seq, chain }) => ({ scope, seq, chain })),
    budget: session.budget.down,
    wants,
    waiting: await store.outboxCount(),
    ...(asksForGlance(core, identity, session) ? { glance: true } : {}),
  };
  const batches = batchesOf(operations);
  const payloads = chunks.map(({ bytes }) => bytes);
  const parts = { message, batches: sealed.value, chunks: payloads };
  const body = await encodeRequest(parts, identity.hub, (digest) => signer.sign(digest));
  return ok({
    body,
    sent: batches.map((batch) => batch.operations.map(({ id }) => id)),
    scopes: batches.map(({ scope }) => scope),
    wants,
    cursors,
    epoch: core.memory.epoch,
    full,
  });
}

/** Often enough to be of use in the morning, seldom enough to cost nothing on a narrow link. */
const glanceEvery = 5 * 60_000;

function asksForGlance({ ports }: EngineCore, { grants }: DeviceIdentity, { glanceAt }: SyncSession): boolean {
  const isDue = glanceAt === null || ports.clock.now() - glanceAt >= glanceEvery;
  return isDue && overseenScopes(grants).length > 0;
}

/** The first waiting operations that fit; at least one. Scopes being read again wait until that is done ([SY7]). */
async function pickOperations(
  core: EngineCore,
  budget: number,
): Promise<{ operations: StoredOperation[]; full: boolean }> {
  const { store } = core.ports;
  const blocked = new Set(core.memory.rereading);
  const window = blocked.size > 0 ? everything : outboxWindow;
  const waiting = (await store.outbox(window)).filter(({ scope }) => !blocked.has(scope));
  const operations: StoredOperation[] = [];
  let size = 0;
  for (const operation of waiting) {
    size += estimate(operation);
    if ((size > budget && operations.length > 0) || operations.length >= outboxWindow)
      return { operations, full: true };
    operations.push(operation);
  }
  return { operations, full: waiting.length === outboxWindow };
}

const outboxWindow = 4_000;

/** About what an operation takes in a batch after deflating; better too much than a body that a bad link never ends. */
function estimate({ value, supersedes }: StoredOperation): number {
  const text = typeof value === 'string' ? value.length * 2 : JSON.stringify(value).length * 2;
  return 24 + text / 2 + supersedes.length * 16;
}

/** Seals operations into signed batches. The last hash is journaled before anything is sent ([SY3]). */
async function sealBatches(
  core: EngineCore,
  operations: readonly StoredOperation[],
): Promise<Result<Uint8Array[], JournalFailure>> {
  const { memory, ports } = core;
  const payloads: Uint8Array[] = [];
  let last = memory.lastBatch;
  for (const batch of batchesOf(operations)) {
    const ours = batch.incarnation === memory.incarnation;
    const prev = ours && last !== null ? fromHex(last) : null;
    const encoded = encodeBatch({ ...batch, prev });
    payloads.push(encoded.payload(await ports.signer.sign(encoded.hash)));
    if (ours) last = toHex(encoded.hash);
  }
  if (last === null || last === memory.lastBatch) return ok(payloads);
  const checkpoint = { at: ports.clock.now(), lastBatch: last };
  const kept = await core.commit([checkpointFrame(checkpoint)], [{ kind: 'checkpoint', checkpoint }]);
  return kept.ok ? ok(payloads) : fail(kept.failure);
}

/** Chunks that the hub asked for and this disk has, within the room that operations left; each once a session. */
async function pickChunks(core: EngineCore, session: SyncSession, room: number) {
  const chunks: { hash: string; bytes: Uint8Array }[] = [];
  let left = Math.max(room, 0);
  for (const hash of session.hubWants) {
    if (session.offeredChunks.has(hash)) continue;
    const bytes = await core.ports.store.chunk(hash);
    if (bytes === null) {
      session.hubWants.delete(hash);
      continue;
    }
    // One chunk always goes when nothing else is left to say: else a small budget would never send any.
    if (bytes.length > left && (chunks.length > 0 || room < session.budget.up)) break;
    chunks.push({ hash, bytes });
    session.offeredChunks.add(hash);
    left -= bytes.length;
  }
  return chunks;
}
