/** Who there is, in memory: the hub, people, scopes, grants, devices, codes. */
import type { Profile, ScopeInfo } from '../../shared/domain/identity.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import { accessRole } from '../access/access-records.ts';
import type { AccessRow } from '../access/memory-access-store.ts';
import type { Given } from '../grants/grant-records.ts';
import type { Device, EnrolmentCode, HubIdentity, HubSigningKey } from '../sync/hub-store.ts';
import type { SizedEntry } from '../sync/memory-log-store.ts';
import type { Finder, Setter } from '../sync/memory-maps.ts';
import { type GrantedRole, groupGrants } from './group-grants.ts';

interface GrantRow {
  readonly person: string;
  readonly scope: string;
  readonly role: Role;
  readonly since: number;
  readonly until: number | null;
  readonly given: Given;
}

export function createNetworkState() {
  return {
    hub: new Map<'hub', Omit<HubIdentity, 'keys' | 'nextEnd'>>(),
    hubKeys: new Map<number, HubSigningKey>(),
    grantsVersion: new Map<'version', number>(),
    grants: new Map<string, GrantRow>(),
    persons: new Map<string, Profile>(),
    scopes: new Map<string, ScopeInfo>(),
    devices: new Map<string, Device>(),
    codes: new Map<string, EnrolmentCode>(),
  };
}

type NetworkState = ReturnType<typeof createNetworkState>;

/** What it looks at beside its own. */
interface Beside {
  readonly access: ReadonlyMap<string, AccessRow>;
  readonly logs: Map<string, readonly SizedEntry[]>;
}

/** A scope begins with an empty log; access for a while counts as a grant. */
export function networkOf(state: NetworkState & Beside, set: Setter, find: Finder) {
  const version = () => state.grantsVersion.get('version') ?? 0;
  const grantsOf = (persons: readonly string[]) => {
    const held: (GrantedRole & Pick<GrantRow, 'since' | 'until'>)[] = [];
    for (const row of state.grants.values()) if (persons.includes(row.person)) held.push(row);
    for (const { access, since, until } of state.access.values()) {
      const { person, scope } = access;
      if (persons.includes(person)) held.push({ person, scope, role: accessRole, since, until, access });
    }
    return held;
  };
  return {
    async hub() {
      const hub = state.hub.get('hub');
      if (hub === undefined) throw new Error('The hub has not been founded.');
      const ends = [...state.access.values()].flatMap(({ access, until }) => (until === null ? access.until : []));
      return {
        ...hub,
        keys: [...state.hubKeys.values()],
        ...(ends.length === 0 ? {} : { nextEnd: Math.min(...ends) }),
      };
    },
    async foundHub(hub: Omit<HubIdentity, 'keys' | 'nextEnd'>) {
      if (!state.hub.has('hub')) set(state.hub, 'hub', hub);
    },
    async addHubKey(key: Omit<HubSigningKey, 'since'>) {
      const since = version() === 0 ? 0 : version() + 1;
      if (since > 0) set(state.grantsVersion, 'version', since);
      set(state.hubKeys, state.hubKeys.size + 1, { ...key, since });
    },
    async renewEpoch(epoch: string) {
      const hub = state.hub.get('hub');
      if (hub !== undefined) set(state.hub, 'hub', { ...hub, epoch });
    },
    async addPerson(person: Profile) {
      set(state.persons, person.person, person);
    },
    persons: async (ids: readonly string[]) => find(state.persons, [...ids].sort()),
    async addScope(scope: ScopeInfo) {
      if (!state.logs.has(scope.id)) set(state.logs, scope.id, []);
      set(state.scopes, scope.id, scope);
    },
    scopes: async (ids: readonly string[]) => find(state.scopes, [...ids].sort()),
    async setRoles(person: string, scope: string, roles: readonly Role[], given: Given = {}) {
      const held = [...state.grants].filter(
        ([, row]) => row.person === person && row.scope === scope && row.until === null,
      );
      const ended = held.filter(([, row]) => !roles.includes(row.role));
      const added = [...new Set(roles)].filter((role) => !held.some(([, row]) => row.role === role));
      if (ended.length + added.length === 0) return;
      const next = version() + 1;
      set(state.grantsVersion, 'version', next);
      for (const [key, row] of ended) set(state.grants, key, { ...row, until: next });
      for (const role of added) {
        set(state.grants, `${person} ${scope} ${role} ${next}`, {
          person,
          scope,
          role,
          since: next,
          until: null,
          given,
        });
      }
    },
    grants: async (persons: readonly string[]) => groupGrants(grantsOf(persons).filter(({ until }) => until === null)),
    grantsKnown: async (persons: readonly string[], known: number) =>
      groupGrants(grantsOf(persons).filter(({ since }) => since <= known)),
    grantsChanged: async (persons: readonly string[], since: number) =>
      grantsOf(persons).some((row) => row.since > since || (row.until ?? 0) > since),
    grantsVersion: async () => version(),
    async addDevice(device: Device) {
      set(state.devices, device.id, device);
    },
    device: async (id: string) => state.devices.get(id) ?? null,
    lockDevice: async (id: string) => state.devices.get(id) ?? null,
    async saveDevice(device: Device) {
      set(state.devices, device.id, device);
    },
    async addCode(code: EnrolmentCode) {
      set(state.codes, code.selector, code);
    },
    lockCode: async (selector: string) => state.codes.get(selector) ?? null,
    async saveCode(code: EnrolmentCode) {
      set(state.codes, code.selector, code);
    },
  };
}
