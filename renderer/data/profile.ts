/** Who is working on this device: one of the profiles that enrolment gave it. */
import type { PersonId, ScopeId } from '../../shared/base/ids.ts';
import type { DeviceIdentity, Profile } from '../../shared/domain/identity.ts';
import { decide, type PolicyAction } from '../../shared/domain/policy/decide.ts';
import { type Grant, type Role, roles } from '../../shared/domain/policy/roles.ts';
import { pageClock } from './page-ports.ts';

export interface CurrentProfile {
  readonly person: PersonId;
  readonly name: string;
  readonly centre: string;
  /** Held in any scope, in the order of the table of roles. */
  readonly roles: readonly Role[];
  readonly profiles: readonly Profile[];
  switchTo(person: PersonId): void;
  /** What this person was granted. */
  readonly grants: readonly Grant[];
  /** Asks the policy table for this person. */
  may(action: PolicyAction, type: string, scope: ScopeId): boolean;
}

/** Roles of a person over all scopes, each once. */
export function rolesOf(identity: Pick<DeviceIdentity, 'grants'>, person: PersonId): Role[] {
  const held = new Set(identity.grants.filter((grant) => grant.person === person).flatMap((grant) => grant.roles));
  return roles.filter((role) => held.has(role));
}

/** What a person was granted on this device. */
export function grantsOf({ grants }: Pick<DeviceIdentity, 'grants'>, person: PersonId): Grant[] {
  return grants.filter((grant) => grant.person === person);
}

export function mayOf(identity: Pick<DeviceIdentity, 'grants'>, person: PersonId) {
  const grants = grantsOf(identity, person);
  return (action: PolicyAction, type: string, scope: ScopeId): boolean =>
    decide(grants, { action, type, scope, at: pageClock.now() }).allowed;
}
