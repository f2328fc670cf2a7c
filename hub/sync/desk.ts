/**
 * Where operations are judged one after another: what is known of them, of their records and of the ends of their scopes is
 * read at once, kept up to date while they are taken, and written at the end. Scopes are locked once, in one order, before
 * anything of them is read, so that the answers still hold when they are written.
 */

import { toHex } from '../../shared/base/bytes.ts';
import type { OperationId, PersonId, RecordId } from '../../shared/base/ids.ts';
import { type AccessWord, accessWordIn, speakerOf } from '../../shared/domain/access/access-request.ts';
import { agreement, agreementAct } from '../../shared/domain/agreement/agreement.ts';
import { type Ruling, rulingOf } from '../../shared/domain/decision.ts';
import type { Edition } from '../../shared/domain/edition.ts';
import { type Erased, isErased } from '../../shared/domain/erasure/erased.ts';
import { type AskedFor, eraserIn } from '../../shared/domain/erasure/erasure.ts';
import type { Profile } from '../../shared/domain/identity.ts';
import { arrivalOf } from '../../shared/domain/move/moved.ts';
import { wordSignerIn } from '../../shared/domain/word-signer.ts';
import type { DecodedBatch } from '../../shared/protocol/batch.ts';
import type { Operation, Origin, StoredOperation } from '../../shared/protocol/operation.ts';
import { withoutValue } from '../../shared/protocol/operation-header.ts';
import type { Outcome, RefusalReason } from '../../shared/protocol/outcome.ts';
import type { PlacedAccessWord } from '../access/access-records.ts';
import { accessWordsIn, settleAccess, toWords } from '../access/settle-access.ts';
import type { PlacedWord } from '../agreements/agreement-records.ts';
import { addSigner, readSigners, type Signers, signersIn } from '../approvals/judge-signer.ts';
import type { Decision } from '../coordinator/coordinator-records.ts';
import { carryOutErasures } from '../erasure/carry-out-erasure.ts';
import { askedIn, erasureWordsIn, readAsked, recordsNamed } from '../erasure/read-asked.ts';
import { chunksNamedBy } from './chunks-named.ts';
import type { OperationContext } from './decide-operation.ts';
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
import { type Flows, openFlows } from './judge-flows.ts';
import { endAt, placeAfter } from './place-after.ts';

/** What the judgements need to know, kept up to date as they are made, and what is to be written at the end. */
export interface Desk {
  /** What brought the operations: a device, or the hub itself. */
  readonly device: Pick<Device, 'id' | 'persons'>;
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
  /** The rulings among the operations, by their records, and what they are about, locked. */
  readonly rulings: ReadonlyMap<string, Ruling>;
  readonly ruledOn: ReadonlyMap<OperationId, KeptOperation>;
  /** Everybody who is named in a ruling or in a word of an agreement, as the hub knows them. */
  readonly people: ReadonlyMap<string, Profile>;
  /** What each record among the operations says about an erasure, and what was asked in those that are answered. */
  readonly erasureWords: ReadonlyMap<string, Operation>;
  readonly asked: ReadonlyMap<OperationId, AskedFor>;
  /** What was erased before of the records that the operations are of ([ER4]). */
  readonly erased: Erased;
  /** Decisions, and words about erasures, whose creation was refused, and why. */
  readonly notDecided: Map<string, RefusalReason>;
  readonly decisions: Decision[];
  /** What was accepted that says something of agreements. */
  readonly words: PlacedWord[];
  /** What was said of requests for access that something here is about, and what of it was accepted now ([AR2]). */
  readonly access: Map<RecordId, AccessWord[]>;
  readonly accessSaid: PlacedAccessWord[];
  /** Who spoke on which device towards the decisions that something here is about ([OD3]). */
  readonly signers: Signers;
  /** Null when no record goes from one centre to another ([AG3]). */
  readonly flows: Flows | null;
  /** What was accepted of held work, by the device that had brought it. */
  readonly carried: Map<OperationId, string>;
  /** What is said of operations of moves, whatever they are by themselves ([MV5]). */
  moves: ReadonlyMap<OperationId, KeptOutcome>;
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
  ports: Pick<ExchangePorts, 'clock' | 'edition'>,
  device: Pick<Device, 'id' | 'persons'>,
  operations: readonly Operation[],
): Promise<Desk> {
  const positions = await tx.lockScopes([...new Set(operations.map(({ scope }) => scope))]);
  const rulings = new Map(operations.flatMap((one) => pairOf(one.record, rulingOf(one))));
  const asking = operations.flatMap((one) => accessWordIn(one) ?? []);
  const speakers = asking.map((word) => speakerOf(word).person);
  const said = operations.flatMap((one) => (wordSignerIn(one) ?? eraserIn(one))?.person ?? []);
  const signers = [...said, ...speakers];
  const { ruledOn, people } = await readRuledOn(tx, [...rulings.values()], signers);
  const named = [...operations, ...[...ruledOn.values()].map(({ operation }) => operation)];
  const ids = [
    ...new Set([...ruledOn.keys(), ...named.flatMap((one) => [one.id, ...arrivalOf(one)]), ...askedIn(operations)]),
  ];
  const recordIds = [...new Set([...named.map(({ record }) => record), ...recordsNamed(operations)])];
  const records = await tx.records(recordIds);
  const accepted = new Map(await tx.accepted(ids));
  return {
    device,
    edition: ports.edition,
    now: ports.clock.now(),
    positions: new Map(positions.map((position) => [position.scope, position])),
    accepted,
    kept: new Map(await tx.kept(ids)),
    records: new Map(records.map((record) => [record.id, record])),
    held: new Map(),
    appended: new Map(),
    changedRecords: new Map(),
    toKeep: new Map(),
    released: [],
    decidedBefore: [],
    rulings,
    ruledOn,
    people,
    erasureWords: erasureWordsIn(operations),
    asked: await readAsked(tx, operations, accepted, positions),
    erased: await tx.erased(recordIds),
    notDecided: new Map(),
    decisions: [],
    words: [],
    access: await readAccess(tx, asking),
    accessSaid: [],
    signers: await readSigners(tx, named),
    flows: await openFlows(tx, operations, accepted),
    carried: new Map(),
    moves: new Map(),
    verbatim: [],
  };
}

/** What was said before of the requests that these words are about. */
async function readAccess(tx: HubTransaction, asking: readonly AccessWord[]): Promise<Desk['access']> {
  const access: Desk['access'] = new Map();
  if (asking.length === 0) return access;
  const before = await tx.accessWords([...new Set(asking.map(({ request }) => request))]);
  for (const word of toWords(before)) access.set(word.request, [...(access.get(word.request) ?? []), word]);
  return access;
}

function pairOf(record: string, ruling: Ruling | null): (readonly [string, Ruling])[] {
  return ruling === null ? [] : [[record, ruling]];
}

/** What rulings are about, locked behind its scopes, and the people whom they name. */
async function readRuledOn(
  tx: HubTransaction,
  rulings: readonly Ruling[],
  signers: readonly string[],
): Promise<Pick<Desk, 'ruledOn' | 'people'>> {
  if (rulings.length + signers.length === 0) return { ruledOn: new Map(), people: new Map() };
  const kept =
    rulings.length === 0 ? [] : await tx.lockKept([...new Set(rulings.flatMap(({ operations }) => operations))]);
  const named = rulings.flatMap(({ author, by }) => [author.person, by.person]);
  const people = await tx.persons([...new Set([...named, ...signers])]);
  return {
    ruledOn: new Map(kept.map((one) => [one.outcome.id, one])),
    people: new Map(people.map((profile) => [profile.person, profile])),
  };
}

/** Puts an operation at the end of its scope's order, which is known to be there. */
export function accept(desk: Desk, given: StoredOperation): Outcome {
  const operation = leftOf(desk, given);
  const { scope, id } = operation;
  const entry = placeAfter(desk.positions.get(scope) as ScopePosition, operation);
  const { seq } = entry;
  desk.positions.set(scope, endAt(scope, entry));
  desk.accepted.set(id, seq);
  const entries = desk.appended.get(scope) ?? [];
  entries.push(entry);
  desk.appended.set(scope, entries);
  desk.words.push(...wordsIn(operation));
  for (const placed of accessWordsIn(operation)) {
    desk.accessSaid.push(placed);
    desk.access.set(placed.request, [...(desk.access.get(placed.request) ?? []), ...toWords([placed])]);
  }
  for (const signer of signersIn(operation)) addSigner(desk.signers, signer);
  const record = recordAfter(desk.records.get(operation.record), operation);
  if (record !== null) {
    desk.records.set(record.id, record);
    desk.changedRecords.set(record.id, record);
  }
  return { kind: 'accepted', id, seq };
}

/** What of an operation is kept: its value is not, where that was erased before it came ([ER4]). */
export function leftOf({ erased }: Pick<Desk, 'erased'>, operation: StoredOperation): StoredOperation {
  return isErased(erased, operation) ? withoutValue(operation) : operation;
}

/** What an operation says that moves between centres are judged by. */
export function wordsIn({ id, kind, type, record, field, value }: Operation): PlacedWord[] {
  const isTerms = type === agreement.type && field === 'terms';
  const isWord = kind === 'set' && (isTerms || (type === agreementAct.type && field === 'act'));
  return isWord ? [{ operation: id, type, record, value }] : [];
}

/** Writes everything that was taken and kept. Answers the persons who may read less than before ([AR4]). */
export async function writeDesk(tx: HubTransaction, desk: Desk): Promise<readonly PersonId[]> {
  const device = desk.device.id;
  await tx.saveRecords([...desk.changedRecords.values()]);
  for (const [scope, entries] of desk.appended) {
    await tx.append(scope, entries);
    const own = entries.filter(({ operation }) => !desk.carried.has(operation.id));
    const chunks = own.flatMap(({ operation }) => chunksNamedBy(operation));
    await tx.addChunkReferences(scope, device, [...new Set(chunks)]);
    for (const { operation } of entries) {
      const carrier = desk.carried.get(operation.id);
      const named = carrier === undefined ? [] : chunksNamedBy(operation);
      if (carrier !== undefined && named.length > 0) await tx.addChunkReferences(scope, carrier, named);
    }
  }
  await tx.keep([...desk.toKeep.values()]);
  if (desk.released.length > 0) await tx.release(desk.released);
  await tx.saveDecisions(desk.decisions);
  await tx.saveAgreementWords(desk.words);
  for (const { batch, payload } of desk.verbatim) {
    const holdsErased = batch.operations.some((one) => isErased(desk.erased, one));
    const bytes = holdsErased ? new Uint8Array(0) : payload;
    await tx.keepBatch({ scope: batch.scope, device, hash: toHex(batch.hash), bytes, at: desk.now });
  }
  const placed = [...desk.appended.values()].flatMap((entries) => entries.map(({ operation }) => operation));
  await tx.saveSigners(placed.flatMap(signersIn));
  await carryOutErasures(tx, placed, desk.now);
  return settleAccess(tx, desk.accessSaid, desk.now);
}

/** What the hub knows of a record after an operation that it accepts; null when that is nothing new. */
export function recordAfter(known: KnownRecord | undefined, operation: StoredOperation): KnownRecord | null {
  const creates = operation.kind === 'create';
  if (known !== undefined && !(creates && known.creator === null)) return null;
  const created = createdBy(operation, operation.origin.author);
  return creates ? created : { ...created, creator: null, createdTx: null };
}

/** What the hub knows of a record by its creation. */
export function createdBy({ record, scope, type, tx }: Operation, creator: string) {
  return { id: record, scope, type, creator, createdTx: tx } satisfies KnownRecord;
}
