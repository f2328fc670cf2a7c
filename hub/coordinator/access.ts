/** Who may do what on the coordinator's page: one default-deny table, asked by every route and for every object. */
import type { PersonId, ScopeId } from '../../shared/base/ids.ts';
import type { Profile } from '../../shared/domain/identity.ts';
import { overseers } from '../../shared/domain/policy/overseers.ts';
import type { Grant, Role } from '../../shared/domain/policy/roles.ts';
import type { HubTransaction } from '../sync/hub-store.ts';

export type CoordinatorAction = 'see-network' | 'decide-held' | 'enrol' | 'revoke' | 'link-people';

const table: Readonly<Record<CoordinatorAction, readonly Role[]>> = {
  'see-network': overseers,
  'decide-held': ['coordinator', 'steward'],
  enrol: ['coordinator', 'steward'],
  revoke: ['coordinator', 'steward'],
  'link-people': ['coordinator', 'steward'],
};

/**
 * What one coordinator may give alone. Whoever coordinates, approves, oversees or answers for a centre is named on the hub's own
 * machine: taking power away needs one person, giving it needs more ([GV1], security.md 2.7).
 */
export const givableRoles: readonly Role[] = ['trainer', 'investigator', 'translator', 'reviewer', 'guest'];

/** Their word counts as that of a centre ([RL3]): given beyond the own one, a coordinator could be two centres ([GV2]). */
export const ownCentreRoles: readonly Role[] = ['reviewer'];

/** The scopes in which these grants allow an action. */
export function scopesFor(grants: readonly Grant[], action: CoordinatorAction): ScopeId[] {
  const wanted = Object.hasOwn(table, action) ? table[action] : [];
  return grants.filter(({ roles }) => roles.some((role) => wanted.includes(role))).map(({ scope }) => scope);
}

/** Where a coordinator enrols, and the centre that they are of. */
export interface Giver {
  readonly scopes: readonly ScopeId[];
  readonly centre: string | null;
}

export async function giverOf(tx: HubTransaction, who: Coordinator): Promise<Giver> {
  const [profile] = await tx.persons([who.person]);
  return { scopes: scopesFor(who.grants, 'enrol'), centre: profile?.centre ?? null };
}

/** Whether a coordinator may give these roles to somebody of this centre. */
export function mayGive(giver: Giver, { scope, roles }: Pick<Grant, 'scope' | 'roles'>, centre: string): boolean {
  const isTheirs = (role: Role) =>
    givableRoles.includes(role) && (centre === giver.centre || !ownCentreRoles.includes(role));
  return giver.scopes.includes(scope) && roles.every(isTheirs);
}

/** Whether all that a person holds could have been given by this coordinator: else a code for them would be a way to power. */
export function mayEnrol(giver: Giver, { person, centre }: Profile, grants: readonly Grant[]): boolean {
  return grants.filter((grant) => grant.person === person).every((grant) => mayGive(giver, grant, centre));
}

/** Who asks: a person whose grants are read in the transaction that answers. */
export interface Coordinator {
  readonly person: PersonId;
  readonly account: string;
  readonly grants: readonly Grant[];
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
