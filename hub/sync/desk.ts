/**
 * Where operations are judged one after another: what is known of them, of their records and of the ends of their scopes is
 * read at once, kept up to date while they are taken, and written at the end. Scopes are locked once, in one order, before
 * anything of them is read, so that the answers still hold when they are written.
 */
import { toHex } from '../../shared/base/bytes.ts';
import type { OperationId } from '../../shared/base/ids.ts';
import { attachment, chunksIn } from '../../shared/domain/attachment.ts';
import type { Edition } from '../../shared/domain/edition.ts';
import type { DecodedBatch } from '../../shared/protocol/batch.ts';
import type { Operation, Origin, StoredOperation } from '../../shared/protocol/operation.ts';
import type { Outcome } from '../../shared/protocol/outcome.ts';
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

/** What the judgements need to know, kept up to date as they are made, and what is to be written at the end. */
export interface Desk {
  readonly device: Device;
  readonly edition: Edition | undefined;
  readonly now: number;
  readonly positions: Map<string, ScopePosition>;
  readonly accepted: Map<string, number>;
  readonly kept: Map<string, KeptOutcome>;
  readonly records: Map<string, KnownRecord>;
  /** Records whose creation is held: their first values are held with it. */
  readonly held: Map<string, KnownRecord>;
  readonly appended: Map<string, LogEntry[]>;
  readonly changedRecords: Map<string, KnownRecord>;
  readonly toKeep: Map<string, KeptOperation>;
  readonly released: string[];
  readonly decidedBefore: OperationId[];
  readonly verbatim: { readonly batch: DecodedBatch; readonly payload: Uint8Array }[];
}

/** Who made an operation, and what is known of them. */
export interface Authorship {
  readonly origin: Origin;
  readonly context: AuthorContext;
}

export type AuthorContext = Omit<OperationContext, 'record'>;

/** Locks the scopes and reads everything at once. */
export async function openDesk(
  tx: HubTransaction,
  ports: ExchangePorts,
  device: Device,
  operations: readonly Operation[],
): Promise<Desk> {
  const positions = await tx.lockScopes([...new Set(operations.map(({ scope }) => scope))]);
  const ids = operations.map(({ id }) => id);
  const records = await tx.records([...new Set(operations.map(({ record }) => record))]);
  return {
    device,
    edition: ports.edition,
    now: ports.clock.now(),
    positions: new Map(positions.map((position) => [position.scope, position])),
    accepted: new Map(await tx.accepted(ids)),
    kept: new Map(await tx.kept(ids)),
    records: new Map(records.map((record) => [record.id, record])),
    held: new Map(),
    appended: new Map(),
    changedRecords: new Map(),
    toKeep: new Map(),
    released: [],
    decidedBefore: [],
    verbatim: [],
  };
}

/** Judges one operation and takes it or keeps it. */
export function takeOne(desk: Desk, { origin, context }: Authorship, operation: Operation): Outcome {
  const { id } = operation;
  const seq = desk.accepted.get(id);
  if (seq !== undefined) return { kind: 'duplicate', id, seq };
  const before = desk.kept.get(id);
  // What a steward has to decide stays with the steward, and what one has decided stays decided; any other refusal is
  // looked at again, since grants may have changed.
  if (before?.kind === 'quarantined') return before;
  if (isDecided(before)) {
    // Whoever carries somebody else's work learns nothing of what was written to its author.
    const isOfAuthor = context.authorOnDevice && desk.device.persons.includes(origin.author);
    if (isOfAuthor) desk.decidedBefore.push(id);
    return before;
  }
  const record = desk.records.get(operation.record) ?? desk.held.get(operation.record);
  const judgement = judgeOperation(operation, { ...context, record }, desk.edition);
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

/** Writes everything that was taken and kept. */
export async function writeDesk(tx: HubTransaction, desk: Desk): Promise<void> {
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
