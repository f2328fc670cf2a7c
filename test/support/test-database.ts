import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { inject } from 'vitest';
import { createPool } from '../../hub/db/database.ts';
import { databaseUrl, templateDatabase } from './postgres-server.ts';

/** A database of its own on the run's server: migrated, or empty when asked; dropped by `drop`. */
export async function createTestDatabase(options: { readonly empty?: boolean } = {}) {
  const name = `t_${randomBytes(6).toString('hex')}`;
  const server = inject('postgresUrl');
  const admin = createPool(server, { max: 1 });
  await admin.query(`create database ${name}${options.empty ? '' : ` template ${templateDatabase}`}`);
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
