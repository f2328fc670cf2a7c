/**
 * A backup as a file: lines of JSON, compressed, written and read as a stream. First what it is a backup of, then each table
 * with its columns and rows, at last how many rows each had and the SHA-256 over its lines. Nothing is believed before
 * that last line was read and fits.
 */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';

export const backupVersion = 1;

const headerSchema = z.object({
  waypostHubBackup: z.number().int(),
  /** The number of the last migration: which shape the rows have. */
  shape: z.number().int().min(1),
  hub: z.uuid(),
  networkName: z.string(),
  madeAt: z.iso.datetime(),
});
export type BackupHeader = z.infer<typeof headerSchema>;

const tableSchema = z.object({
  table: z.string().regex(/^[a-z_]+$/),
  columns: z.array(z.string().regex(/^[a-z_]+$/)).min(1),
});
export type BackupTable = z.infer<typeof tableSchema>;

const rowSchema = z.array(z.string().nullable());
/** Values as PostgreSQL writes them. */
export type BackupRow = z.infer<typeof rowSchema>;

const countsSchema = z.record(z.string(), z.object({ rows: z.number().int(), sha256: z.string() }));
const endSchema = z.object({ end: z.literal(true), tables: countsSchema });

/** What a backup holds: rows of each table. */
export type BackupCounts = z.infer<typeof countsSchema>;

export interface BackupContents {
  readonly header: BackupHeader;
  readonly tables: AsyncIterable<{ readonly table: BackupTable; readonly rows: AsyncIterable<BackupRow> }>;
}

/** Said to whoever runs the hub, in words of its own for each way in which a file is no good. */
export class BackupRefused extends Error {}

/** The lines of a file, counted and hashed as they go out. */
export async function* writeBackup({ header, tables }: BackupContents): AsyncGenerator<string> {
  yield `${JSON.stringify(header)}\n`;
  const counts: BackupCounts = {};
  for await (const { table, rows } of tables) {
    const sum = createSum();
    yield sum.add(JSON.stringify(table));
    for await (const row of rows) yield sum.add(JSON.stringify(row));
    counts[table.table] = sum.result();
  }
  yield `${JSON.stringify({ end: true, tables: counts })}\n`;
}

export interface BackupReader {
  readonly onTable: (table: BackupTable) => Promise<void>;
  readonly onRow: (row: BackupRow) => Promise<void>;
}

const ignored: BackupReader = { onTable: async () => undefined, onRow: async () => undefined };

/**
 * Reads a whole file and checks every count and hash. Resolves when all of it is as it was written; rejects with
 * {@link BackupRefused} when not, and then what the reader was given counts for nothing. `knownShape` is this hub's.
 */
export async function readBackup(
  path: string,
  knownShape: number,
  reader: BackupReader = ignored,
): Promise<{ readonly header: BackupHeader; readonly tables: BackupCounts }> {
  const counts: BackupCounts = {};
  let header: BackupHeader | null = null;
  let current: { readonly table: BackupTable; readonly sum: ReturnType<typeof createSum> } | null = null;
  let isEnded = false;
  const close = () => {
    if (current !== null) counts[current.table.table] = current.sum.result();
  };
  for await (const line of linesOf(path)) {
    if (isEnded) throw damaged('something stands behind its end');
    const content = parsed(line);
    if (header === null) {
      header = readHeader(content, knownShape);
    } else if (Array.isArray(content)) {
      const row = rowSchema.safeParse(content);
      if (current === null || !row.success || row.data.length !== current.table.columns.length) throw damaged('a row');
      current.sum.add(line);
      await reader.onRow(row.data);
    } else if (tableSchema.safeParse(content).success) {
      close();
      current = { table: tableSchema.parse(content), sum: createSum() };
      current.sum.add(line);
      await reader.onTable(current.table);
    } else {
      close();
      compare(content, counts);
      isEnded = true;
    }
  }
  if (header === null) throw notOurs();
  if (!isEnded) throw new BackupRefused('The backup is cut short: its end is missing. Nothing was changed.');
  return { header, tables: counts };
}

function readHeader(content: unknown, knownShape: number): BackupHeader {
  const version = (content as { waypostHubBackup?: unknown } | null)?.waypostHubBackup;
  if (typeof version !== 'number') throw notOurs();
  const header = headerSchema.safeParse(content);
  if (version > backupVersion || (header.success && header.data.shape > knownShape)) {
    throw new BackupRefused('The backup was made by a newer hub: restore it with that one. Nothing was changed.');
  }
  if (!header.success) throw damaged('its first line');
  return header.data;
}

function compare(content: unknown, counts: BackupCounts): void {
  const end = endSchema.safeParse(content);
  if (!end.success) throw damaged('a line');
  const names = new Set([...Object.keys(end.data.tables), ...Object.keys(counts)]);
  for (const name of names) {
    const [said, found] = [end.data.tables[name], counts[name]];
    if (said?.rows !== found?.rows || said?.sha256 !== found?.sha256) throw damaged(`the table ${name}`);
  }
}

function createSum() {
  const hash: Hash = createHash('sha256');
  // The line that names the table is hashed and is no row.
  let rows = -1;
  return {
    /** Takes a line without its end; returns it with it. */
    add(line: string): string {
      const whole = `${line}\n`;
      hash.update(whole);
      rows += 1;
      return whole;
    },
    result: () => ({ rows, sha256: hash.digest('hex') }),
  };
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const unpacked = createGunzip();
  const done = pipeline(createReadStream(path), unpacked);
  // Its fault comes out of the loop below too.
  done.catch(() => undefined);
  let rest: Buffer[] = [];
  try {
    for await (const part of unpacked as AsyncIterable<Buffer>) {
      let from = 0;
      for (let end = part.indexOf(10); end >= 0; end = part.indexOf(10, from)) {
        yield Buffer.concat([...rest, part.subarray(from, end)]).toString('utf8');
        rest = [];
        from = end + 1;
      }
      if (from < part.length) rest.push(part.subarray(from));
    }
    await done;
  } catch (error) {
    throw refusedFor(error);
  }
  if (rest.length > 0)
    throw new BackupRefused('The backup is cut short: its last line is not whole. Nothing was changed.');
}

function refusedFor(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR') return new BackupRefused('The backup is cut short. Nothing was changed.');
  if (code === 'Z_DATA_ERROR' && /incorrect header/.test(String((error as Error).message))) return notOurs();
  return String(code).startsWith('Z_') ? damaged('its compression') : error;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw damaged('a line');
  }
}

const notOurs = () => new BackupRefused('This file is no backup of a Waypost hub. Nothing was changed.');
const damaged = (what: string) =>
  new BackupRefused(`The backup is damaged (${what}): use another one. Nothing was changed.`);
