/** TinyBase: a mergeable store in memory, kept by its IndexedDB persister, three indexes. */
import { createIndexes, createMergeableStore } from 'tinybase';
import { createIndexedDbPersister } from 'tinybase/persisters/persister-indexed-db';
import { createWsSynchronizer } from 'tinybase/synchronizers/synchronizer-ws-client';
import { offer, timeEach, until } from '../page-kit.js';

const requestTimeoutSeconds = 20;
let store;
let persister;
let synchronizer;

offer({
  async open() {
    store = createMergeableStore();
    persister = createIndexedDbPersister(store, 'records');
    await persister.load();
    const indexes = createIndexes(store);
    for (const cell of ['scope', 'kind', 'review']) indexes.setIndexDefinition(cell, 'records', cell);
  },
  async sync(expected) {
    const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/records`);
    synchronizer = await createWsSynchronizer(store, socket, requestTimeoutSeconds);
    await synchronizer.startSync();
    await until(() => store.getRowCount('records') >= expected);
    await persister.save();
  },
  leave: async () => synchronizer.destroy(),
  edit: (changes) =>
    timeEach(changes, async ({ id, field, value }) => {
      store.setCell('records', id, field, value);
      await persister.save();
    }),
  count: async () => store.getRowCount('records'),
  read: async (id, field) => store.getCell('records', id, field),
});
