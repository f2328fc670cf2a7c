import { oversees } from '../../../shared/domain/policy/overseers.ts';
import type { Role } from '../../../shared/domain/policy/roles.ts';

/** Whether somebody with these roles is the one who settles conflicts and refusals for the network. */
export function settles(roles: readonly Role[]): boolean {
  return oversees(roles);
}
