/**
 * What the hub does with the batches of a request: reads and verifies each, judges every operation, appends what is
 * accepted in order, keeps the rest, and answers per operation.
 */
import { toHex } from '../../shared/base/bytes.ts';
import type { OperationId } from '../../shared/base/ids.ts';
import { firstPlaceField } from '../../shared/domain/move/first-place-field.ts';
import { type DecodedBatch, openBatch, repackBatch } from '../../shared/protocol/batch.ts';
import { contentLimit } from '../../shared/protocol/limits.ts';
import { type OutcomeRun, runOfUnreadableBatch, runsOfOutcomes } from '../../shared/protocol/outcome-runs.ts';
import { withdrawOutgrown } from '../trust/certify.ts';
import { type AuthorContext, type Authorship, openDesk, writeDesk } from './desk.ts';
import type { ExchangePorts } from './exchange-ports.ts';
import type { Device, HubTransaction, LogEntry } from './hub-store.ts';
import { judgeMoves } from './judge-moves.ts';
import { takeOne } from './take-operation.ts';

export interface BatchesTaken {
  /** The outcomes as they go on the wire. */
  readonly outcomes: readonly OutcomeRun[];
  /** Where in each scope this request's own operations begin. They are the end of the scope: it stays locked. */
  readonly broughtFrom: ReadonlyMap<string, number>;
  /** What a person returned or discarded before, offered again by a device of its author ([HB8]). */
  readonly decidedBefore: readonly OperationId[];
  /** Something of it brings a record into its new scope: a mark may have waited for that ([MV5]). */
  readonly hasArrivals: boolean;
  /** A batch names places that stand for something else here: nothing of it was taken, it has no outcome ([OP6]). */
  readonly misnamed: boolean;
}

/** Takes the payloads of batch frames that `device` brought. Those of a parcel are kept as their device packed them ([SY23]). */
export async function takeBatches(
  tx: HubTransaction,
  ports: ExchangePorts,
  device: Device,
  payloads: readonly Uint8Array[],
  parcelled = false,
): Promise<BatchesTaken> {
  const read = await readBatches(tx, payloads);
  const batches = read.filter((batch) => typeof batch === 'object');
  const misnamed = read.includes('misnamed');
  if (batches.length === 0) {
    const outcomes = read.flatMap((batch, index) => (batch === 'unreadable' ? runOfUnreadableBatch(index) : []));
    return { outcomes, broughtFrom: new Map(), decidedBefore: [], hasArrivals: false, misnamed };
  }
  const desk = await openDesk(
    tx,
    ports,
    device,
    batches.flatMap(({ operations }) => operations),
  );
  const authors = await readAuthors(tx, ports, device, { batches, at: desk.now });
  const authorOf = (batch: DecodedBatch): Authorship => ({
    origin: { author: batch.author, device: batch.device, incarnation: batch.incarnation },
    context: authors.get(authorKey(batch)) as AuthorContext,
  });
  desk.moves = judgeMoves(
    desk,
    batches.flatMap((batch) => batch.operations.map((operation) => ({ operation, author: authorOf(batch) }))),
  );
  const outcomes = read.flatMap((batch, index) => {
    if (batch === 'misnamed') return [];
    if (batch === 'unreadable') return [runOfUnreadableBatch(index)];
    const author = authorOf(batch);
    const answers = batch.operations.map((operation) => takeOne(desk, author, operation));
    // A batch that only repeats others is kept already, under the hash that it had then.
    const repeats = answers.every(({ kind }) => kind === 'duplicate');
    const payload = payloads[index] as Uint8Array;
    if (!repeats) desk.verbatim.push({ batch, payload: parcelled ? repackBatch(payload) : payload });
    return runsOfOutcomes(index, answers);
  });
  for (const person of await writeDesk(tx, desk)) await withdrawOutgrown(tx, ports, person);
  // Where held work was accepted by a decision of this request, its device has to be given that too: in a page, with all else.
  const brought = [...desk.appended].filter(
    ([, entries]) => !entries.some(({ operation }) => desk.carried.has(operation.id)),
  );
  const broughtFrom = new Map(brought.map(([scope, [first]]) => [scope, (first as LogEntry).seq]));
  const hasArrivals = [...desk.appended.values()].some((entries) =>
    entries.some(({ operation: { kind, field } }) => kind === 'restore' || field === firstPlaceField),
  );
  return { outcomes, broughtFrom, decidedBefore: desk.decidedBefore, hasArrivals, misnamed };
}

/** Each batch with the places that it names looked up, or what is wrong with it. */
async function readBatches(
  tx: HubTransaction,
  payloads: readonly Uint8Array[],
): Promise<(DecodedBatch | 'unreadable' | 'misnamed')[]> {
  // All batches of a request together hold what one may: a small body cannot be inflated to more.
  let room = contentLimit;
  const opened = payloads.map((payload) => {
    const one = openBatch(payload, room);
    if (one.ok) room -= one.value.size;
    return one;
  });
  await tx.seeAlso(opened.flatMap((one) => (one.ok ? one.value.scope : [])));
  const read: (DecodedBatch | 'unreadable' | 'misnamed')[] = [];
  for (const one of opened) {
    if (!one.ok) {
      read.push('unreadable');
      continue;
    }
    const { scope, places } = one.value;
    const batch = one.value.read(places.length === 0 ? new Map() : await tx.named(scope, places));
    read.push(batch.ok ? batch.value : places.length === 0 ? 'unreadable' : 'misnamed');
  }
  return read;
}

/** What is known of each author on each signing device; a batch whose signature is wrong has no author there. */
async function readAuthors(
  tx: HubTransaction,
  ports: ExchangePorts,
  carrier: Device,
  { batches, at }: { readonly batches: readonly DecodedBatch[]; readonly at: number },
): Promise<ReadonlyMap<string, AuthorContext>> {
  const authors = new Map<string, AuthorContext>();
  const pairs = new Map<string, Awaited<ReturnType<typeof readPair>>>();
  for (const batch of batches) {
    const { author } = batch;
    const key = authorKey(batch);
    if (authors.has(key)) continue;
    const pair = `${author} ${batch.device}`;
    const { signer, ...grants } = pairs.get(pair) ?? (await readPair(tx, carrier, batch));
    pairs.set(pair, { signer, ...grants });
    const signed =
      signer !== null && batch.signature !== null && ports.verify(signer.publicKey, batch.hash, batch.signature);
    authors.set(key, {
      author,
      authorOnDevice: signed && signer.persons.includes(author),
      deviceRevoked: signer !== null && signer.revokedAt !== null,
      at,
      ...grants,
    });
  }
  return authors;
}

/** The device that signs for an author, and their grants now and as it knew them: the same for all batches of the two. */
async function readPair(tx: HubTransaction, carrier: Device, { author, device }: DecodedBatch) {
  // A peer may carry the batches of another device: its own key signs for them.
  const signer = device === carrier.id ? carrier : await tx.device(device);
  return {
    signer,
    present: await tx.grants([author]),
    known: signer === null ? [] : await tx.grantsKnown([author], signer.grantsVersion),
  };
}

/** One per batch, since each has its own signature. */
function authorKey(batch: DecodedBatch): string {
  return `${toHex(batch.hash)} ${batch.signature === null ? '' : toHex(batch.signature)}`;
}
