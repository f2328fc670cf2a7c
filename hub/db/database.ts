/** The connection to PostgreSQL, typed by tables.ts. */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

/** Whole numbers of eight bytes as numbers: sequences and counters stay far below 2^53. */
const wholeNumbers = new Map([[20, (text: string) => Number(text)]]);

/** A pool of connections; a broken idle one is reported and replaced. */
export function createPool(
  url: string,
  options: { readonly max?: number; readonly onError?: (error: Error) => void } = {},
) {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 16,
    // A request that cannot get a connection in this time answers "busy" instead of hanging.
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
    application_name: 'waypost-hub',
    types: {
      getTypeParser: ((oid: number, format: 'text' | 'binary') =>
        wholeNumbers.get(oid) ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  });
  // Without a listener an idle connection that the server closes would end the process.
  pool.on('error', options.onError ?? (() => undefined));
  // Nor does the pool listen to one that is lent out: between two questions of a transaction a server that goes would end the process.
  // The next question on it fails, and the transaction with it.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

export function createDatabase(pool: pg.Pool): Database {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}
