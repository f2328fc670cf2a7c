import type { Role } from '../../../shared/domain/policy/roles.ts';

/** Whether somebody with these roles is the one who settles conflicts and refusals for the network. */
export function settles(roles: readonly Role[]): boolean {
  return roles.some((role) => role === 'coordinator' || role === 'steward');
}
