/**
 * What the hub does with the batches of a request: reads and verifies each, judges every operation, appends what is
 * accepted in order, keeps the rest, and answers per operation. Scopes are locked once, in one order, before anything
 * of them is read, so that the answers still hold when they are written.
 */
import { toHex } from '../../shared/base/bytes.ts';
import { attachment } from '../../shared/domain/attachment.ts';
import { type DecodedBatch, decodeBatch } from '../../shared/protocol/batch.ts';
import { nextChain } from '../../shared/protocol/chain.ts';
import type { Operation, StoredOperation } from '../../shared/protocol/operation.ts';
import type { Outcome } from '../../shared/protocol/outcome.ts';
import { type OutcomeRun, runOfUnreadableBatch, runsOfOutcomes } from '../../shared/protocol/outcome-runs.ts';
import { judgeOperation, type OperationContext } from './decide-operation.ts';
import type { Device, HubTransaction, KeptOperation, KnownRecord, LogEntry, ScopePosition } from './hub-store.ts';
import type { ExchangePorts } from './exchange-ports.ts';

/** Takes the payloads of batch frames that `device` brought; returns the outcomes as they go on the wire. */
export async function takeBatches(
  tx: HubTransaction,
  ports: ExchangePorts,
  device: Device,
  payloads: readonly Uint8Array[],
): Promise<OutcomeRun[]> {
  const decoded = payloads.map((payload) => decodeBatch(payload));
  const batches = decoded.flatMap((batch) => (batch.ok ? [batch.value] : []));
  if (batches.length === 0) return payloads.map((_, index) => runOfUnreadableBatch(index));
  const desk = await openDesk(tx, ports, device, batches);
  const runs = decoded.flatMap((batch, index) => {
    if (!batch.ok) return [runOfUnreadableBatch(index)];
    return runsOfOutcomes(index, desk.take(batch.value, payloads[index] as Uint8Array));
  });
  await desk.write();
  return runs;
}

/** Everything the judgements need, read at once; what they change is collected and written at the end. */
async function openDesk(tx: HubTransaction, ports: ExchangePorts, device: Device, batches: readonly DecodedBatch[]) {
  const now = ports.clock.now();
  const positions = new Map(
    (await tx.lockScopes(batches.map(({ scope }) => scope))).map((position) => [position.scope, position]),
  );
  const operations = batches.flatMap((batch) => batch.operations);
  const ids = operations.map(({ id }) => id);
  const accepted = new Map(await tx.accepted(ids));
  const kept = new Map(await tx.kept(ids));
  const records = new Map(
    (await tx.records([...new Set(operations.map(({ record }) => record))])).map((r) => [r.id, r]),
  );
  const authors = await readAuthors(tx, ports, device, batches);
  const appended = new Map<string, LogEntry[]>();
  const changedRecords = new Map<string, KnownRecord>();
  const held = new Map<string, KnownRecord>();
  const toKeep: KeptOperation[] = [];
  const released: string[] = [];
  const verbatim: { batch: DecodedBatch; payload: Uint8Array }[] = [];

  function take(batch: DecodedBatch, payload: Uint8Array): Outcome[] {
    verbatim.push({ batch, payload });
    return batch.operations.map((operation) => takeOne(batch, operation));
  }

  function takeOne(batch: DecodedBatch, operation: Operation): Outcome {
    const { id } = operation;
    const seq = accepted.get(id);
    if (seq !== undefined) return { kind: 'duplicate', id, seq };
    const before = kept.get(id);
    // What a steward has to decide stays with the steward; a refusal is looked at again, since grants may have changed.
    if (before?.kind === 'quarantined') return before;
    const origin = { author: batch.author, device: batch.device, incarnation: batch.incarnation };
    const author = authors.get(authorKey(batch)) as AuthorContext;
    const context: OperationContext = {
      ...author,
      record: records.get(operation.record) ?? held.get(operation.record),
    };
    const judgement = judgeOperation(operation, context);
    const position = positions.get(operation.scope);
    // A grant names a scope that exists, so that an accepted operation has a place to go to.
    if (judgement.kind === 'accept' && position !== undefined) {
      if (before !== undefined) released.push(id);
      return accept(position, { ...operation, origin, seq: position.seq + 1, received: now });
    }
    const outcome =
      judgement.kind === 'accept' ? ({ kind: 'refused', id, reason: 'no-grant-in-scope' } as const) : judgement;
    // The values of a record whose creation is held are held with it, not refused for want of a record.
    if (outcome.kind === 'quarantined' && operation.kind === 'create') {
      held.set(operation.record, createdBy(operation, batch.author));
    }
    kept.set(id, outcome);
    toKeep.push({ outcome, operation: { ...operation, origin, seq: null, received: now }, device: device.id, at: now });
    return outcome;
  }

  function accept(position: ScopePosition, operation: StoredOperation & { readonly seq: number }): Outcome {
    const { scope, id, seq } = operation;
    const chain = nextChain(position.chain, seq, id);
    positions.set(scope, { scope, seq, chain });
    accepted.set(id, seq);
    const entries = appended.get(scope) ?? [];
    entries.push({ seq, chain, operation });
    appended.set(scope, entries);
    const known = records.get(operation.record);
    if (known === undefined || (operation.kind === 'create' && known.creator === null)) {
      const record =
        operation.kind === 'create'
          ? createdBy(operation, operation.origin.author)
          : { ...createdBy(operation, ''), creator: null, createdTx: null };
      records.set(record.id, record);
      changedRecords.set(record.id, record);
    }
    return { kind: 'accepted', id, seq };
  }

  async function write(): Promise<void> {
    await tx.saveRecords([...changedRecords.values()]);
    for (const [scope, entries] of appended) {
      await tx.append(scope, entries);
      await tx.addChunkReferences(
        scope,
        device.id,
        entries.flatMap(({ operation }) => chunksNamedBy(operation)),
      );
    }
    await tx.keep(toKeep);
    if (released.length > 0) await tx.release(released);
    for (const { batch, payload } of verbatim) {
      await tx.keepBatch({ scope: batch.scope, device: device.id, hash: toHex(batch.hash), bytes: payload, at: now });
    }
  }

  return { take, write };
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
      authorOnDevice: signed && signer.revokedAt === null && signer.persons.includes(author),
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

function createdBy({ record, scope, type, tx }: Operation, creator: string) {
  return { id: record, scope, type, creator, createdTx: tx } satisfies KnownRecord;
}

/** The chunks that an operation of an attachment names. */
function chunksNamedBy({ type, kind, field, value }: Operation): string[] {
  if (type !== attachment.type || kind !== 'set' || field !== 'chunks' || typeof value !== 'string') return [];
  return value.split(' ').filter((hash) => /^[0-9a-f]{64}$/.test(hash));
}
