/**
 * Held operations and what a person decides about them ([HB6], [HB7]). Accepting puts them at the end of the scope's order,
 * where every device meets them in a page, their author's too ([HB3]); returned and discarded ones stay readable.
 */
import type { PersonId } from '../../shared/base/ids.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import type { Decide, HeldList } from '../../shared/coordinator/contract.ts';
import { rulingOf, strangerOf } from '../../shared/domain/decision.ts';
import type { Profile } from '../../shared/domain/identity.ts';
import type { RefusalReason } from '../../shared/protocol/outcome.ts';
import { carryOut, faultOfRuling, type RulingFault, reasonOf } from '../sync/carry-out.ts';
import { accept, openDesk, writeDesk } from '../sync/desk.ts';
import type { HubTransaction, KeptOperation } from '../sync/hub-store.ts';
import { type Coordinator, scopesFor } from './access.ts';
import type { Decision } from './coordinator-records.ts';
import { groupChanges, toHeldOperation } from './group-changes.ts';
import { type HubAuthor, makeDecisions } from './make-decisions.ts';

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
  const person = (id: PersonId): Profile => profiles.get(id) ?? strangerOf(id);
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
  | (Failure<'cannot-accept'> & { readonly reason: RefusalReason })
  /** It takes a record out of its scope, and what brings it into another one is not accepted ([MV6]). */
  | Failure<'move-incomplete'>;

/**
 * Decides all of these operations or none: a colleague may have been quicker with some. The hub writes each decision into the
 * order of its scope, in the name of whoever is signed in ([HB10]).
 */
export async function decideHeld(
  tx: HubTransaction,
  ports: HubAuthor,
  who: Coordinator,
  { operations, verdict, note, language }: Decide,
): Promise<Result<{ readonly decidedAt: number }, DecideFailure>> {
  if (verdict !== 'accepted' && note === '') return fail({ kind: 'note-missing' });
  const scopes = scopesFor(who.grants, 'decide-held');
  const ids = [...new Set(operations)];
  const known = await tx.kept(ids);
  if (ids.some((id) => known.get(id)?.kind !== 'quarantined')) return fail({ kind: 'held-changed' });
  // Scopes are locked before what is kept in them, as an exchange does.
  await tx.lockScopes(scopes);
  const held = await tx.lockKept(ids);
  const isOpen = ({ outcome, operation }: KeptOperation) =>
    outcome.kind === 'quarantined' && scopes.includes(operation.scope);
  if (held.length !== ids.length || !held.every(isOpen)) return fail({ kind: 'held-changed' });
  const said = { outcome: verdict, note, language: note === '' ? null : (language ?? null), by: who.person };
  const made = await makeDecisions(tx, ports, held, said);
  const hub = { id: made.origin.device, persons: [] };
  const desk = await openDesk(tx, ports, hub, made.operations);
  for (const operation of made.operations) {
    const ruling = rulingOf(operation);
    if (ruling === null) continue;
    const fault = faultOfRuling(desk, ruling, { scope: operation.scope, author: who.person });
    if (fault !== null) return fail(failureOf(fault));
    carryOut(desk, ruling);
  }
  for (const operation of made.operations) {
    accept(desk, { ...operation, origin: { ...made.origin, author: who.person }, seq: null, received: desk.now });
  }
  await writeDesk(tx, desk);
  return ok({ decidedAt: desk.now });
}

function failureOf({ as, form, isHalf }: RulingFault): DecideFailure {
  if (as === 'own-work') return { kind: 'own-change' };
  if (isHalf === true) return { kind: 'move-incomplete' };
  return form === undefined ? { kind: 'held-changed' } : { kind: 'cannot-accept', reason: form };
}
