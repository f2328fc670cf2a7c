/**
 * Held operations and what a person decides about them ([HB6], [HB7]). Accepting puts them at the end of the scope's order,
 * where every device meets them in a page, their author's too ([HB3]); returned and discarded ones stay readable.
 */
import type { OperationId, PersonId } from '../../shared/base/ids.ts';
import type { Clock } from '../../shared/base/ports.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import type { Decide, HeldList } from '../../shared/coordinator/contract.ts';
import type { Profile } from '../../shared/domain/identity.ts';
import type { RefusalReason } from '../../shared/protocol/outcome.ts';
import { faultOfForm } from '../sync/decide-operation.ts';
import { chunksNamedBy, recordAfter } from '../sync/desk.ts';
import type { HubTransaction, KeptOperation, KnownRecord, LogEntry, ScopePosition } from '../sync/hub-store.ts';
import { endAt, placeAfter } from '../sync/place-after.ts';
import { type Coordinator, scopesFor } from './access.ts';
import type { Decision } from './coordinator-records.ts';
import { groupChanges, inOrder, toHeldOperation } from './group-changes.ts';

/** One answer holds this many operations of each kind, so that it stays quick; the next come when these are decided. */
const listLimit = 1_000;
const decidedLimit = 200;

export async function readHeld(tx: HubTransaction, who: Coordinator): Promise<HeldList> {
  const scopes = scopesFor(who.grants, 'see-network');
  const held = await tx.heldIn(scopes, listLimit + 1);
  const decided = await tx.decisionsIn(scopes, decidedLimit);
  const names = await readNames(tx, [...held, ...decided], decided);
  return {
    changes: groupChanges(held.slice(0, listLimit), ({ outcome }) => reasonOf(outcome)).map((group) => {
      const first = group[0] as KeptOperation;
      return {
        ...names.placeOf(first),
        reason: reasonOf(first.outcome),
        operations: group.map(({ operation }) => toHeldOperation(operation)),
        receivedAt: first.at,
        madeAt: first.operation.wall,
        isOwn: first.operation.origin.author === who.person,
      };
    }),
    more: held.length > listLimit,
    decided: groupChanges(decided, ({ verdict, at }) => `${verdict} ${at}`).map((group) => {
      const first = group[0] as Decision;
      const { reason, verdict, note, noteLanguage, by, at } = first;
      const operations = group.map(({ operation }) => toHeldOperation(operation));
      const decided = { verdict, note, noteLanguage, decidedBy: names.person(by), decidedAt: at };
      return { ...names.placeOf(first), reason, operations, ...decided };
    }),
  };
}

interface Placed {
  readonly operation: KeptOperation['operation'];
  readonly device: string;
}

async function readNames(tx: HubTransaction, placed: readonly Placed[], decided: readonly Decision[]) {
  const people = [...placed.map(({ operation }) => operation.origin.author), ...decided.map(({ by }) => by)];
  const profiles = new Map((await tx.persons([...new Set(people)])).map((profile) => [profile.person, profile]));
  const devices = new Map((await tx.allDevices()).map(({ id, name }) => [id, name]));
  // An author whom the hub never knew is shown by the id that was signed.
  const person = (id: PersonId): Profile => profiles.get(id) ?? { person: id, name: id, centre: '' };
  return {
    person,
    placeOf: ({ operation: { scope, type, record, origin }, device }: Placed) => ({
      scope,
      type,
      record,
      author: person(origin.author),
      device: { id: device, name: devices.get(device) ?? device },
    }),
  };
}

export type DecideFailure =
  | Failure<'held-changed'>
  | Failure<'own-change'>
  | Failure<'note-missing'>
  | (Failure<'cannot-accept'> & { readonly reason: RefusalReason });

/** Decides all of these operations or none: a colleague may have been quicker with some. */
export async function decideHeld(
  tx: HubTransaction,
  { clock }: { readonly clock: Clock },
  who: Coordinator,
  { operations, verdict, note, language }: Decide,
): Promise<Result<{ readonly decidedAt: number }, DecideFailure>> {
  if (verdict !== 'accepted' && note === '') return fail({ kind: 'note-missing' });
  const scopes = scopesFor(who.grants, 'decide-held');
  const ids = [...new Set(operations)];
  const known = await tx.kept(ids);
  if (ids.some((id) => known.get(id)?.kind !== 'quarantined')) return fail({ kind: 'held-changed' });
  // Scopes are locked before what is kept in them, as an exchange does.
  const positions = await tx.lockScopes(scopes);
  const held = [...(await tx.lockKept(ids))].sort((a, b) => inOrder(a.operation, b.operation));
  const isOpen = ({ outcome, operation }: KeptOperation) =>
    outcome.kind === 'quarantined' && scopes.includes(operation.scope);
  if (held.length !== ids.length || !held.every(isOpen)) return fail({ kind: 'held-changed' });
  const at = clock.now();
  if (verdict === 'accepted') {
    if (held.some(({ operation }) => operation.origin.author === who.person)) return fail({ kind: 'own-change' });
    const accepted = await accept(tx, positions, held);
    if (!accepted.ok) return accepted;
  } else {
    await tx.keep(
      held.map((entry) => ({ ...entry, outcome: { kind: 'refused', id: entry.outcome.id, reason: verdict } })),
    );
  }
  await tx.saveDecisions(
    held.map(({ operation, device, outcome }) => ({
      operation,
      device,
      reason: reasonOf(outcome),
      verdict,
      note,
      noteLanguage: note === '' ? null : (language ?? null),
      by: who.person,
      at,
      toldAt: null,
    })),
  );
  return ok({ decidedAt: at });
}

/** Puts held operations into the order of their scopes, unless their form would make every device refuse them. */
async function accept(
  tx: HubTransaction,
  positions: readonly ScopePosition[],
  held: readonly KeptOperation[],
): Promise<Result<null, DecideFailure>> {
  const records = new Map(
    (await tx.records([...new Set(held.map(({ operation }) => operation.record))])).map((one) => [one.id, one]),
  );
  const changed = new Map<string, KnownRecord>();
  const ends = new Map(positions.map((position) => [position.scope, position]));
  const appended = new Map<string, LogEntry[]>();
  for (const { operation } of held) {
    const { scope, origin } = operation;
    const reason = faultOfForm(operation, { author: origin.author, record: records.get(operation.record) });
    if (reason !== null) return fail({ kind: 'cannot-accept', reason });
    const entry = placeAfter(ends.get(scope) as ScopePosition, operation);
    ends.set(scope, endAt(scope, entry));
    appended.set(scope, [...(appended.get(scope) ?? []), entry]);
    const record = recordAfter(records.get(operation.record), operation);
    if (record === null) continue;
    records.set(record.id, record);
    changed.set(record.id, record);
  }
  await tx.saveRecords([...changed.values()]);
  for (const [scope, entries] of appended) await tx.append(scope, entries);
  for (const { operation, device } of held) {
    const chunks = chunksNamedBy(operation);
    if (chunks.length > 0) await tx.addChunkReferences(operation.scope, device, chunks);
  }
  const ids: OperationId[] = held.map(({ operation }) => operation.id);
  await tx.release(ids);
  return ok(null);
}

function reasonOf(outcome: KeptOperation['outcome']): string {
  return 'reason' in outcome ? outcome.reason : '';
}
