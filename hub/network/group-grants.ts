import { roles as allRoles, type Role } from '../../shared/domain/policy/roles.ts';

/** Grants of rows of one role each, in the one order that both stores answer in. */
export function groupGrants(rows: readonly { readonly person: string; readonly scope: string; readonly role: Role }[]) {
  const grouped = new Map<string, { person: string; scope: string; roles: Role[] }>();
  for (const { person, scope, role } of rows) {
    const key = `${person} ${scope}`;
    const grant = grouped.get(key) ?? { person, scope, roles: [] };
    if (!grant.roles.includes(role)) grant.roles.push(role);
    grouped.set(key, grant);
  }
  for (const grant of grouped.values()) grant.roles.sort((a, b) => allRoles.indexOf(a) - allRoles.indexOf(b));
  return [...grouped].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, grant]) => grant);
}
