/** A hub for the bench: the real process on its embedded PostgreSQL, with the scopes and people that the records need. */
import { createDatabase, createPool } from '../../../hub/db/database.ts';
import { findRunningPostgres } from '../../../hub/db/embedded-postgres.ts';
import { createCode } from '../../../hub/enrol/code.ts';
import { systemPorts } from '../../../hub/start-hub.ts';
import { needsCutting, usualPackSizes } from '../../../hub/sync/decide-packs.ts';
import type { HubStore } from '../../../hub/sync/hub-store.ts';
import { createPostgresHubStore } from '../../../hub/sync/store.ts';
import type { OperationDraft } from '../../../shared/domain/record-state.ts';
import { type HubProcess, startHubProcess } from '../../e2e/support/hub-process.ts';
import { draftsOf } from './drafts.ts';
import type { BenchRecord } from './peer.ts';
import { openSealedSender } from './sealed-sender.ts';

/** A hub's database, reached beside its process. */
export interface HubDatabase {
  readonly databaseUrl: string;
  readonly store: HubStore;
  /** A code for a new device of somebody who may work in these scopes. */
  code(scopes: readonly string[]): Promise<string>;
  /** Takes a scope away from everybody who may work in it. */
  lose(scope: string): Promise<void>;
  close(): Promise<void>;
}

export interface BenchHub extends Omit<HubDatabase, 'close'> {
  readonly address: string;
  stop(): Promise<void>;
}

type NewFolder = (name: string) => Promise<string>;

export async function startBenchHub(newFolder: NewFolder, scopes: readonly string[]): Promise<BenchHub> {
  const folder = await newFolder('hub');
  const hub = await startHubProcess({ folder });
  const database = await openHubDatabase(folder);
  await addScopes(database.store, scopes);
  return benchHubOf(hub, database);
}

/** A hub's process and its database, stopped together. */
export function benchHubOf(hub: HubProcess, { close, ...database }: HubDatabase): BenchHub {
  return {
    ...database,
    address: hub.address,
    async stop() {
      await close();
      await hub.stop();
    },
  };
}

export function addScopes(store: HubStore, scopes: readonly string[]): Promise<void> {
  return store.transaction(async (tx) => {
    for (const [n, id] of scopes.entries()) await tx.addScope({ id, name: `Papers of centre ${n + 1}` });
  });
}

/** The embedded database of the hub that runs on this folder. */
export async function openHubDatabase(folder: string): Promise<HubDatabase> {
  const databaseUrl = (await findRunningPostgres(folder))?.url;
  if (databaseUrl === undefined) throw new Error('The hub has no database of its own');
  return openDatabaseAt(databaseUrl);
}

/** The database of hubs that share one. */
export function openDatabaseAt(databaseUrl: string): HubDatabase {
  const pool = createPool(databaseUrl, { max: 2 });
  const store = createPostgresHubStore(createDatabase(pool));
  const people: string[] = [];
  return {
    databaseUrl,
    store,
    code: (granted) =>
      store.transaction(async (tx) => {
        // Not counted: a copied database has people already.
        const person = crypto.randomUUID();
        people.push(person);
        await tx.addPerson({ person, name: `Colleague ${people.length}`, centre: 'Varenia hub' });
        for (const scope of granted) await tx.setRoles(person, scope, ['coordinator']);
        return createCode(tx, systemPorts, [person]);
      }),
    lose: (scope) =>
      store.transaction(async (tx) => {
        for (const person of people) await tx.setRoles(person, scope, []);
      }),
    close: () => pool.end(),
  };
}

/** Records of one batch: about what the engine puts into one. */
const batchSize = 400;

/** Brings records to a hub, as devices would; each record is an action of its own. */
export function fillHub(hub: BenchHub, newFolder: NewFolder, records: readonly BenchRecord[]): Promise<void> {
  return bringToHub(hub, newFolder, records.map(draftsOf));
}

/** Brings actions to a hub, each of them within one scope. */
export async function bringToHub(
  hub: Pick<BenchHub, 'address' | 'code'>,
  newFolder: NewFolder,
  actions: readonly (readonly OperationDraft[])[],
): Promise<void> {
  const scopes = [...new Set(actions.map(scopeOf))];
  const sender = await openSealedSender(await newFolder('filler'), hub.address, await hub.code(scopes));
  for (const scope of scopes) {
    const list = actions.filter((action) => scopeOf(action) === scope);
    for (let at = 0; at < list.length; at += batchSize) {
      await sender.send(await sender.seal(list.slice(at, at + batchSize)));
    }
  }
}

function scopeOf([draft]: readonly OperationDraft[]): string {
  return draft?.scope ?? '';
}

/** What a hub takes at most to notice that it rests, and to cut everything, in milliseconds. */
const restsWithin = 300_000;

/**
 * Resolves when a hub has rested: everything in these scopes is cut into packs, as it is half a minute after somebody wrote last ([PK3]).
 * Throws when it never is.
 */
export async function atRest({ store }: BenchHub, scopes: readonly string[]): Promise<void> {
  const isCut = () =>
    store.transaction(async (tx) => {
      for (const position of await tx.positions(scopes)) {
        if (await needsCutting(tx, position, 0, usualPackSizes)) return false;
      }
      return true;
    });
  const giveUpAt = performance.now() + restsWithin;
  while (!(await isCut())) {
    if (performance.now() > giveUpAt) throw new Error('The hub never cut its packs');
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
