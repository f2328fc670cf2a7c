import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, inject } from 'vitest';
import { createPool } from '../../hub/db/database.ts';
import { databaseUrl, templateDatabase } from './postgres-server.ts';

/** A database of its own on the run's server: migrated, or empty when asked; dropped by `drop`. */
export async function createTestDatabase(options: { readonly empty?: boolean } = {}) {
  const name = `t_${randomBytes(6).toString('hex')}`;
  const server = inject('postgresUrl');
  const admin = createPool(server, { max: 1 });
  await admin.query(
    `create database ${name}${options.empty ? '' : ` template ${templateDatabase} strategy file_copy`}`,
  );
  const url = databaseUrl(server, name);
  const pools: Pool[] = [];
  return {
    url,
    /** A pool that `drop` closes. */
    pool(max = 8): Pool {
      const pool = createPool(url, { max });
      pools.push(pool);
      return pool;
    },
    /** Ends its connections and copies it as it is now: a backup. Resolves with what puts the copy in its place. */
    async backUp(): Promise<() => Promise<void>> {
      const copy = `${name}_copy`;
      const endAll = () => Promise.all(pools.splice(0).map((pool) => pool.end()));
      await endAll();
      await admin.query(`create database ${copy} template ${name}`);
      return async () => {
        await endAll();
        await admin.query(`drop database ${name} with (force)`);
        await admin.query(`alter database ${copy} rename to ${name}`);
      };
    },
    async drop(): Promise<void> {
      await Promise.all(pools.map((pool) => pool.end()));
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
}

/** A database for a file of tests: each of them finds it without a row. */
export function oneDatabase() {
  let made: Awaited<ReturnType<typeof createTestDatabase>>;
  const pools = new Map<number, Pool>();
  const pool = (max = 8) => {
    const open = pools.get(max) ?? made.pool(max);
    pools.set(max, open);
    return open;
  };
  beforeAll(async () => {
    made = await createTestDatabase();
  });
  beforeEach(() => emptyDatabase(pool()));
  afterAll(() => made.drop());
  return {
    get url() {
      return made.url;
    },
    /** The same one for the same number of connections, whoever asks; closed after the last test. */
    pool,
  };
}

/**
 * Takes every row away, in a fifth of the time of a new database. Rows are few: to delete them is quick, where `truncate`
 * makes new files for each table and index. As a replica does it, so that no foreign key and no trigger that keeps rows for ever stands
 * in the way.
 */
export async function emptyDatabase(pool: Pool): Promise<void> {
  await pool.query(`do $$ declare name text; begin
    perform set_config('session_replication_role', 'replica', true);
    for name in select tablename from pg_tables where schemaname = current_schema() and tablename <> 'migrations' loop
      execute format('delete from %I', name);
    end loop;
  end $$`);
}
