/** Operations in their order, in memory, and how far devices have read them. */
import {
  type KeptBatch,
  type KeptReceipt,
  type KnownRecord,
  type LogEntry,
  type Mark,
  pageLimit,
} from './hub-store.ts';
import type { Finder, Setter } from './memory-maps.ts';
import { bytesOfOperation } from './operation-bytes.ts';
import { emptyMark } from './place-after.ts';

export type SizedEntry = LogEntry & { readonly size: number };

export function createLogState() {
  return {
    logs: new Map<string, readonly SizedEntry[]>(),
    accepted: new Map<string, number>(),
    records: new Map<string, KnownRecord>(),
    batches: new Map<string, KeptBatch>(),
    cursors: new Map<string, number>(),
    receipts: new Map<string, KeptReceipt>(),
  };
}

type LogState = ReturnType<typeof createLogState>;

export function logOf(state: LogState, set: Setter, find: Finder, undo: (() => void)[]) {
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
