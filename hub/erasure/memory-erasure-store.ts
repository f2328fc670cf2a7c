/** Erasures in memory, as a part of the hub's store in memory. */
import { erasedBy } from '../../shared/domain/erasure/erased.ts';
import { withoutValue } from '../../shared/protocol/operation-header.ts';
import type { Decision } from '../coordinator/coordinator-records.ts';
import type { KeptBatch, KeptOperation } from '../sync/hub-store.ts';
import type { Remover, Setter } from '../sync/memory-maps.ts';
import type { ErasureRecords, KeptErasureReceipt, PlacedErasure } from './erasure-records.ts';

export function createErasureState() {
  return { erasures: new Map<string, PlacedErasure>(), erasureReceipts: new Map<string, KeptErasureReceipt>() };
}

interface Tables extends ReturnType<typeof createErasureState> {
  readonly kept: Map<string, KeptOperation>;
  readonly decisions: Map<string, Decision>;
  readonly batches: Map<string, KeptBatch>;
  readonly references: Map<string, { scope: string; hash: string; device: string }>;
  readonly chunks: Map<string, Uint8Array>;
}

export function erasuresOf(tables: Tables, set: Setter, remove: Remover): ErasureRecords {
  const { erasures, erasureReceipts, kept, decisions, batches, references, chunks } = tables;
  const inScopes = <T extends { readonly scope: string }>(rows: Iterable<T>, scopes: readonly string[]) =>
    [...rows].filter(({ scope }) => scopes.includes(scope));
  return {
    async erased(records) {
      const wanted = new Set(records);
      return erasedBy([...erasures.values()].map((one) => one.records.filter(({ id }) => wanted.has(id))));
    },
    async saveErasure(erasure) {
      if (!erasures.has(erasure.id)) set(erasures, erasure.id, erasure);
    },
    erasuresIn: async (scopes) => inScopes(erasures.values(), scopes).sort((a, b) => a.at - b.at),
    async emptyKept(scope, goes) {
      let count = 0;
      for (const table of [kept, decisions] as readonly Map<string, KeptOperation | Decision>[]) {
        for (const [id, row] of [...table]) {
          const { operation } = row;
          if (operation.scope !== scope || !goes(operation)) continue;
          set(table, id, { ...row, operation: withoutValue(operation) });
          count += 1;
        }
      }
      return count;
    },
    batchesAfter: async (scope, hash, limit) =>
      [...batches.values()]
        .filter((one) => one.scope === scope && one.hash > hash && one.bytes.length > 0)
        .sort((a, b) => (a.hash < b.hash ? -1 : 1))
        .slice(0, limit),
    async emptyBatches(hashes) {
      for (const hash of hashes) {
        const batch = batches.get(hash);
        if (batch !== undefined) set(batches, hash, { ...batch, bytes: new Uint8Array(0) });
      }
    },
    async dropChunks(scope, hashes) {
      for (const hash of hashes) {
        remove(references, `${scope} ${hash}`);
        if (![...references.values()].some((one) => one.hash === hash)) remove(chunks, hash);
      }
    },
    async keepErasureReceipts(receipts) {
      const fresh = receipts.filter(({ device, erasure }) => !erasureReceipts.has(`${device} ${erasure}`));
      for (const one of fresh) set(erasureReceipts, `${one.device} ${one.erasure}`, one);
      return fresh.length;
    },
    erasureReceipts: async (scopes) => inScopes(erasureReceipts.values(), scopes),
  };
}
