/** The storage port in memory: for tests, the simulator and short-lived commands. Nothing survives it. */
import type { OperationId, RecordId } from '../base/ids.ts';
import { type CatalogueEntry, catalogueEntryOf, matchesQuery } from '../domain/catalogue.ts';
import { type DeclarationOf, thisEdition } from '../domain/edition.ts';
import type { RecordState } from '../domain/record-state.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import { byTime } from './merge.ts';
import type { Cursor, NotAccepted, Store, StoreChange } from './ports.ts';

interface Tables {
  readonly operations: Map<OperationId, StoredOperation>;
  readonly histories: Map<RecordId, Set<OperationId>>;
  readonly records: Map<RecordId, RecordState>;
  readonly catalogue: Map<RecordId, CatalogueEntry>;
  /** What belongs to each record, so that asking for the steps of one playbook does not walk those of all. */
  readonly children: Map<RecordId, Set<RecordId>>;
  /** In the order of adding. */
  readonly outbox: Set<OperationId>;
  readonly notAccepted: Map<OperationId, NotAccepted>;
  readonly cursors: Map<string, Cursor>;
  readonly chunks: Map<string, Uint8Array>;
  readonly meta: Map<string, unknown>;
  readonly lamports: Map<string, number>;
}

export function createMemoryStore(declarationOf: DeclarationOf = thisEdition.declarationOf): Store {
  const tables: Tables = {
    operations: new Map(),
    histories: new Map(),
    records: new Map(),
    catalogue: new Map(),
    children: new Map(),
    outbox: new Set(),
    notAccepted: new Map(),
    cursors: new Map(),
    chunks: new Map(),
    meta: new Map(),
    lamports: new Map(),
  };
  const { operations, records, outbox } = tables;
  return {
    list: async (query) => candidates(tables, query.parent).filter((entry) => matchesQuery(entry, query)),
    open: async (ids) => ids.flatMap((id) => records.get(id) ?? []),
    operations: async (ids) => ids.flatMap((id) => operations.get(id) ?? []),
    history: async (record) =>
      [...(tables.histories.get(record) ?? [])].flatMap((id) => operations.get(id) ?? []).sort(byTime),
    async *scan(scope, limit) {
      const rows = [...operations.values()].filter((operation) => operation.scope === scope);
      rows.sort((a, b) => (a.id < b.id ? -1 : 1));
      for (let at = 0; at < rows.length; at += limit) yield rows.slice(at, at + limit);
    },
    outbox: async (limit) => {
      const first: StoredOperation[] = [];
      for (const id of outbox) {
        if (first.length >= limit) break;
        const operation = operations.get(id);
        if (operation !== undefined) first.push(operation);
      }
      return first;
    },
    outboxIds: async (limit) => [...outbox].slice(0, limit),
    outboxCount: async () => outbox.size,
    notAccepted: async () => [...tables.notAccepted.values()],
    cursors: async () => [...tables.cursors.values()],
    chunk: async (hash) => tables.chunks.get(hash)?.slice() ?? null,
    chunkHashes: async () => new Set(tables.chunks.keys()),
    meta: async (name) => tables.meta.get(name),
    // Nothing below awaits: the change is whole or, should this process end, gone with everything else.
    write: async (change) => writeTables(tables, declarationOf, change),
    lamport: async (scope) => tables.lamports.get(scope) ?? 0,
    clear: async (keep = []) => {
      const kept = keep.flatMap((name) => (tables.meta.has(name) ? [[name, tables.meta.get(name)] as const] : []));
      for (const table of Object.values(tables) as { clear(): void }[]) table.clear();
      for (const [name, value] of kept) tables.meta.set(name, value);
    },
    close: async () => {},
  };
}

function candidates({ catalogue, children }: Tables, parent: RecordId | undefined): CatalogueEntry[] {
  if (parent === undefined) return [...catalogue.values()];
  return [...(children.get(parent) ?? [])].flatMap((id) => catalogue.get(id) ?? []);
}

function setEntry({ catalogue, children }: Tables, id: RecordId, entry: CatalogueEntry | undefined): void {
  const before = catalogue.get(id)?.parent;
  if (before !== undefined && before !== entry?.parent) {
    const left = children.get(before);
    left?.delete(id);
    if (left?.size === 0) children.delete(before);
  }
  if (entry === undefined) {
    catalogue.delete(id);
    return;
  }
  catalogue.set(id, entry);
  children.set(entry.parent, (children.get(entry.parent) ?? new Set()).add(id));
}

function writeTables(tables: Tables, declarationOf: DeclarationOf, change: StoreChange): void {
  for (const scope of change.purge ?? []) purgeTables(tables, scope);
  for (const operation of change.operations ?? []) {
    tables.operations.set(operation.id, operation);
    const history = tables.histories.get(operation.record) ?? new Set();
    tables.histories.set(operation.record, history.add(operation.id));
    const lamport = tables.lamports.get(operation.scope) ?? 0;
    if (operation.lamport > lamport) tables.lamports.set(operation.scope, operation.lamport);
  }
  for (const { id } of change.recordsRemove ?? []) {
    tables.records.delete(id);
    setEntry(tables, id, undefined);
  }
  for (const state of change.records ?? []) {
    tables.records.set(state.id, state);
    const declaration = declarationOf(state.type);
    if (declaration !== undefined) setEntry(tables, state.id, catalogueEntryOf(declaration, state));
  }
  for (const id of change.outboxRemove ?? []) tables.outbox.delete(id);
  for (const id of change.outboxAdd ?? []) tables.outbox.add(id);
  for (const id of change.notAcceptedRemove ?? []) tables.notAccepted.delete(id);
  for (const one of change.notAccepted ?? []) tables.notAccepted.set(one.id, one);
  for (const cursor of change.cursors ?? []) tables.cursors.set(cursor.scope, cursor);
  for (const hash of change.chunksRemove ?? []) tables.chunks.delete(hash);
  for (const { hash, bytes } of change.chunks ?? []) tables.chunks.set(hash, bytes);
  for (const [name, value] of Object.entries(change.meta ?? {})) tables.meta.set(name, value);
}

function purgeTables(tables: Tables, scope: string): void {
  for (const { id, record, scope: place } of tables.operations.values()) {
    if (place !== scope) continue;
    tables.operations.delete(id);
    const history = tables.histories.get(record);
    history?.delete(id);
    if (history?.size === 0) tables.histories.delete(record);
  }
  for (const { id, scope: place } of tables.records.values()) {
    if (place !== scope) continue;
    tables.records.delete(id);
    setEntry(tables, id, undefined);
  }
  tables.cursors.delete(scope);
  tables.lamports.delete(scope);
}
