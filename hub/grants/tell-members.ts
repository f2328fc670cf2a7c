/** Who holds which role in the scopes that somebody looks after, for their laptop: the coordinator's page without a link ([SY19]). */
import type { PersonId } from '../../shared/base/ids.ts';
import type { CoordinatedDevice } from '../../shared/coordinator/contract.ts';
import type { Grant } from '../../shared/domain/policy/roles.ts';
import type { NetworkGlance, ScopeMember } from '../../shared/protocol/network-glance.ts';
import { scopesFor } from '../coordinator/access.ts';
import type { HubTransaction } from '../sync/hub-store.ts';

/** Characters of one answer: it comes again every few minutes, over whatever link. */
const charactersAtMost = 32_000;
const laptopsAtMost = 20;

/** What these grants let somebody see, by scope and name, in about `room` characters; `devices` are those of the scopes. */
export async function membersFor(
  tx: HubTransaction,
  grants: readonly Grant[],
  devices: readonly CoordinatedDevice[],
  room: number,
): Promise<Pick<NetworkGlance, 'members' | 'membersMore'>> {
  const held = await tx.members([...new Set(scopesFor(grants, 'see-members'))]);
  const profiles = await tx.persons([...new Set(held.map(({ person }) => person))]);
  const known = new Map(profiles.map((profile) => [profile.person, profile]));
  const laptops = laptopsOf(devices);
  const all = new Map<string, ScopeMember>();
  for (const { scope, person: id, role, since, until } of held) {
    const person = known.get(id);
    if (person === undefined) continue;
    const key = `${scope} ${person.name} ${id}`;
    const member = all.get(key) ?? { scope, person, laptops: laptops.get(id) ?? [], roles: [] };
    all.set(key, { ...member, roles: [...member.roles, { role, since, until }] });
  }
  const sorted = [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, member]) => member);
  const members = whatFits(sorted, Math.min(room, charactersAtMost));
  return { members, ...(members.length < sorted.length ? { membersMore: true } : {}) };
}

/** The names of the laptops that each person uses and nobody withdrew. */
export function laptopsOf(
  devices: readonly Pick<CoordinatedDevice, 'name' | 'persons' | 'revokedAt'>[],
): ReadonlyMap<PersonId, readonly string[]> {
  const laptops = new Map<PersonId, string[]>();
  for (const { name, persons, revokedAt } of devices) {
    if (revokedAt !== null) continue;
    for (const { person } of persons) {
      const names = laptops.get(person) ?? [];
      if (names.length < laptopsAtMost) laptops.set(person, [...names, name]);
    }
  }
  return laptops;
}

function whatFits(members: readonly ScopeMember[], room: number): ScopeMember[] {
  let left = room;
  return members.filter((member) => {
    left -= JSON.stringify(member).length;
    return left >= 0;
  });
}
