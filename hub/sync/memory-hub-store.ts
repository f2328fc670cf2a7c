/** The hub's store in memory: for the simulator and for tests of decisions. Transactions run one after another. */
import type { Profile, ScopeInfo } from '../../shared/domain/identity.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import { accessRole, type PlacedAccessWord } from '../access/access-records.ts';
import { type AccessRow, accessOf } from '../access/memory-access-store.ts';
import { accountsOf, createAccountState } from '../accounts/memory-account-store.ts';
import type { PlacedWord } from '../agreements/agreement-records.ts';
import { agreementsOf } from '../agreements/memory-agreement-store.ts';
import { createSignerState, signersOf } from '../approvals/memory-signer-store.ts';
import { auditOf, createAuditState } from '../audit/memory-audit-store.ts';
import { type BareTransaction, type EventPorts, noteEvents, systemEvents } from '../audit/note-events.ts';
import { compactionOf, createCompactionState } from '../compaction/memory-compaction-store.ts';
import type { Decision } from '../coordinator/coordinator-records.ts';
import { coordinatorOf } from '../coordinator/memory-coordinator-store.ts';
import { asksOf, createAskState } from '../enrol/memory-ask-store.ts';
import { createErasureState, erasuresOf } from '../erasure/memory-erasure-store.ts';
import type { Given } from '../grants/grant-records.ts';
import { createGrantState, proposalsOf } from '../grants/memory-grant-store.ts';
import { type GrantedRole, groupGrants } from '../network/group-grants.ts';
import { createPasskeyState, passkeysOf } from '../passkeys/memory-passkey-store.ts';
import { createLinkState, linksOf } from '../provider/memory-link-store.ts';
import { createTrustState, trustOf } from '../trust/memory-trust-store.ts';
import {
  type Device,
  type EnrolmentCode,
  type HubIdentity,
  type HubSigningKey,
  type HubStore,
  type KeptBatch,
  type KeptOperation,
  type KeptReceipt,
  type KnownRecord,
  type LogEntry,
  type Mark,
  pageLimit,
} from './hub-store.ts';
import { createWriters, type Finder, findIn, type Remover, type Setter } from './memory-maps.ts';
import { createPackState, packsOf } from './memory-pack-store.ts';
import { bytesOfOperation } from './operation-bytes.ts';
import { emptyMark } from './place-after.ts';

interface GrantRow {
  readonly person: string;
  readonly scope: string;
  readonly role: Role;
  readonly since: number;
  readonly until: number | null;
  readonly given: Given;
}
type SizedEntry = LogEntry & { readonly size: number };

export interface MemoryHubStore extends HubStore {
  /** Takes a backup. Calling what it returns, between transactions, restores it. */
  backUp(): () => void;
}

/** An empty store. The ports are what its log is written with. */
export function createMemoryHubStore(ports: EventPorts = systemEvents): MemoryHubStore {
  const state = createState();
  // One after another, so that all can be the same object: making it costs more than most of what they do.
  const undo: (() => void)[] = [];
  const { tx, begin, write } = noteEvents(createTransaction(state, undo), ports);
  let last: Promise<unknown> = Promise.resolve();
  return {
    transaction(work) {
      const run = last.then(async () => {
        undo.length = 0;
        begin();
        try {
          const result = await work(tx);
          await write();
          return result;
        } catch (error) {
          for (const step of undo.reverse()) step();
          throw error;
        }
      });
      last = run.catch(() => undefined);
      return run;
    },
    backUp() {
      const kept = copyOf(state);
      return () => {
        const back = copyOf(kept);
        for (const name of Object.keys(state) as (keyof State)[]) refill(state[name] as Table, back[name] as Table);
      };
    },
  };
}

/** Rows are never changed in place, but for the logs, which grow. */
function copyOf(state: State): State {
  const copies = Object.entries(state).map(([name, map]) => [name, new Map<unknown, unknown>(map)] as const);
  const logs = new Map([...state.logs].map(([scope, log]) => [scope, [...log]]));
  return { ...(Object.fromEntries(copies) as unknown as State), logs };
}

type Table = Map<unknown, unknown>;

function refill(table: Table, from: Table): void {
  table.clear();
  for (const [key, value] of from) table.set(key, value);
}

type State = ReturnType<typeof createState>;

function createState() {
  return {
    hub: new Map<'hub', Omit<HubIdentity, 'keys' | 'nextEnd'>>(),
    hubKeys: new Map<number, HubSigningKey>(),
    grantsVersion: new Map<'version', number>(),
    grants: new Map<string, GrantRow>(),
    persons: new Map<string, Profile>(),
    scopes: new Map<string, ScopeInfo>(),
    devices: new Map<string, Device>(),
    codes: new Map<string, EnrolmentCode>(),
    logs: new Map<string, readonly SizedEntry[]>(),
    accepted: new Map<string, number>(),
    kept: new Map<string, KeptOperation>(),
    records: new Map<string, KnownRecord>(),
    batches: new Map<string, KeptBatch>(),
    cursors: new Map<string, number>(),
    receipts: new Map<string, KeptReceipt>(),
    references: new Map<string, { scope: string; hash: string; device: string }>(),
    chunks: new Map<string, Uint8Array>(),
    decisions: new Map<string, Decision>(),
    words: new Map<string, PlacedWord>(),
    accessWords: new Map<string, PlacedAccessWord>(),
    access: new Map<string, AccessRow>(),
    ...createPackState(),
    ...createCompactionState(),
    ...createAccountState(),
    ...createPasskeyState(),
    ...createLinkState(),
    ...createAskState(),
    ...createTrustState(),
    ...createAuditState(),
    ...createErasureState(),
    ...createSignerState(),
    ...createGrantState(),
  };
}

function createTransaction(state: State, undo: (() => void)[]): BareTransaction {
  const { set, remove } = createWriters(undo);
  return {
    see: async () => undefined,
    seeAlso: async () => undefined,
    ...networkOf(state, set, findIn),
    ...logOf(state, set, findIn, undo),
    ...keptOf(state, set, findIn, remove),
    ...chunksOf(state, set),
    ...packsOf(state, set, remove),
    ...compactionOf(state, set, remove),
    ...accountsOf(state, set, findIn, remove),
    ...passkeysOf(state, set, remove),
    ...linksOf(state, set, remove),
    ...asksOf(state, set, remove),
    ...coordinatorOf(state, set, findIn),
    ...trustOf(state, set),
    ...auditOf(state, set, remove),
    ...agreementsOf(state, set),
    ...accessOf(state, set),
    ...signersOf(state, set),
    ...proposalsOf(state, set),
    ...erasuresOf(state, set, remove),
  };
}

function networkOf(state: State, set: Setter, find: Finder) {
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

function logOf(state: State, set: Setter, find: Finder, undo: (() => void)[]) {
  const position = (scope: string) => {
    const last = state.logs.get(scope)?.at(-1);
    const { chain, digest } = last ?? emptyMark;
    return { scope, seq: last?.seq ?? 0, chain, digest };
  };
  const positions = async (ids: readonly string[]) =>
    [...new Set(ids)]
      .filter((id) => state.logs.has(id))
      .sort()
      .map(position);
  return {
    lockScopes: positions,
    positions,
    async marks(scope: string, seqs: readonly number[]) {
      const log = state.logs.get(scope) ?? [];
      return new Map(
        seqs.flatMap((seq): [number, Mark][] => {
          const { chain, digest } = (seq === 0 ? emptyMark : log[seq - 1]) ?? {};
          return chain === undefined || digest === undefined ? [] : [[seq, { chain, digest }]];
        }),
      );
    },
    async accepted(ids: readonly string[]) {
      return new Map(ids.flatMap((id) => (state.accepted.has(id) ? [[id, state.accepted.get(id) as number]] : [])));
    },
    records: async (ids: readonly string[]) => find(state.records, ids),
    async saveRecords(records: readonly KnownRecord[]) {
      for (const record of records) set(state.records, record.id, record);
    },
    async append(scope: string, entries: readonly LogEntry[]) {
      const log = state.logs.get(scope) as SizedEntry[] | undefined;
      if (log === undefined) throw new Error(`There is no scope ${scope}.`);
      const length = log.length;
      undo.push(() => log.splice(length));
      for (const entry of entries) {
        if (entry.seq !== log.length + 1) throw new Error(`Place ${entry.seq} does not follow ${log.length}.`);
        if (state.accepted.has(entry.operation.id)) throw new Error(`${entry.operation.id} has a place already.`);
        log.push({ ...entry, size: bytesOfOperation(entry.operation).length });
        set(state.accepted, entry.operation.id, entry.seq);
      }
    },
    async keepBatch(batch: KeptBatch) {
      if (!state.batches.has(batch.hash)) set(state.batches, batch.hash, batch);
    },
    async page(scope: string, after: number, budget: number) {
      const page: LogEntry[] = [];
      let size = 0;
      for (const { size: entrySize, ...entry } of (state.logs.get(scope) ?? []).slice(after, after + pageLimit)) {
        size += entrySize;
        if (page.length > 0 && size > budget) break;
        page.push(entry);
      }
      return page;
    },
    async named(scope: string, seqs: readonly number[]) {
      const log = state.logs.get(scope) ?? [];
      // Places count from 1 and have no gaps.
      const entries = seqs.flatMap((seq) => log[seq - 1] ?? []);
      return new Map(entries.map(({ seq, operation }) => [seq, operation]));
    },
    cursorsOf: async (device: string) =>
      [...state.cursors]
        .flatMap(([key, seq]) => (key.startsWith(`${device} `) ? [{ scope: key.slice(device.length + 1), seq }] : []))
        .sort((a, b) => (a.scope < b.scope ? -1 : 1)),
    async saveCursors(device: string, cursors: readonly { scope: string; seq: number }[]) {
      for (const { scope, seq } of cursors) set(state.cursors, `${device} ${scope}`, seq);
    },
    async keepReceipts(receipts: readonly KeptReceipt[]) {
      const keyOf = ({ device, scope, at }: KeptReceipt) => `${device} ${scope} ${at}`;
      const fresh = receipts.filter((one) => !state.receipts.has(keyOf(one)));
      for (const one of fresh) set(state.receipts, keyOf(one), one);
      return fresh;
    },
    receiptsOf: async (device: string) =>
      [...state.receipts.values()].filter((one) => one.device === device).sort((a, b) => b.receivedAt - a.receivedAt),
  };
}

function keptOf(state: State, set: Setter, find: Finder, remove: Remover) {
  return {
    async kept(ids: readonly string[]) {
      return new Map(find(state.kept, ids).map(({ outcome }) => [outcome.id, outcome]));
    },
    async keep(entries: readonly KeptOperation[]) {
      for (const entry of entries) set(state.kept, entry.outcome.id, entry);
    },
    async release(ids: readonly string[]) {
      for (const id of ids) remove(state.kept, id);
    },
    keptIn: async (scope: string) =>
      [...state.kept.values()].filter(({ operation }) => operation.scope === scope).sort(byArrival),
    keptForNewer: async () =>
      [...state.kept.values()].filter(({ outcome }) => outcome.kind === 'needs-newer-hub').sort(byArrival),
  };
}

function byArrival(a: KeptOperation, b: KeptOperation): number {
  return a.at - b.at || (a.outcome.id < b.outcome.id ? -1 : 1);
}

function chunksOf(state: State, set: Setter) {
  return {
    async addChunkReferences(scope: string, device: string, hashes: readonly string[]) {
      for (const hash of hashes) {
        const key = `${scope} ${hash}`;
        if (!state.references.has(key)) set(state.references, key, { scope, hash, device });
      }
    },
    async missingChunks(scopes: readonly string[], device: string, limit: number) {
      const wanted = [...state.references.values()].filter(
        (row) => row.device === device && scopes.includes(row.scope) && !state.chunks.has(row.hash),
      );
      return [...new Set(wanted.map(({ hash }) => hash))].sort().slice(0, limit);
    },
    async referencedChunks(scopes: readonly string[], hashes: readonly string[]) {
      return new Set(hashes.filter((hash) => scopes.some((scope) => state.references.has(`${scope} ${hash}`))));
    },
    async saveChunks(chunks: readonly { hash: string; bytes: Uint8Array }[]) {
      for (const { hash, bytes } of chunks) set(state.chunks, hash, bytes);
    },
    chunk: async (hash: string) => state.chunks.get(hash) ?? null,
  };
}
