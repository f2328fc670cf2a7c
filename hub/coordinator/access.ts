/** Who may do what on the coordinator's page: one default-deny table, asked by every route and for every object. */
import type { PersonId, ScopeId } from '../../shared/base/ids.ts';
import { overseers } from '../../shared/domain/policy/overseers.ts';
import type { Grant, Role } from '../../shared/domain/policy/roles.ts';
import type { HubTransaction } from '../sync/hub-store.ts';

export type CoordinatorAction = 'see-network' | 'decide-held' | 'enrol' | 'revoke' | 'link-people' | RoleAction;
/** Who holds what where, and changing it ([GV2], [GV5]). */
type RoleAction = 'see-members' | 'give-roles' | 'take-roles';

const table: Readonly<Record<CoordinatorAction, readonly Role[]>> = {
  'see-network': overseers,
  'decide-held': ['coordinator', 'steward'],
  enrol: ['coordinator', 'steward'],
  revoke: ['coordinator', 'steward'],
  'link-people': ['coordinator', 'steward'],
  'see-members': overseers,
  'give-roles': overseers,
  'take-roles': overseers,
};

/**
 * What one coordinator may give alone. Whoever coordinates, reviews, approves, oversees or answers for a centre is named by several, or
 * on the hub's own machine: else one coordinator could be several of those whose words count together ([GV1]).
 */
export const givableRoles: readonly Role[] = ['trainer', 'investigator', 'translator', 'guest'];

/** The scopes in which these grants allow an action. */
export function scopesFor(grants: readonly Grant[], action: CoordinatorAction): ScopeId[] {
  const wanted = Object.hasOwn(table, action) ? table[action] : [];
  return grants.filter(({ roles }) => roles.some((role) => wanted.includes(role))).map(({ scope }) => scope);
}

/** Whether all that a person holds now could have been given in these scopes: else a code for them would be a way to power. */
export function mayEnrol(person: PersonId, grants: readonly Grant[], scopes: readonly ScopeId[]): boolean {
  return grants
    .filter((grant) => grant.person === person)
    .every(({ scope, roles }) => scopes.includes(scope) && roles.every((role) => givableRoles.includes(role)));
}

/** Who asks: a person whose grants are read in the transaction that answers. */
export interface Coordinator {
  readonly person: PersonId;
  readonly account: string;
  readonly grants: readonly Grant[];
}

/** Of these people, those who hold or ever held a role that one coordinator cannot give, anywhere. */
export async function everDeciders(tx: HubTransaction, persons: readonly PersonId[]): Promise<ReadonlySet<PersonId>> {
  const ever = await tx.grantsKnown(persons, Number.MAX_SAFE_INTEGER);
  const deciding = ever.filter(({ roles }) => roles.some((role) => !givableRoles.includes(role)));
  return new Set(deciding.map(({ person }) => person));
}

/** Grants that each person ever had, in which scopes: a device of somebody whose last role ended is still somebody's concern. */
export async function scopesEverOf(
  tx: HubTransaction,
  persons: readonly PersonId[],
): Promise<Map<PersonId, Set<ScopeId>>> {
  const scopes = new Map<PersonId, Set<ScopeId>>();
  for (const { person, scope } of await tx.grantsKnown(persons, Number.MAX_SAFE_INTEGER)) {
    scopes.set(person, (scopes.get(person) ?? new Set()).add(scope));
  }
  return scopes;
}
