/** The database's side of a backup: every table out of one moment, and back in, whole or not at all. */
import type { Pool, PoolClient } from 'pg';
import { seeEverything } from '../db/sight.ts';
import type { BackupRow, BackupTable } from './backup-file.ts';

/** Made again by whoever asks, or over by the time a backup is put back. */
const leftOut = ['migrations', 'packs', 'sessions', 'sign_in_failures'];
/** As much as is held in memory at once. */
const fetchBytes = 8 * 1024 * 1024;
const mostRows = 2_000;

export interface OpenTables {
  readonly hub: { readonly id: string; readonly networkName: string };
  readonly shape: number;
  readonly tables: AsyncIterable<{ readonly table: BackupTable; readonly rows: AsyncIterable<BackupRow> }>;
}

/** Runs `work` over the database as it is at one moment; whoever writes meanwhile is not held up. Null: there is no hub. */
export async function readMoment<T>(pool: Pool, work: (tables: OpenTables) => Promise<T>): Promise<T | null> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    await seeEverything(client);
    const { rows } = await client.query<{ id: string; network_name: string }>('select id, network_name from hub');
    const [hub] = rows;
    if (hub === undefined) return null;
    const tables = await tablesInOrder(client);
    return await work({
      hub: { id: hub.id, networkName: hub.network_name },
      shape: await shapeOf(client),
      tables: eachTable(client, tables),
    });
  } finally {
    await client.query('rollback').catch(() => undefined);
    client.release();
  }
}

async function* eachTable(client: PoolClient, tables: readonly BackupTable[]) {
  for (const table of tables) yield { table, rows: rowsOf(client, table) };
}

async function* rowsOf(client: PoolClient, { table, columns }: BackupTable): AsyncGenerator<BackupRow> {
  const values = columns.map((column) => `"${column}"::text`).join(', ');
  await client.query(`declare rows no scroll cursor for select ${values} from "${table}"`);
  // Rows of chunks have megabytes: how many are asked for follows from those that came.
  for (let count = 1; ; ) {
    const { rows } = await client.query<BackupRow>({ text: `fetch ${count} from rows`, rowMode: 'array' });
    if (rows.length === 0) break;
    yield* rows;
    const bytes = rows.reduce((sum, row) => sum + sizeOf(row), 0);
    count = Math.min(mostRows, count * 4, Math.max(1, Math.floor((fetchBytes * rows.length) / Math.max(1, bytes))));
  }
  await client.query('close rows');
}

const sizeOf = (row: BackupRow) => row.reduce((sum, value) => sum + (value?.length ?? 0), 0);

/** The hub's tables, those that others refer to first. */
async function tablesInOrder(client: PoolClient): Promise<BackupTable[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; needs: string[] }>(
    `select c.relname::text as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select coalesce(array_agg(distinct f.confrelid::regclass::text), '{}') from pg_constraint f
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
     from pg_class c where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname <> all($1)
     order by c.relname`,
    [leftOut],
  );
  const ordered: typeof rows = [];
  for (let left = rows; left.length > 0; ) {
    const ready = left.filter(({ needs }) => needs.every((need) => ordered.some(({ name }) => name === need)));
    if (ready.length === 0) throw new Error('The tables refer to each other in a circle.');
    ordered.push(...ready);
    left = left.filter((table) => !ready.includes(table));
  }
  return ordered.map(({ name, columns }) => ({ table: name, columns }));
}

async function shapeOf(client: Pool | PoolClient): Promise<number> {
  const { rows } = await client.query<{ shape: number }>(
    'select coalesce(max(number), 0)::int as shape from migrations',
  );
  return rows[0]?.shape ?? 0;
}

/** The shape of a database in which no hub has anything; null when one has. */
export async function emptyShape(pool: Pool): Promise<number | null> {
  const client = await pool.connect();
  try {
    await client.query('begin read only');
    await seeEverything(client);
    const { rows } = await client.query(
      "select 1 from pg_tables where schemaname = current_schema() and tablename = 'migrations'",
    );
    if (rows.length === 0) return 0;
    for (const { table } of await tablesInOrder(client)) {
      if ((await client.query(`select 1 from "${table}" limit 1`)).rows.length > 0) return null;
    }
    return await shapeOf(client);
  } finally {
    await client.query('rollback').catch(() => undefined);
    client.release();
  }
}

export interface RowWriter {
  begin(table: BackupTable): Promise<void>;
  add(row: BackupRow): Promise<void>;
}

/** Runs `work` in one transaction, which ends with a new epoch: every laptop then offers again what this hub may lack ([RH1]). */
export async function writeWhole(pool: Pool, epoch: string, work: (rows: RowWriter) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await seeEverything(client);
    // Whoever founds a hub here meanwhile waits, and then finds one.
    await client.query('lock table hub in exclusive mode');
    if ((await client.query('select 1 from hub')).rows.length > 0) throw new Error('A hub was founded here meanwhile.');
    const writer = createRowWriter(client);
    await work(writer);
    await writer.flush();
    await client.query('update hub set epoch = $1', [epoch]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

function createRowWriter(client: PoolClient): RowWriter & { flush(): Promise<void> } {
  let insert = '';
  let waiting: BackupRow[] = [];
  let bytes = 0;
  const flush = async () => {
    if (waiting.length === 0) return;
    const columns = (waiting[0] as BackupRow).map((_, index) => waiting.map((row) => row[index] ?? null));
    await client.query(insert, columns);
    waiting = [];
    bytes = 0;
  };
  return {
    flush,
    async begin(table) {
      await flush();
      insert = await insertInto(client, table);
    },
    async add(row) {
      waiting.push(row);
      bytes += sizeOf(row);
      if (waiting.length >= mostRows || bytes >= fetchBytes) await flush();
    },
  };
}

/** Many rows in one statement: a list of texts for each column, read as the column's type. */
async function insertInto(client: PoolClient, { table, columns }: BackupTable): Promise<string> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select attname::text as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`,
    [table],
  );
  const types = columns.map((column) => rows.find(({ name }) => name === column)?.type);
  if (types.includes(undefined)) throw new Error(`There is no place for the table ${table} of this backup.`);
  const lists = columns.map((_, index) => `$${index + 1}::text[]`).join(', ');
  const names = columns.map((column) => `"${column}"`).join(', ');
  const values = columns.map((column, index) => `row."${column}"::${types[index]}`).join(', ');
  return `insert into "${table}" (${names}) select ${values} from unnest(${lists}) as row (${names})`;
}
