/**
 * What the hub does with the batches of a request: reads and verifies each, judges every operation, appends what is
 * accepted in order, keeps the rest, and answers per operation. Scopes are locked once, in one order, before anything
 * of them is read, so that the answers still hold when they are written.
 */
import { toHex } from '../../shared/base/bytes.ts';
import type { OperationId } from '../../shared/base/ids.ts';
import { attachment, chunksIn } from '../../shared/domain/attachment.ts';
import { type DecodedBatch, openBatch } from '../../shared/protocol/batch.ts';
import { contentLimit } from '../../shared/protocol/limits.ts';
import type { Operation, StoredOperation } from '../../shared/protocol/operation.ts';
import type { Outcome } from '../../shared/protocol/outcome.ts';
import { type OutcomeRun, runOfUnreadableBatch, runsOfOutcomes } from '../../shared/protocol/outcome-runs.ts';
import { judgeOperation, type OperationContext } from './decide-operation.ts';
import type { ExchangePorts } from './exchange-ports.ts';
import type {
  Device,
  HubTransaction,
  KeptOperation,
  KeptOutcome,
  KnownRecord,
  LogEntry,
  ScopePosition,
} from './hub-store.ts';
import { endAt, placeAfter } from './place-after.ts';

export interface BatchesTaken {
  /** The outcomes as they go on the wire. */
  readonly outcomes: readonly OutcomeRun[];
  /** Where in each scope this request's own operations begin. They are the end of the scope: it stays locked. */
  readonly broughtFrom: ReadonlyMap<string, number>;
  /** What a person returned or discarded before, offered again by a device of its author ([HB8]). */
  readonly decidedBefore: readonly OperationId[];
  /** A batch names places that stand for something else here: nothing of it was taken, it has no outcome ([OP6]). */
  readonly misnamed: boolean;
}

/** Takes the payloads of batch frames that `device` brought. */
export async function takeBatches(
  tx: HubTransaction,
  ports: ExchangePorts,
  device: Device,
  payloads: readonly Uint8Array[],
): Promise<BatchesTaken> {
  const read = await readBatches(tx, payloads);
  const batches = read.filter((batch) => typeof batch === 'object');
  const misnamed = read.includes('misnamed');
  if (batches.length === 0) {
    const outcomes = read.flatMap((batch, index) => (batch === 'unreadable' ? runOfUnreadableBatch(index) : []));
    return { outcomes, broughtFrom: new Map(), decidedBefore: [], misnamed };
  }
  const desk = await openDesk(tx, ports, device, batches);
  const outcomes = read.flatMap((batch, index) => {
    if (batch === 'misnamed') return [];
    if (batch === 'unreadable') return [runOfUnreadableBatch(index)];
    const answers = batch.operations.map((operation) => takeOne(desk, batch, operation));
    // A batch that only repeats others is kept already, under the hash that it had then.
    const repeats = answers.every(({ kind }) => kind === 'duplicate');
    if (!repeats) desk.verbatim.push({ batch, payload: payloads[index] as Uint8Array });
    return runsOfOutcomes(index, answers);
  });
  await write(tx, desk);
  const broughtFrom = new Map([...desk.appended].map(([scope, [first]]) => [scope, (first as LogEntry).seq]));
  return { outcomes, broughtFrom, decidedBefore: desk.decidedBefore, misnamed };
}

/** Each batch with the places that it names looked up, or what is wrong with it. */
async function readBatches(
  tx: HubTransaction,
  payloads: readonly Uint8Array[],
): Promise<(DecodedBatch | 'unreadable' | 'misnamed')[]> {
  // All batches of a request together hold what one may: a small body cannot be inflated to more.
  let room = contentLimit;
  const read: (DecodedBatch | 'unreadable' | 'misnamed')[] = [];
  for (const payload of payloads) {
    const opened = openBatch(payload, room);
    if (!opened.ok) {
      read.push('unreadable');
      continue;
    }
    const { scope, places, size } = opened.value;
    room -= size;
    const batch = opened.value.read(places.length === 0 ? new Map() : await tx.named(scope, places));
    read.push(batch.ok ? batch.value : places.length === 0 ? 'unreadable' : 'misnamed');
  }
  return read;
}

/** What the judgements need to know, kept up to date as they are made, and what is to be written at the end. */
interface Desk {
  readonly device: Device;
  readonly now: number;
  readonly positions: Map<string, ScopePosition>;
  readonly accepted: Map<string, number>;
  readonly kept: Map<string, KeptOutcome>;
  readonly records: Map<string, KnownRecord>;
  /** Records whose creation is held: their first values are held with it. */
  readonly held: Map<string, KnownRecord>;
  readonly authors: ReadonlyMap<string, AuthorContext>;
  readonly appended: Map<string, LogEntry[]>;
  readonly changedRecords: Map<string, KnownRecord>;
  readonly toKeep: Map<string, KeptOperation>;
  readonly released: string[];
  readonly decidedBefore: OperationId[];
  readonly verbatim: { readonly batch: DecodedBatch; readonly payload: Uint8Array }[];
}

/** Locks the scopes and reads everything at once. */
async function openDesk(
  tx: HubTransaction,
  ports: ExchangePorts,
  device: Device,
  batches: readonly DecodedBatch[],
): Promise<Desk> {
  const positions = await tx.lockScopes(batches.map(({ scope }) => scope));
  const operations = batches.flatMap((batch) => batch.operations);
  const ids = operations.map(({ id }) => id);
  const records = await tx.records([...new Set(operations.map(({ record }) => record))]);
  return {
    device,
    now: ports.clock.now(),
    positions: new Map(positions.map((position) => [position.scope, position])),
    accepted: new Map(await tx.accepted(ids)),
    kept: new Map(await tx.kept(ids)),
    records: new Map(records.map((record) => [record.id, record])),
    held: new Map(),
    authors: await readAuthors(tx, ports, device, batches),
    appended: new Map(),
    changedRecords: new Map(),
    toKeep: new Map(),
    released: [],
    decidedBefore: [],
    verbatim: [],
  };
}

function takeOne(desk: Desk, batch: DecodedBatch, operation: Operation): Outcome {
  const { id } = operation;
  const seq = desk.accepted.get(id);
  if (seq !== undefined) return { kind: 'duplicate', id, seq };
  const before = desk.kept.get(id);
  // What a steward has to decide stays with the steward, and what one has decided stays decided; any other refusal is
  // looked at again, since grants may have changed.
  if (before?.kind === 'quarantined') return before;
  const author = desk.authors.get(authorKey(batch)) as AuthorContext;
  if (isDecided(before)) {
    // Whoever carries somebody else's work learns nothing of what was written to its author.
    const isOfAuthor = author.authorOnDevice && desk.device.persons.includes(batch.author);
    if (isOfAuthor) desk.decidedBefore.push(id);
    return before;
  }
  const origin = { author: batch.author, device: batch.device, incarnation: batch.incarnation };
  const record = desk.records.get(operation.record) ?? desk.held.get(operation.record);
  const judgement = judgeOperation(operation, { ...author, record });
  const position = desk.positions.get(operation.scope);
  if (judgement.kind !== 'accept') return keep(desk, judgement, { ...operation, origin, seq: null });
  // A grant names a scope that exists, so this is a scope that went meanwhile.
  if (position === undefined) {
    return keep(desk, { kind: 'refused', id, reason: 'no-grant-in-scope' }, { ...operation, origin, seq: null });
  }
  if (before !== undefined) desk.released.push(id);
  return accept(desk, position, { ...operation, origin, seq: null, received: desk.now });
}

function isDecided(outcome: KeptOutcome | undefined): outcome is KeptOutcome {
  return outcome?.kind === 'refused' && (outcome.reason === 'returned' || outcome.reason === 'discarded');
}

function keep(desk: Desk, outcome: KeptOutcome, operation: StoredOperation): Outcome {
  if (outcome.kind === 'quarantined' && operation.kind === 'create') {
    desk.held.set(operation.record, createdBy(operation, operation.origin.author));
  }
  const { device, now } = desk;
  desk.kept.set(outcome.id, outcome);
  desk.toKeep.set(outcome.id, { outcome, operation: { ...operation, received: now }, device: device.id, at: now });
  return outcome;
}

function accept(desk: Desk, position: ScopePosition, operation: StoredOperation): Outcome {
  const { scope, id } = operation;
  const entry = placeAfter(position, operation);
  const { seq } = entry;
  desk.positions.set(scope, endAt(scope, entry));
  desk.accepted.set(id, seq);
  const entries = desk.appended.get(scope) ?? [];
  entries.push(entry);
  desk.appended.set(scope, entries);
  const record = recordAfter(desk.records.get(operation.record), operation);
  if (record !== null) {
    desk.records.set(record.id, record);
    desk.changedRecords.set(record.id, record);
  }
  return { kind: 'accepted', id, seq };
}

async function write(tx: HubTransaction, desk: Desk): Promise<void> {
  const device = desk.device.id;
  await tx.saveRecords([...desk.changedRecords.values()]);
  for (const [scope, entries] of desk.appended) {
    await tx.append(scope, entries);
    const chunks = entries.flatMap(({ operation }) => chunksNamedBy(operation));
    await tx.addChunkReferences(scope, device, [...new Set(chunks)]);
  }
  await tx.keep([...desk.toKeep.values()]);
  if (desk.released.length > 0) await tx.release(desk.released);
  for (const { batch, payload } of desk.verbatim) {
    await tx.keepBatch({ scope: batch.scope, device, hash: toHex(batch.hash), bytes: payload, at: desk.now });
  }
}

type AuthorContext = Omit<OperationContext, 'record'>;

/** What is known of each author on each signing device; a batch whose signature is wrong has no author there. */
async function readAuthors(
  tx: HubTransaction,
  ports: ExchangePorts,
  carrier: Device,
  batches: readonly DecodedBatch[],
): Promise<ReadonlyMap<string, AuthorContext>> {
  const authors = new Map<string, AuthorContext>();
  for (const batch of batches) {
    const { author } = batch;
    const key = authorKey(batch);
    if (authors.has(key)) continue;
    // A peer may carry the batches of another device: its own key signs for them.
    const signer = batch.device === carrier.id ? carrier : await tx.device(batch.device);
    const signed =
      signer !== null && batch.signature !== null && ports.verify(signer.publicKey, batch.hash, batch.signature);
    authors.set(key, {
      author,
      authorOnDevice: signed && signer.persons.includes(author),
      deviceRevoked: signer !== null && signer.revokedAt !== null,
      present: await tx.grants([author]),
      known: signer === null ? [] : await tx.grantsKnown([author], signer.grantsVersion),
    });
  }
  return authors;
}

/** One per batch, since each has its own signature. */
function authorKey(batch: DecodedBatch): string {
  return `${toHex(batch.hash)} ${batch.signature === null ? '' : toHex(batch.signature)}`;
}

/** What the hub knows of a record after an operation that it accepts; null when that is nothing new. */
export function recordAfter(known: KnownRecord | undefined, operation: StoredOperation): KnownRecord | null {
  const creates = operation.kind === 'create';
  if (known !== undefined && !(creates && known.creator === null)) return null;
  const created = createdBy(operation, operation.origin.author);
  return creates ? created : { ...created, creator: null, createdTx: null };
}

function createdBy({ record, scope, type, tx }: Operation, creator: string) {
  return { id: record, scope, type, creator, createdTx: tx } satisfies KnownRecord;
}

/** The chunks that an operation of an attachment names. */
export function chunksNamedBy({ type, kind, field, value }: Operation): string[] {
  return type === attachment.type && kind === 'set' && field === 'chunks' ? chunksIn(value) : [];
}
