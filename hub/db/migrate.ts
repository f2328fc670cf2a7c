/** Brings a database to the newest shape: numbered SQL files, each in one transaction, under one lock. */
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pool, PoolClient } from 'pg';
import { allowHub, seeEverything } from './sight.ts';

export interface Migration {
  readonly number: number;
  /** File name without its ending, `0001-network`. */
  readonly name: string;
  readonly sql: string;
}

const folder = join(dirname(fileURLToPath(import.meta.url)), 'migrations');
/** Any number that nothing else in the database locks on. */
const migrationLock = 7_283_115;

/** The migrations in order. Throws when a number is missing or used twice: two branches must not both add the next one. */
export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (file, index) => {
      const name = file.replace(/\.sql$/, '');
      const number = Number(/^(\d{4})-[a-z0-9-]+$/.exec(name)?.[1]);
      if (number !== index + 1) throw new Error(`Migration ${file} should have the number ${index + 1}.`);
      return { number, name, sql: await readFile(join(folder, file), 'utf8') };
    }),
  );
}

/**
 * Applies what is missing, up to `last` when given. Several hubs may start at once: the lock lets one work and the
 * others find it done. Refuses a database that a newer hub has changed, rather than guess at its shape.
 */
export async function migrate(pool: Pool, last = Number.POSITIVE_INFINITY): Promise<string[]> {
  const migrations = await readMigrations();
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query('create table if not exists migrations (number integer primary key, name text not null)');
    const { rows } = await client.query<{ number: number }>('select number from migrations');
    const done = new Set(rows.map((row) => row.number));
    const newest = Math.max(0, ...done);
    if (newest > migrations.length) {
      throw new Error(`The database has shape ${newest}, this hub knows ${migrations.length}: start a newer hub.`);
    }
    const missing = migrations.filter(({ number }) => number <= last && !done.has(number));
    for (const migration of missing) await apply(client, migration);
    await allowHub(client);
    return missing.map(({ name }) => name);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [migrationLock]).catch(() => undefined);
    client.release();
  }
}

async function apply(client: PoolClient, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await seeEverything(client);
    await client.query(migration.sql);
    await client.query('insert into migrations (number, name) values ($1, $2)', [migration.number, migration.name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw new Error(`Migration ${migration.name} failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
