/** TinyBase: a mergeable store in memory, kept by its IndexedDB persister, three indexes. */
import { createIndexes, createMergeableStore } from 'tinybase';
import { createIndexedDbPersister } from 'tinybase/persisters/persister-indexed-db';
import { createWsSynchronizer } from 'tinybase/synchronizers/synchronizer-ws-client';
import { changeOf, offer, timeEach, until } from '../page-kit.js';

const requestTimeoutSeconds = 20;
const timedSaves = 50;
let store;
let persister;
let synchronizer;

const cellsOf = ({ id: _, ...cells }) => cells;
const put = ({ id, field, value }) => store.setCell('records', id, field, value);

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
  async edit(changes) {
    // Each save writes the whole store, half a second for 20,000 rows: some are timed, and the rest is saved in one.
    const times = await timeEach(changes.slice(0, timedSaves), async (change) => {
      put(change);
      await persister.save();
    });
    for (const change of changes.slice(timedSaves)) put(change);
    await persister.save();
    return times;
  },
  async mix(edits) {
    for (const edit of edits) {
      const { record } = edit;
      if (record === undefined) put(changeOf(edit));
      else store.setRow('records', record.id, cellsOf(record));
    }
    await persister.save();
  },
  count: async () => store.getRowCount('records'),
  read: async (id, field) => store.getCell('records', id, field),
});
