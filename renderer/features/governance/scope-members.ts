/** Who holds what in a scope, from what lies on this laptop: no hub is asked. */
import type { DeviceIdentity, Profile } from '../../../shared/domain/identity.ts';
import { overseenScopes } from '../../../shared/domain/policy/overseers.ts';
import { roles as allRoles, type Grant, type Role } from '../../../shared/domain/policy/roles.ts';
import type { NetworkGlance } from '../../../shared/protocol/network-glance.ts';

export interface HeldRole {
  readonly role: Role;
  /** Milliseconds since 1970 by the hub's clock; null when it was not noted, undefined when this laptop was not told. */
  readonly since: number | null | undefined;
  /** When it ends by itself; null when it does not. */
  readonly until: number | null;
}

export interface MemberOfScope {
  readonly person: Profile;
  readonly roles: readonly HeldRole[];
  /** Names of their laptops; undefined when this laptop was not told. */
  readonly laptops: readonly string[] | undefined;
}

export interface MembersOfScope {
  readonly members: readonly MemberOfScope[];
  /** Whether everybody is to be seen, or the people of this laptop alone. */
  readonly seesAll: boolean;
  /** As of when, by the hub's clock, everybody is known; null while the people of this laptop alone are. */
  readonly asOf: number | null;
  /** The hub had more to tell than it told. */
  readonly more: boolean;
}

export interface KnownHere {
  readonly identity: Pick<DeviceIdentity, 'profiles' | 'grants'>;
  /** Who works here now. */
  readonly me: string;
  readonly glance: NetworkGlance | null;
  readonly now: number;
}

/** Everybody as the hub last told it, where whoever works here looks after the scope ([SY19]); else the people of this laptop. */
export function membersOf(scope: string, { identity, me, glance, now }: KnownHere): MembersOfScope {
  const seesAll = overseenScopes(identity.grants.filter(({ person }) => person === me)).includes(scope);
  if (!seesAll || glance?.members === undefined) {
    const members = ownMembers(scope, identity, now);
    return { members, seesAll, asOf: null, more: false };
  }
  const members = glance.members.flatMap(({ person, laptops, roles, scope: of }): MemberOfScope[] => {
    const held = roles
      .filter((one): one is typeof one & HeldRole => allRoles.includes(one.role as Role))
      .filter((one) => lasts(one, now));
    return of !== scope || held.length === 0 ? [] : [{ person, laptops, roles: held }];
  });
  return { members, seesAll, asOf: glance.at, more: glance.membersMore === true };
}

function lasts({ until }: { readonly until?: number | null | undefined }, now: number): boolean {
  return until === null || until === undefined || until > now;
}

function ownMembers(scope: string, { profiles, grants }: KnownHere['identity'], now: number): MemberOfScope[] {
  const lasting = grants.filter((grant) => grant.scope === scope && lasts(grant, now));
  return profiles.flatMap((person) => {
    const own = lasting.filter((grant) => grant.person === person.person);
    const held = allRoles.filter((role) => own.some(({ roles }) => roles.includes(role)));
    if (held.length === 0) return [];
    return [
      { person, laptops: undefined, roles: held.map((role) => ({ role, since: undefined, until: endOf(role, own) })) },
    ];
  });
}

/** The last of its ends; null when one of the grants that hold it has none. */
function endOf(role: Role, grants: readonly Grant[]): number | null {
  const ends = grants.filter(({ roles }) => roles.includes(role)).map(({ until }) => until ?? null);
  return ends.reduce((last, end) => (last === null || end === null ? null : Math.max(last, end)));
}
