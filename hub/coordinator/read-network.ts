/** The network as a coordinator sees it: devices of the scopes that they look after, and how far behind each is. */
import type { ScopeId } from '../../shared/base/ids.ts';
import type { Codes, CoordinatedDevice, Me, Overview, People } from '../../shared/coordinator/contract.ts';
import type { Profile } from '../../shared/domain/identity.ts';
import { certificateIn, leaseEndOf } from '../../shared/protocol/device-certificate.ts';
import type { Compaction } from '../compaction/compaction-records.ts';
import { namedBySeveral } from '../grants/open-proposals.ts';
import { retiredSince } from '../network/retired.ts';
import type { Device, HubTransaction } from '../sync/hub-store.ts';
import { type Coordinator, givableRoles, mayEnrol, scopesEverOf, scopesFor } from './access.ts';
import { type LossEvidence, lostBy } from './read-lost.ts';

export async function readMe(tx: HubTransaction, who: Coordinator): Promise<Me> {
  const [person] = await tx.persons([who.person]);
  const hub = await tx.hub();
  return {
    person: person as Profile,
    networkName: hub.networkName,
    sample: hub.sample,
    recoveryCodesLeft: await tx.recoveryCodesLeft(who.account),
    scopes: [...(await tx.scopes(scopesFor(who.grants, 'see-network')))],
    mayGive: [...givableRoles],
  };
}

/** The devices that a coordinator may see: one of whose people holds, or ever held, a role in a scope of theirs. */
export async function devicesOf(tx: HubTransaction, scopes: readonly ScopeId[]): Promise<Device[]> {
  const devices = await tx.allDevices();
  const ever = await scopesEverOf(tx, [...new Set(devices.flatMap(({ persons }) => persons))]);
  return devices.filter(({ persons }) =>
    persons.some((person) => scopes.some((scope) => ever.get(person)?.has(scope))),
  );
}

/** The hub's time, and after how long a silence devices are retired ([DV4]). */
interface AsOf {
  readonly now: number;
  readonly retireAfter: number | undefined;
}

/** The devices of these scopes, and how each is. */
export async function readOverview(
  tx: HubTransaction,
  mine: readonly ScopeId[],
  { now, retireAfter }: AsOf,
): Promise<Overview> {
  const devices = await devicesOf(tx, mine);
  const persons = new Map((await tx.allPersons()).map((profile) => [profile.person, profile]));
  const grants = await tx.grants([...new Set(devices.flatMap((device) => device.persons))]);
  const cursors = await tx.cursors();
  const scopesOf = await readBehind(tx, devices, { grants, scopes: mine, cursors });
  const evidence = { scopes: mine, grants, cursors, receipts: await tx.latestReceipts(mine) };
  const letGo = sumOf((await tx.compactions(mine)).filter(({ values }) => values > 0));
  const held = (await tx.heldCounts()).filter(({ scope }) => mine.includes(scope));
  return {
    now,
    letGo,
    devices: devices.map((device) => ({
      id: device.id,
      name: device.name,
      persons: device.persons.flatMap((person) => persons.get(person) ?? []),
      enrolledAt: device.enrolledAt,
      revokedAt: device.revokedAt,
      retiredSince: retiredSince(device, now, retireAfter),
      lastContact: device.lastContact,
      declaredWaiting: device.declaredWaiting,
      cloneSuspectedAt: device.cloneSuspectedAt,
      newLifeAt: device.newLifeAt,
      ...endsOf(device),
      scopes: scopesOf.get(device.id) ?? [],
      lost: lostBy(device, evidence),
      held: held.filter((row) => row.device === device.id).reduce((sum, { count }) => sum + count, 0),
    })),
  };
}

/** How long a device may go on without a word from the hub, and be taken at its word by others. A key that was withdrawn has neither. */
function endsOf({ certificate, revokedAt, lastContact }: Device) {
  const held = revokedAt === null ? certificateIn({ certificate: certificate ?? undefined }) : null;
  if (held === null) return { leaseEndsAt: null, certificateEndsAt: null };
  const { certificate: terms } = held;
  return { leaseEndsAt: leaseEndOf(terms, lastContact).endsAt, certificateEndsAt: terms.notAfter };
}

/** What was let go altogether, and when last; null when nothing was. */
function sumOf(compactions: readonly Compaction[]): Overview['letGo'] {
  if (compactions.length === 0) return null;
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  return {
    values: sum(compactions.map(({ values }) => values)),
    bytes: sum(compactions.map(({ bytes }) => bytes)),
    at: Math.max(...compactions.map(({ at }) => at)),
  };
}

/** How far each device is behind in each scope that its people may read, of those given. */
async function readBehind(
  tx: HubTransaction,
  devices: readonly Device[],
  { grants, scopes, cursors }: Omit<LossEvidence, 'receipts'>,
): Promise<Map<string, CoordinatedDevice['scopes']>> {
  const ends = new Map((await tx.positions(scopes)).map(({ scope, seq }) => [scope, seq]));
  const places = new Map(cursors.map(({ device, scope, seq }) => [`${device} ${scope}`, seq]));
  const rows = devices.flatMap((device) => {
    const held = grants.filter(({ person, roles }) => roles.length > 0 && device.persons.includes(person));
    const readable = scopes.filter((scope) => held.some((grant) => grant.scope === scope));
    return readable.map((scope) => {
      const read = places.get(`${device.id} ${scope}`) ?? 0;
      return { device: device.id, scope, read, behind: Math.max(0, (ends.get(scope) ?? 0) - read) };
    });
  });
  const lacking = rows.filter(({ behind }) => behind > 0).map(({ scope, read }) => ({ scope, seq: read + 1 }));
  const received = new Map((await tx.receivedAt(lacking)).map(({ scope, seq, at }) => [`${scope} ${seq}`, at]));
  const byDevice = new Map<string, CoordinatedDevice['scopes']>();
  for (const { device, scope, read, behind } of rows) {
    const since = behind === 0 ? null : (received.get(`${scope} ${read + 1}`) ?? null);
    byDevice.set(device, [...(byDevice.get(device) ?? []), { scope, behind, since }]);
  }
  return byDevice;
}

/** Everybody whom the coordinator may see: people of their scopes, and people without any role yet. */
export async function readPeople(tx: HubTransaction, who: Coordinator, now: number): Promise<People> {
  const mine = scopesFor(who.grants, 'enrol');
  const everybody = await tx.allPersons();
  const ids = everybody.map(({ person }) => person);
  const ever = await scopesEverOf(tx, ids);
  const grants = await tx.grants(ids);
  const ofSeveral = await namedBySeveral(tx, ids, now);
  const seen = everybody.filter(({ person }) => {
    const scopes = ever.get(person);
    return scopes === undefined || mine.some((scope) => scopes.has(scope));
  });
  return {
    people: seen.map((person) => ({
      person,
      grants: grants
        .filter((grant) => grant.person === person.person && mine.includes(grant.scope))
        .map(({ scope, roles }) => ({ scope, roles: [...roles] })),
      mayEnrol: mayEnrol(person.person, grants, mine) && !ofSeveral.has(person.person),
    })),
    centres: [...new Set(seen.map(({ centre }) => centre))].sort(),
  };
}

/** The open codes of people whom the coordinator may enrol. */
export async function readCodes(tx: HubTransaction, who: Coordinator, now: number): Promise<Codes> {
  const { people } = await readPeople(tx, who, now);
  const profiles = new Map(people.map(({ person }) => [person.person, person]));
  const codes = (await tx.openCodes(now)).filter(({ persons }) => persons.every((person) => profiles.has(person)));
  return {
    codes: codes.map(({ selector, persons, madeAt, expiresAt, triesLeft }) => ({
      selector,
      persons: persons.flatMap((person) => profiles.get(person) ?? []),
      madeAt,
      endsAt: expiresAt,
      triesLeft,
    })),
  };
}
