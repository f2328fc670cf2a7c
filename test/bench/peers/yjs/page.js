/** Yjs: one document, a map for each record, kept by y-indexeddb, carried by y-websocket. */
import { IndexeddbPersistence } from 'y-indexeddb';
import { WebsocketProvider } from 'y-websocket';
import { Doc, Map as YMap } from 'yjs';
import { committed, offer, timeEach, until } from '../page-kit.js';

let document;
let all;
let persistence;
let provider;

/** Resolves when what was put before is on the disk. */
function flushed() {
  const transaction = persistence.db.transaction(['updates'], 'readwrite', { durability: 'strict' });
  transaction.objectStore('updates').count();
  return committed(transaction);
}

offer({
  async open() {
    document = new Doc();
    persistence = new IndexeddbPersistence('records', document);
    await persistence.whenSynced;
    all = document.getMap('records');
  },
  async sync(expected) {
    const server = location.origin.replace('http', 'ws');
    provider = new WebsocketProvider(server, 'records', document, { disableBc: true, connect: false });
    const synced = new Promise((resolve) => provider.on('sync', (done) => done && resolve()));
    provider.connect();
    await synced;
    await until(() => all.size >= expected);
    await flushed();
  },
  leave: async () => provider.destroy(),
  edit: (changes) =>
    timeEach(changes, ({ id, field, value }) => {
      all.get(id).set(field, value);
      return flushed();
    }),
  make({ id, ...fields }) {
    all.set(id, new YMap(Object.entries(fields)));
    return flushed();
  },
  count: async () => all.size,
  read: async (id, field) => all.get(id)?.get(field),
});
