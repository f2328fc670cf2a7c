/** Which proposals may still be signed, and for whom nobody alone makes a device because of what several decide ([GV1], [GV3]). */
import type { PersonId, ScopeId } from '../../shared/base/ids.ts';
import { overseers } from '../../shared/domain/policy/overseers.ts';
import { everDeciders, givableRoles } from '../coordinator/access.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import type { GrantProposal, Member } from './grant-records.ts';

/** What is proposed in these scopes and may still be signed at a time, oldest first. */
export async function openProposals(tx: HubTransaction, scopes: readonly ScopeId[], now: number) {
  const proposed = await tx.openProposals(scopes, now);
  const members = await tx.members([...new Set(proposed.map(({ scope }) => scope))]);
  const inScope = byScope(members);
  return proposed.filter((one) => isOpen(one, overseersOf(inScope.get(one.scope) ?? []), now));
}

/** Whether a proposal may still be signed: in its time, and while whoever proposed it looks after the scope. */
export function isOpen({ endsAt, proposedBy }: GrantProposal, overseeing: ReadonlySet<PersonId>, now: number): boolean {
  return now < endsAt && overseeing.has(proposedBy);
}

/** Who looks after a scope, given who holds what in it. */
export function overseersOf(members: readonly Member[]): ReadonlySet<PersonId> {
  return new Set(members.filter(looksAfter).map(({ person }) => person));
}

/** Who holds what, by scope. */
export function byScope(members: readonly Member[]): ReadonlyMap<ScopeId, readonly Member[]> {
  const scopes = new Map<ScopeId, Member[]>();
  for (const member of members) {
    const known = scopes.get(member.scope);
    if (known === undefined) scopes.set(member.scope, [member]);
    else known.push(member);
  }
  return scopes;
}

/** Whether this is a role that looks after its scope. One that ends by itself looks after nothing. */
export function looksAfter({ role, until }: Member): boolean {
  return until === null && overseers.includes(role);
}

/**
 * Of these people, those whose devices come from the hub's own machine: who holds or ever held a role that one coordinator cannot
 * give, or is proposed for one. Else one who takes a role away could enrol a laptop and have the role given back to it ([GV1]).
 */
export async function namedBySeveral(
  tx: HubTransaction,
  persons: readonly PersonId[],
  now: number,
): Promise<ReadonlySet<PersonId>> {
  const scopes = await tx.allScopes();
  const proposed = (await openProposals(tx, scopes, now)).filter(({ roles }) =>
    roles.some((role) => !givableRoles.includes(role)),
  );
  return new Set([...(await everDeciders(tx, persons)), ...proposed.map(({ person }) => person)]);
}
