/** RxDB on its Dexie storage, with its replication of one shot that goes on from the checkpoint before. */
import { createRxDatabase } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { offer, timeEach } from '../page-kit.js';

const text = { type: 'string' };
const indexed = { type: 'string', maxLength: 36 };
const plain = ['language', 'title', 'capability', 'observation', 'reference', 'order', 'step', 'by', 'gone'];
const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: indexed,
    scope: indexed,
    kind: indexed,
    review: indexed,
    at: { type: 'number' },
    ...Object.fromEntries(plain.map((name) => [name, text])),
  },
  required: ['id', 'scope', 'kind', 'review'],
  indexes: ['scope', 'kind', 'review'],
};
const batchSize = 1_000;
let collection;

const pull = {
  batchSize,
  async handler(checkpoint, limit) {
    return (await fetch(`/pull?seq=${checkpoint?.seq ?? 0}&limit=${limit}`)).json();
  },
};
const push = {
  batchSize,
  async handler(rows) {
    return (await fetch('/push', { method: 'POST', body: JSON.stringify(rows) })).json();
  },
};

offer({
  async open() {
    const database = await createRxDatabase({ name: 'records', storage: getRxStorageDexie(), multiInstance: false });
    ({ records: collection } = await database.addCollections({ records: { schema } }));
  },
  async sync() {
    const replication = replicateRxCollection({ collection, replicationIdentifier: 'hub', live: false, pull, push });
    await replication.awaitInitialReplication();
    await replication.cancel();
  },
  edit: (changes) =>
    timeEach(changes, async ({ id, field, value }) => {
      const found = await collection.findOne(id).exec();
      await found.incrementalPatch({ [field]: value });
    }),
  make: (record) => collection.insert(record),
  count: () => collection.count().exec(),
  read: async (id, field) => (await collection.findOne(id).exec())?.get(field),
  purge: (scope) => collection.find({ selector: { scope } }).remove(),
});
