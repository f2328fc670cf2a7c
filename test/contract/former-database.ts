/**
 * A library as the first version of the local database kept it. Written down apart from the code of today: this is what
 * lies on the laptops of those who installed Waypost then, and it never changes.
 */
import { Dexie } from 'dexie';
import type { RecordState } from '../../shared/domain/record-state.ts';
import { foldRecord } from '../../shared/sync/merge.ts';
import { playbookId } from '../support/engine-life.ts';
import { scopeA } from '../support/network.ts';
import { storedOperation } from '../support/stored-operation.ts';

interface Where {
  readonly name: string;
  readonly indexedDB?: IDBFactory;
  readonly IDBKeyRange?: typeof IDBKeyRange;
}

/** One playbook with a step, waiting for the hub; what {@link formerLibrary} holds. */
export const formerOperations = [
  storedOperation(1),
  storedOperation(2, { type: 'step', record: playbookId(2), field: 'playbook', value: playbookId(1) }),
];

/** The versions of which libraries lie on laptops. */
export const formerVersions = [1, 3] as const;

/** Makes the database of a version and fills each of its tables. */
export async function makeFormerLibrary(
  { name, ...dependencies }: Where,
  version: (typeof formerVersions)[number],
): Promise<void> {
  const database = new Dexie(name, dependencies);
  database.version(1).stores({
    operations: '[scope+id], id, record',
    records: '[scope+id], id',
    catalogue: '[scope+id], type, conflicts',
    outbox: 'id, position',
    notAccepted: 'id',
    cursors: 'scope',
    lamports: 'scope',
    chunks: 'hash',
    meta: 'name',
  });
  if (version === 3) {
    database.version(2).stores({ catalogue: '[scope+id], type, conflicts, [parent+type]' });
    database.version(3).stores({ packs: 'type', packNotes: 'n, type' });
  }
  await database.open();
  const rows: Readonly<Record<string, readonly unknown[]>> = {
    operations: formerOperations,
    records: formerOperations.map((operation) => foldRecord([operation]) as RecordState),
    catalogue: [
      entry(1, 'playbook', '', { 'title.en': 'Title 1' }),
      entry(2, 'step', playbookId(1), { playbook: playbookId(1) }),
    ],
    outbox: formerOperations.map(({ id }, at) => ({ id, position: at + 1 })),
    notAccepted: [{ id: 'ff'.repeat(16), outcome: { kind: 'refused', reason: 'role-may-not' }, at: 5 }],
    cursors: [{ scope: scopeA, seq: 3, chain: 'ab'.repeat(16) }],
    lamports: [{ scope: scopeA, highest: 2 }],
    chunks: [{ hash: 'aa'.repeat(32), bytes: Uint8Array.of(1, 2, 3) }],
    meta: [
      { name: 'epoch', value: 'x' },
      { name: '@counts', value: { operations: 2, records: 2 } },
    ],
  };
  const packed = {
    packs: [{ type: 'playbook', upTo: 1, entries: new TextEncoder().encode('[]') }],
    packNotes: [{ n: 2, type: 'playbook', scope: scopeA, id: playbookId(1) }],
  };
  for (const [table, values] of Object.entries({ ...rows, ...(version === 3 ? packed : {}) }))
    await database.table(table).bulkPut([...values]);
  database.close();
}

function entry(n: number, type: string, parent: string, values: Readonly<Record<string, string>>) {
  return { id: playbookId(n), scope: scopeA, type, parent, values, deleted: false, conflicts: 0, changedAt: 1_000 + n };
}
