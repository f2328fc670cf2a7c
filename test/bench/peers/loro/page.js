/** Loro: one document, a map for each record; updates are kept in IndexedDB as they came. */
import { LoroDoc, LoroMap } from 'loro-crdt/base64';
import { committed, offer, openDatabase, resultOf, timeEach, write } from '../page-kit.js';

let document;
let all;
let database;
/** What the server is known to have, and what the disk has. */
let sent;
let kept;

function keep(update) {
  const transaction = write(database, ['updates']);
  transaction.objectStore('updates').add(update);
  return committed(transaction);
}

function keepChange() {
  document.commit();
  const update = document.export({ mode: 'update', from: kept });
  kept = document.version();
  return keep(update);
}

offer({
  async open() {
    database = await openDatabase('records', (db) => db.createObjectStore('updates', { autoIncrement: true }));
    document = new LoroDoc();
    const updates = await resultOf(database.transaction('updates').objectStore('updates').getAll());
    if (updates.length > 0) document.importBatch(updates);
    all = document.getMap('records');
    sent = kept = document.version();
  },
  async sync() {
    const known = sent.encode();
    const local = document.opCount() === 0 ? new Uint8Array() : document.export({ mode: 'update', from: sent });
    const body = new Uint8Array(2 + known.length + local.length);
    new DataView(body.buffer).setUint16(0, known.length);
    body.set(known, 2);
    body.set(local, 2 + known.length);
    const answer = new Uint8Array(await (await fetch('/exchange', { method: 'POST', body })).arrayBuffer());
    document.import(answer);
    await keep(answer);
    sent = kept = document.version();
  },
  edit: (changes) =>
    timeEach(changes, async ({ id, field, value }) => {
      all.get(id).set(field, value);
      await keepChange();
    }),
  make({ id, ...fields }) {
    const map = all.setContainer(id, new LoroMap());
    for (const [name, value] of Object.entries(fields)) map.set(name, value);
    return keepChange();
  },
  count: async () => all.size,
  read: async (id, field) => all.get(id)?.get(field),
});
