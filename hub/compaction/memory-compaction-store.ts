/** Compaction in memory. Transactions run one after another there. */
import { isLetGo } from '../../shared/protocol/operation.ts';
import { withoutValue } from '../../shared/protocol/operation-header.ts';
import type { LogEntry, Pack } from '../sync/hub-store.ts';
import type { Remover, Setter } from '../sync/memory-maps.ts';
import { bytesOfOperation } from '../sync/operation-bytes.ts';
import type { Compaction, CompactionRecords } from './compaction-records.ts';

export function createCompactionState() {
  return { settled: new Map<string, number>(), compactions: new Map<string, Compaction>() };
}

interface Tables extends ReturnType<typeof createCompactionState> {
  readonly logs: Map<string, readonly SizedEntry[]>;
  readonly packs: Map<string, Pack & { readonly bytes: Uint8Array }>;
}
type SizedEntry = LogEntry & { readonly size: number };

export function compactionOf(tables: Tables, set: Setter, remove: Remover): CompactionRecords {
  const { settled, compactions, logs, packs } = tables;
  return {
    allScopes: async () => [...logs.keys()].sort(),
    settledOf: async (device) =>
      new Map(
        [...settled].flatMap(([key, seq]) =>
          key.startsWith(`${device} `) ? [[key.slice(device.length + 1), seq]] : [],
        ),
      ),
    async saveSettled(device, places) {
      for (const [scope, seq] of places) {
        if (seq === null) remove(settled, `${device} ${scope}`);
        else set(settled, `${device} ${scope}`, seq);
      }
    },
    settledIn: async (scope) =>
      new Map(
        [...settled].flatMap(([key, seq]) =>
          key.endsWith(` ${scope}`) ? [[key.slice(0, -scope.length - 1), seq]] : [],
        ),
      ),
    async letGo(scope, seqs) {
      const goes = new Set(seqs);
      let [values, bytes] = [0, 0];
      const log = (logs.get(scope) ?? []).map((entry) => {
        if (!goes.has(entry.seq) || isLetGo(entry.operation)) return entry;
        const operation = withoutValue(entry.operation);
        const size = bytesOfOperation(operation).length;
        values += 1;
        bytes += entry.size - size;
        return { ...entry, operation, size };
      });
      if (values > 0) set(logs, scope, log);
      return { values, bytes };
    },
    firstLetGo: async (scope, after) =>
      (logs.get(scope) ?? []).find(({ seq, operation }) => seq > after && isLetGo(operation))?.seq ?? null,
    async dropPacks(scope, from) {
      for (const pack of [...packs.values()]) if (pack.scope === scope && pack.last >= from) remove(packs, pack.hash);
    },
    compactions: async (scopes) =>
      [...compactions.values()]
        .filter(({ scope }) => scopes.includes(scope))
        .sort((a, b) => (a.scope < b.scope ? -1 : 1)),
    async saveCompaction(compaction) {
      set(compactions, compaction.scope, compaction);
    },
  };
}
