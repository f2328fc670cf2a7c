import { roles as allRoles, type Grant, type Role } from '../../shared/domain/policy/roles.ts';

/** A role of a person in a scope; under a request for access with its end and what it is about. */
export interface GrantedRole {
  readonly person: string;
  readonly scope: string;
  readonly role: Role;
  readonly access?: { readonly request: string; readonly until: number; readonly kinds: readonly string[] };
}

/** Grants of rows of one role each, in the one order that both stores answer in. What ends by itself stands alone. */
export function groupGrants(rows: readonly GrantedRole[]): Grant[] {
  const grouped = new Map<string, Grant & { roles: Role[] }>();
  for (const { person, scope, role, access } of rows) {
    const key = `${person} ${scope} ${access?.request ?? ''}`;
    const ends = access === undefined ? {} : { until: access.until, kinds: access.kinds };
    const grant = grouped.get(key) ?? { person, scope, roles: [], ...ends };
    if (!grant.roles.includes(role)) grant.roles.push(role);
    grouped.set(key, grant);
  }
  for (const grant of grouped.values()) grant.roles.sort((a, b) => allRoles.indexOf(a) - allRoles.indexOf(b));
  return [...grouped].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, grant]) => grant);
}
