/** The network at a glance and decisions in memory, as a part of the hub's store in memory. */
import type { Profile } from '../../shared/domain/identity.ts';
import type { Device, EnrolmentCode, KeptOperation, KeptReceipt, LogEntry } from '../sync/hub-store.ts';
import type { Finder, Setter } from '../sync/memory-maps.ts';
import type { CoordinatorRecords, Decision } from './coordinator-records.ts';

interface CoordinatorState {
  readonly persons: ReadonlyMap<string, Profile>;
  readonly devices: ReadonlyMap<string, Device>;
  readonly codes: ReadonlyMap<string, EnrolmentCode>;
  readonly logs: ReadonlyMap<string, readonly LogEntry[]>;
  readonly kept: ReadonlyMap<string, KeptOperation>;
  readonly cursors: ReadonlyMap<string, number>;
  readonly receipts: ReadonlyMap<string, KeptReceipt>;
  readonly decisions: Map<string, Decision>;
}

export function coordinatorOf(state: CoordinatorState, set: Setter, find: Finder): CoordinatorRecords {
  const held = () => [...state.kept.values()].filter(({ outcome }) => outcome.kind === 'quarantined');
  const sorted = <T>(rows: Iterable<T>, key: (row: T) => string) =>
    [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  const padded = (n: number) => String(n).padStart(16, '0');
  return {
    allDevices: async () => sorted(state.devices.values(), ({ name, id }) => `${name}\0${id}`),
    allPersons: async () =>
      sorted(state.persons.values(), ({ centre, name, person }) => `${centre}\0${name}\0${person}`),
    async cursors() {
      return [...state.cursors].map(([key, seq]) => {
        const [device = '', scope = ''] = key.split(' ');
        return { device, scope, seq };
      });
    },
    async latestReceipts(scopes) {
      const latest = new Map<string, KeptReceipt>();
      const wanted = [...state.receipts.values()].filter(({ scope }) => scopes.includes(scope));
      for (const receipt of wanted) {
        const key = `${receipt.device} ${receipt.scope}`;
        if (receipt.receivedAt > (latest.get(key)?.receivedAt ?? -1)) latest.set(key, receipt);
      }
      return sorted(latest.values(), ({ device, scope }) => `${device} ${scope}`);
    },
    async receivedAt(places) {
      const found = places.flatMap(({ scope, seq }) => {
        const entry = state.logs.get(scope)?.[seq - 1];
        return entry === undefined ? [] : [{ scope, seq, at: entry.operation.received ?? 0 }];
      });
      return sorted(found, ({ scope, seq }) => `${scope} ${padded(seq)}`);
    },
    async heldCounts() {
      const counts = new Map<string, { scope: string; device: string; count: number }>();
      for (const { operation, device } of held()) {
        const key = `${operation.scope} ${device}`;
        const count = (counts.get(key)?.count ?? 0) + 1;
        counts.set(key, { scope: operation.scope, device, count });
      }
      return sorted(counts.values(), ({ scope, device }) => `${scope} ${device}`);
    },
    heldIn: async (scopes, limit) =>
      sorted(
        held().filter(({ operation }) => scopes.includes(operation.scope)),
        ({ at, outcome }) => `${padded(at)} ${outcome.id}`,
      ).slice(0, limit),
    lockKept: async (ids) => sorted(find(state.kept, ids), ({ outcome }) => outcome.id),
    async saveDecisions(decisions) {
      for (const decision of decisions) {
        if (state.decisions.has(decision.operation.id)) throw new Error('This operation was decided already.');
        set(state.decisions, decision.operation.id, { ...decision, operation: { ...decision.operation, seq: null } });
      }
    },
    decisionsIn: async (scopes, limit) =>
      sorted(
        [...state.decisions.values()].filter(({ operation }) => scopes.includes(operation.scope)),
        ({ at, operation }) => `${padded(Number.MAX_SAFE_INTEGER - at)} ${operation.id}`,
      ).slice(0, limit),
    decisionsToTell: async (device, toldSince) =>
      sorted(
        [...state.decisions.values()].filter(
          (decision) =>
            decision.device === device &&
            decision.verdict !== 'accepted' &&
            (decision.toldAt === null || (toldSince !== null && decision.toldAt >= toldSince)),
        ),
        ({ at, operation }) => `${padded(at)} ${operation.id}`,
      ),
    decisionsAbout: async (ids) => sorted(find(state.decisions, ids), ({ operation }) => operation.id),
    async markTold(operations, at) {
      for (const decision of find(state.decisions, operations)) {
        set(state.decisions, decision.operation.id, { ...decision, toldAt: at });
      }
    },
    openCodes: async (now) =>
      sorted(
        [...state.codes.values()].filter((code) => code.usedBy === null && code.triesLeft > 0 && code.expiresAt > now),
        ({ madeAt, selector }) => `${padded(Number.MAX_SAFE_INTEGER - madeAt)} ${selector}`,
      ),
  };
}
