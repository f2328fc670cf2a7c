/** The hub's database for as long as a command takes. */
import type { Pool } from 'pg';
import type { HubConfig } from '../config.ts';
import { createDatabase, createPool } from '../db/database.ts';
import { findRunningPostgres, startEmbeddedPostgres } from '../db/embedded-postgres.ts';
import { migrate } from '../db/migrate.ts';
import { newHub } from '../network/found-hub.ts';
import { systemPorts } from '../start-hub.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import { createPostgresHubStore } from '../sync/store.ts';

export async function withStore<T>(config: HubConfig, work: (tx: HubTransaction) => Promise<T>): Promise<T> {
  return withDatabase(config, async (pool) => {
    await migrate(pool);
    const store = createPostgresHubStore(createDatabase(pool));
    return store.transaction(async (tx) => {
      await tx.foundHub(newHub(systemPorts, config));
      return work(tx);
    });
  });
}

export async function withDatabase<T>(config: HubConfig, work: (pool: Pool) => Promise<T>): Promise<T> {
  // A running hub's database is joined; otherwise one is started for as long as this takes.
  const server =
    config.databaseUrl === null
      ? ((await findRunningPostgres(config.dataFolder)) ?? (await startEmbeddedPostgres(config.dataFolder)))
      : { url: config.databaseUrl, stop: async () => undefined };
  const pool = createPool(server.url, { max: 1 });
  try {
    return await work(pool);
  } finally {
    await pool.end();
    await server.stop();
  }
}
