/** Bare IndexedDB: a row for each record, three indexes, nothing else. `?key=id` keys the rows by id alone. */
import { exchange } from '../log-exchange.js';
import { committed, offer, openDatabase, resultOf, timeEach, write } from '../page-kit.js';

const byId = new URLSearchParams(location.search).get('key') === 'id';
const chunk = 2_000;
let database;

function describe(db) {
  const store = db.createObjectStore('records', { keyPath: byId ? 'id' : ['scope', 'id'] });
  for (const name of [byId ? 'scope' : 'id', 'kind', 'review']) store.createIndex(name, name);
  db.createObjectStore('changed');
  db.createObjectStore('meta');
}

async function changedRecords() {
  const transaction = database.transaction(['changed', 'records']);
  const ids = await resultOf(transaction.objectStore('changed').getAllKeys());
  return Promise.all(ids.map((id) => read(transaction, id)));
}

function read(transaction, id) {
  const store = transaction.objectStore('records');
  return resultOf(byId ? store.get(id) : store.index('id').get(id));
}

async function putAll(records, meta) {
  for (let at = 0; at === 0 || at < records.length; at += chunk) {
    const transaction = write(database, ['records', 'changed', 'meta']);
    const store = transaction.objectStore('records');
    for (const record of records.slice(at, at + chunk)) store.put(record);
    if (at + chunk >= records.length) {
      transaction.objectStore('changed').clear();
      transaction.objectStore('meta').put(meta, 'seq');
    }
    await committed(transaction);
  }
}

offer({
  async open() {
    database = await openDatabase('records', describe);
  },
  async sync() {
    const since = (await resultOf(database.transaction('meta').objectStore('meta').get('seq'))) ?? 0;
    const { seq, records } = await exchange(since, await changedRecords());
    await putAll(records, seq);
  },
  edit: (changes) =>
    timeEach(changes, async ({ id, field, value }) => {
      const transaction = write(database, ['records', 'changed']);
      const record = await read(transaction, id);
      transaction.objectStore('records').put({ ...record, [field]: value });
      transaction.objectStore('changed').put(1, id);
      await committed(transaction);
    }),
  make(record) {
    const transaction = write(database, ['records', 'changed']);
    transaction.objectStore('records').put(record);
    transaction.objectStore('changed').put(1, record.id);
    return committed(transaction);
  },
  count: () => resultOf(database.transaction('records').objectStore('records').count()),
  read: async (id, field) => (await read(database.transaction('records'), id))?.[field],
  async purge(scope) {
    const transaction = write(database, ['records']);
    const store = transaction.objectStore('records');
    if (!byId) store.delete(IDBKeyRange.bound([scope], [scope, []]));
    else {
      const keys = await resultOf(store.index('scope').getAllKeys(scope));
      for (const key of keys) store.delete(key);
    }
    await committed(transaction);
  },
});
