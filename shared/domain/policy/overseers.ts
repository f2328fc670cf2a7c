/** Who looks after a scope: sees how its laptops are, and what the hub holds. Asked by a device before it asks its hub, and by the hub. */
import type { ScopeId } from '../../base/ids.ts';
import type { Grant, Role } from './roles.ts';

export const overseers: readonly Role[] = ['coordinator', 'steward'];

/** The scopes that these grants let somebody look after; none for any role that is not named. */
export function overseenScopes(grants: readonly Grant[]): ScopeId[] {
  return [...new Set(grants.filter(({ roles }) => oversees(roles)).map(({ scope }) => scope))];
}

/** Whether somebody with these roles looks after anything. */
export function oversees(roles: readonly Role[]): boolean {
  return roles.some((role) => overseers.includes(role));
}
