/**
 * The rows beside the records that say something of them: why a change was not accepted, what the engine keeps under a name,
 * pieces of files. They go through the seal like records do; before the transaction that writes them, since nothing in one can wait for a key.
 */
import type { NotAccepted, StoreChange } from '../../shared/sync/ports.ts';
import { openJson, type Seal, sealJson } from './packs/seal.ts';

/** A row with what it says under the seal; rows from before the seal lie there open. */
export type SmallRow<T, Key extends keyof T> = (Pick<T, Key> & { readonly sealed: Uint8Array }) | T;

export interface MetaValue {
  readonly name: string;
  readonly value: unknown;
}

export interface ChunkRow {
  readonly hash: string;
  readonly bytes: Uint8Array;
}

export interface SmallRows {
  readonly notAccepted: readonly SmallRow<NotAccepted, 'id'>[];
  readonly meta: readonly SmallRow<MetaValue, 'name'>[];
  readonly chunks: readonly ChunkRow[];
}

export async function sealSmallRows(seal: Seal, change: StoreChange): Promise<SmallRows> {
  const [notAccepted, meta, chunks] = await Promise.all([
    Promise.all(
      (change.notAccepted ?? []).map(async (row) => ({
        id: row.id,
        sealed: await sealJson(seal, refusal(row.id), row),
      })),
    ),
    Promise.all(Object.entries(change.meta ?? {}).map(([name, value]) => sealMeta(seal, name, value))),
    Promise.all((change.chunks ?? []).map((row) => sealChunk(seal, row))),
  ]);
  return { notAccepted, meta, chunks };
}

async function sealMeta(seal: Seal, name: string, value: unknown): Promise<SmallRow<MetaValue, 'name'>> {
  // Nothing is kept under the name any more, and JSON cannot say so.
  if (value === undefined) return { name, value };
  return { name, sealed: await sealJson(seal, meta(name), value) };
}

async function sealChunk(seal: Seal, { hash, bytes }: ChunkRow): Promise<ChunkRow> {
  return { hash, bytes: await seal.seal(bytes, chunk(hash)) };
}

/** The value of a row. Throws for one that does not open. */
export async function openMeta(seal: Seal, row: SmallRow<MetaValue, 'name'> | undefined): Promise<unknown> {
  if (row === undefined) return undefined;
  return 'sealed' in row ? openJson(seal, meta(row.name), row.sealed) : row.value;
}

/** Those that open: a damaged one is as if it were lost. */
export async function openNotAccepted(
  seal: Seal,
  rows: readonly SmallRow<NotAccepted, 'id'>[],
): Promise<NotAccepted[]> {
  const opened = await Promise.all(
    rows.map(async (row) => {
      if (!('sealed' in row)) return row;
      return (await openJson(seal, refusal(row.id), row.sealed).catch(() => null)) as NotAccepted | null;
    }),
  );
  return opened.flatMap((row) => row ?? []);
}

/** Null for one that is not here, or does not open. */
export async function openChunk(seal: Seal, row: ChunkRow | undefined): Promise<Uint8Array | null> {
  if (row === undefined) return null;
  try {
    return await seal.open(row.bytes, chunk(row.hash));
  } catch {
    return null;
  }
}

// What each is sealed for.
const refusal = (id: string) => `notAccepted ${id}`;
const meta = (name: string) => `meta ${name}`;
const chunk = (hash: string) => `chunk ${hash}`;
