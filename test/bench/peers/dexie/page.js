/** Dexie's `bulkPut` with the indexes of the bare rows. */
import { Dexie } from 'dexie';
import { exchange } from '../log-exchange.js';
import { offer, timeEach } from '../page-kit.js';

const chunk = 2_000;
const database = new Dexie('records', { chromeTransactionDurability: 'strict' });
database.version(1).stores({ records: '[scope+id], id, kind, review', changed: 'id', meta: '' });
const { records: table, changed, meta } = database;
const byId = (id) => table.where('id').equals(id).first();

offer({
  open: () => database.open(),
  async sync() {
    const since = (await meta.get('seq')) ?? 0;
    const ids = await changed.toCollection().primaryKeys();
    const { seq, records } = await exchange(
      since,
      ids.length === 0 ? [] : await table.where('id').anyOf(ids).toArray(),
    );
    for (let at = 0; at < records.length; at += chunk) await table.bulkPut(records.slice(at, at + chunk));
    await database.transaction('rw', [changed, meta], () => Promise.all([changed.clear(), meta.put(seq, 'seq')]));
  },
  edit: (changes) =>
    timeEach(changes, ({ id, field, value }) =>
      database.transaction('rw', [table, changed], async () => {
        await table.put({ ...(await byId(id)), [field]: value });
        await changed.put({ id });
      }),
    ),
  make: (record) =>
    database.transaction('rw', [table, changed], async () => {
      await table.put(record);
      await changed.put({ id: record.id });
    }),
  count: () => table.count(),
  read: async (id, field) => (await byId(id))?.[field],
  purge: (scope) => table.where('[scope+id]').between([scope, Dexie.minKey], [scope, Dexie.maxKey]).delete(),
});
