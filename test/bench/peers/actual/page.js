/** @actual-app/crdt: messages applied to rows of IndexedDB (Actual itself uses SQLite), three indexes. */
import {
  create,
  fromBinary,
  getClock,
  makeClock,
  merkle,
  SyncRequestSchema,
  SyncResponseSchema,
  setClock,
  Timestamp,
  toBinary,
} from '@actual-app/crdt';
import { committed, offer, openDatabase, resultOf, timeEach, write } from '../page-kit.js';
import { contentOf, envelopeOf, valueIn } from './messages.js';

const chunk = 2_000;
let database;
let since;

function describe(db) {
  const store = db.createObjectStore('records', { keyPath: 'id' });
  for (const name of ['scope', 'kind', 'review']) store.createIndex(name, name);
  db.createObjectStore('changed', { keyPath: 'timestamp' });
  db.createObjectStore('meta');
}

/** Applies messages to rows: in each cell the one with the later time stamp stays. */
async function apply(envelopes) {
  const byRow = Map.groupBy(
    envelopes.map((envelope) => ({ ...contentOf(envelope), at: envelope.timestamp })),
    ({ row }) => row,
  );
  const ids = [...byRow.keys()];
  for (let at = 0; at < ids.length; at += chunk) {
    const transaction = write(database, ['records']);
    const store = transaction.objectStore('records');
    const piece = ids.slice(at, at + chunk);
    const rows = await Promise.all(piece.map((id) => resultOf(store.get(id))));
    for (const [n, id] of piece.entries()) store.put(merged(rows[n] ?? { id, stamps: {} }, byRow.get(id)));
    await committed(transaction);
  }
  const clock = getClock();
  for (const { timestamp } of envelopes) clock.merkle = merkle.insert(clock.merkle, Timestamp.parse(timestamp));
  clock.merkle = merkle.prune(clock.merkle);
}

function merged(row, messages) {
  for (const { column, value, at } of messages) {
    if ((row.stamps[column] ?? '') >= at) continue;
    row[column] = valueIn(value);
    row.stamps[column] = at;
  }
  return row;
}

/** A message for each cell. */
async function save(row, cells) {
  const envelopes = Object.entries(cells).map(([column, value]) =>
    envelopeOf(Timestamp.send().toString(), { row, column, value }),
  );
  await apply(envelopes);
  const transaction = write(database, ['changed']);
  for (const envelope of envelopes) transaction.objectStore('changed').put(envelope);
  await committed(transaction);
}

offer({
  async open() {
    database = await openDatabase('records', describe);
    const kept = await resultOf(database.transaction('meta').objectStore('meta').get('clock'));
    setClock(makeClock(new Timestamp(0, 0, '00000000000000bb'), kept?.merkle));
    Timestamp.init({ node: '00000000000000bb', maxDrift: Number.MAX_SAFE_INTEGER });
    since = kept?.since ?? '';
  },
  async sync() {
    const messages = await resultOf(database.transaction('changed').objectStore('changed').getAll());
    const request = create(SyncRequestSchema, { messages, fileId: 'bench', groupId: 'bench', since });
    const answer = await fetch('/sync', { method: 'POST', body: toBinary(SyncRequestSchema, request) });
    const news = fromBinary(SyncResponseSchema, new Uint8Array(await answer.arrayBuffer()));
    await apply(news.messages);
    if (merkle.diff(JSON.parse(news.merkle), getClock().merkle) !== null) throw new Error('actual: the trees differ');
    since = Timestamp.send().toString();
    const transaction = write(database, ['changed', 'meta']);
    transaction.objectStore('changed').clear();
    transaction.objectStore('meta').put({ since, merkle: getClock().merkle }, 'clock');
    await committed(transaction);
  },
  edit: (changes) => timeEach(changes, ({ id, field, value }) => save(id, { [field]: value })),
  make: ({ id, ...fields }) => save(id, fields),
  count: () => resultOf(database.transaction('records').objectStore('records').count()),
  read: async (id, field) => (await resultOf(database.transaction('records').objectStore('records').get(id)))?.[field],
});
