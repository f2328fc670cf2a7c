/** What the pages of the peers share: offering themselves to the bench, and IndexedDB as promises. */

/** A peer makes edits of every kind from its `edit` and `make` (a new record), unless it has a `mix` of its own. */
export function offer(peer) {
  const mix = async (edits) => {
    for (const edit of edits) {
      if (edit.record === undefined) await peer.edit([changeOf(edit)]);
      else await peer.make(edit.record);
    }
  };
  globalThis.peer = { mix, ...peer };
}

/**
 * An edit of a record that is there, as a field that is set. A record that is deleted is marked so and stays, as the design of a record
 * that may come back has it with every peer; where two set a field the last one won, and an answer is a value like others.
 */
export function changeOf({ kind, id, field, value }) {
  if (kind === 'delete') return { id, field: 'gone', value: 'yes' };
  if (kind === 'restore') return { id, field: 'gone', value: 'no' };
  return { id, field, value };
}

/** Saves one change after the other and times each. */
export async function timeEach(changes, save) {
  const times = [];
  for (const change of changes) {
    const start = performance.now();
    await save(change);
    times.push(performance.now() - start);
  }
  return times;
}

/** Asks again until it holds: for peers that tell nobody when they are done. */
export async function until(holds) {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 2));
}

export function resultOf(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Resolves when a transaction is on the disk. */
export function committed(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

export function openDatabase(name, describe) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => describe(request.result);
  return resultOf(request);
}

/** A strict transaction: as durable as IndexedDB gets, as Waypost's are. */
export function write(database, stores) {
  return database.transaction(stores, 'readwrite', { durability: 'strict' });
}
