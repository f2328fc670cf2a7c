/**
 * Hubs that hold the same records at their beginning: filled once, at rest once, and copied for each measurement. What
 * is measured changes its own copy; filling and resting again would take minutes and measure nothing.
 */
import { createPool } from '../../../hub/db/database.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../hub/db/embedded-postgres.ts';
import { startHubProcess } from '../../e2e/support/hub-process.ts';
import { databaseUrl } from '../../support/postgres-server.ts';
import { addScopes, atRest, type BenchHub, benchHubOf, fillHub, openDatabaseAt } from './bench-hub.ts';
import type { BenchRecord } from './peer.ts';
import { scopeIds } from './records.ts';
import type { SyncContext } from './sync-figure.ts';

export interface FilledHubs {
  /** A hub process of its own on a copy of the database with these records, packs cut. Records are known by their number. */
  hubWith(records: readonly BenchRecord[]): Promise<BenchHub>;
  close(): Promise<void>;
}

type Ports = Pick<SyncContext, 'newFolder' | 'say'>;

export function createFilledHubs(ports: Ports): FilledHubs {
  let server: Promise<EmbeddedPostgres> | null = null;
  const templates = new Map<number, Promise<string>>();
  let copies = 0;
  const urlOf = async () => {
    server ??= ports.newFolder('postgres').then((folder) => startEmbeddedPostgres(folder));
    return (await server).url;
  };
  const query = async (sql: string) => {
    const pool = createPool(await urlOf(), { max: 1 });
    await pool.query(sql);
    await pool.end();
  };
  const templateOf = (records: readonly BenchRecord[]) => {
    const known = templates.get(records.length);
    if (known !== undefined) return known;
    const name = `filled_${records.length}`;
    const filled = query(`create database ${name}`).then(async () => {
      ports.say(`Filling a hub with ${records.length} records, until it rests ...`);
      await fill(ports, databaseUrl(await urlOf(), name), records);
      return name;
    });
    templates.set(records.length, filled);
    return filled;
  };
  return {
    async hubWith(records) {
      const template = await templateOf(records);
      copies += 1;
      const name = `copy_${copies}`;
      await query(`create database ${name} template ${template} strategy file_copy`);
      const hub = await startOn(ports, databaseUrl(await urlOf(), name));
      return {
        ...hub,
        async stop() {
          await hub.stop();
          await query(`drop database ${name}`);
        },
      };
    },
    async close() {
      await (await server)?.stop();
    },
  };
}

async function fill(ports: Ports, url: string, records: readonly BenchRecord[]): Promise<void> {
  const hub = await startOn(ports, url);
  try {
    await addScopes(hub.store, scopeIds);
    await fillHub(hub, ports.newFolder, records);
    await atRest(hub, scopeIds);
  } finally {
    await hub.stop();
  }
}

/** The real process on a database that is there. */
async function startOn({ newFolder }: Ports, url: string): Promise<BenchHub> {
  const hub = await startHubProcess({ folder: await newFolder('hub'), env: { DATABASE_URL: url } });
  return benchHubOf(hub, openDatabaseAt(url));
}
