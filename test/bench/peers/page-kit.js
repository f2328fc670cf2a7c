/** What the pages of the peers share: offering themselves to the bench, and IndexedDB as promises. */

/** @param {import('../sync/peer.ts').Peer} peer */
export function offer(peer) {
  globalThis.peer = peer;
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
