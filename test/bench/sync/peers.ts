/** Everybody that Waypost is measured beside, and what of the work each takes part in. */

export interface PeerChoice {
  /** Before the colon in the names of rows. */
  readonly name: string;
  /** Its folder in test/bench/peers, and who serves it. */
  readonly folder: string;
  readonly server: string;
  readonly query?: string;
  /** Packages whose versions are printed. */
  readonly packages: readonly string[];
  /** The most records that it is asked to hold. */
  readonly most: number;
  readonly slowLink: boolean;
}

const log = 'log-server.js';

/** The baseline of the others: one fetch, and a row of IndexedDB for each record. */
export const rawName = 'raw IndexedDB';

export const peers: readonly PeerChoice[] = [
  { name: rawName, folder: 'indexeddb', server: log, packages: [], most: 100_000, slowLink: true },
  { name: 'Dexie bulkPut', folder: 'dexie', server: log, packages: ['dexie'], most: 100_000, slowLink: false },
  { name: 'RxDB', folder: 'rxdb', server: log, packages: ['rxdb'], most: 100_000, slowLink: true },
  // Ten times slower than the rows; 100,000 records would take minutes and say nothing new.
  {
    name: 'PouchDB',
    folder: 'pouchdb',
    server: 'pouchdb/server.js',
    packages: ['pouchdb', 'express-pouchdb'],
    most: 20_000,
    slowLink: true,
  },
  // Closes a socket that would buffer more than 16 MiB, and a first exchange is one message; on the slow link its
  // hashes of every row outlast its time limit.
  {
    name: 'TinyBase',
    folder: 'tinybase',
    server: 'tinybase/server.js',
    packages: ['tinybase'],
    most: 20_000,
    slowLink: false,
  },
  {
    name: 'Yjs',
    folder: 'yjs',
    server: 'yjs/server.js',
    packages: ['yjs', 'y-websocket'],
    most: 100_000,
    slowLink: true,
  },
  // A document for each record: two thousand messages to learn that nothing is new among a thousand.
  {
    name: 'Automerge',
    folder: 'automerge',
    server: 'automerge/server.js',
    packages: ['@automerge/automerge-repo'],
    most: 1_000,
    slowLink: false,
  },
  {
    name: 'Loro',
    folder: 'loro',
    server: 'loro/server.js',
    packages: ['loro-crdt'],
    most: 100_000,
    slowLink: true,
  },
  {
    name: 'Actual crdt',
    folder: 'actual',
    server: 'actual/server.js',
    packages: ['@actual-app/crdt'],
    most: 20_000,
    slowLink: true,
  },
];

/** Bare rows under the id alone, which must be purged by an index. */
export const rawById: PeerChoice = {
  ...(peers[0] as PeerChoice),
  name: `${rawName}, purged by index`,
  query: '?key=id',
};
