/** PouchDB on its indexeddb adapter, replicated both ways with its defaults. */
import Pouch from 'pouchdb/lib/index-browser.js';
import adapter from 'pouchdb-adapter-indexeddb';
import { offer, timeEach } from '../page-kit.js';

Pouch.plugin(adapter.default ?? adapter);
let database;

offer({
  async open() {
    database = new Pouch('records', { adapter: 'indexeddb' });
    await database.info();
  },
  sync: async () => void (await database.sync(`${location.origin}/records`)),
  edit: (changes) =>
    timeEach(changes, async ({ id, field, value }) => {
      await database.put({ ...(await database.get(id)), [field]: value });
    }),
  make: ({ id, ...fields }) => database.put({ _id: id, ...fields }),
  count: async () => (await database.info()).doc_count,
  read: async (id, field) => (await database.get(id))[field],
});
