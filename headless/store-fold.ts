/** What many changes of a store come to, so that a log of them can be written anew. Holds references, copies nothing. */
import type { StoreChange } from '../shared/sync/ports.ts';

export interface StoreFold {
  /** Entries that still count, and entries that later ones replaced. */
  readonly kept: number;
  readonly replaced: number;
  add(change: StoreChange): void;
  /** The same state in few changes. The last one carries the small values, so a log cut before it starts anew. */
  changes(): Generator<StoreChange>;
  clear(): void;
}

const sliceSize = 2_000;

export function createStoreFold(): StoreFold {
  const tables = new Map<string, Map<string, unknown>>();
  let written = 0;
  const tableOf = (name: string) => {
    const table = tables.get(name) ?? new Map<string, unknown>();
    tables.set(name, table);
    return table;
  };
  const put = (name: string, key: string, value: unknown) => {
    written++;
    tableOf(name).set(key, value);
  };
  const drop = (name: string, key: string) => {
    written++;
    tableOf(name).delete(key);
  };
  const dropScope = (name: string, scope: string) => {
    for (const [key, row] of tableOf(name)) if ((row as { readonly scope: string }).scope === scope) drop(name, key);
  };
  const size = () => [...tables.values()].reduce((sum, table) => sum + table.size, 0);
  return {
    get kept() {
      return size();
    },
    get replaced() {
      return written - size();
    },
    add(change) {
      for (const scope of change.purge ?? []) {
        dropScope('operations', scope);
        dropScope('records', scope);
        drop('cursors', scope);
      }
      for (const hash of change.chunksRemove ?? []) drop('chunks', hash);
      for (const each of change.operations ?? []) put('operations', each.id, each);
      for (const each of change.recordsRemove ?? []) drop('records', each.id);
      for (const each of change.records ?? []) put('records', each.id, each);
      for (const id of change.outboxRemove ?? []) drop('outboxAdd', id);
      for (const id of change.outboxAdd ?? []) put('outboxAdd', id, id);
      for (const id of change.notAcceptedRemove ?? []) drop('notAccepted', id);
      for (const each of change.notAccepted ?? []) put('notAccepted', each.id, each);
      for (const each of change.cursors ?? []) put('cursors', each.scope, each);
      for (const each of change.chunks ?? []) put('chunks', each.hash, each);
      for (const [name, value] of Object.entries(change.meta ?? {})) put('meta', name, value);
    },
    *changes() {
      for (const name of ['operations', 'records', 'outboxAdd', 'notAccepted', 'cursors', 'chunks']) {
        const values = [...tableOf(name).values()];
        const size = name === 'chunks' ? 8 : sliceSize;
        for (let at = 0; at < values.length; at += size) yield { [name]: values.slice(at, at + size) } as StoreChange;
      }
      yield { meta: Object.fromEntries(tableOf('meta')) };
    },
    clear() {
      tables.clear();
      written = 0;
    },
  };
}
