/** Packs on PostgreSQL. */
import { sql, type Transaction } from 'kysely';
import { toHex } from '../../shared/base/bytes.ts';
import type { Tables } from '../db/tables.ts';
import { toBuffer } from '../db/to-buffer.ts';
import type { Pack, PackRecords } from '../sync/hub-store.ts';

interface PackRow {
  readonly hash: Buffer;
  readonly scope: string;
  readonly first: number;
  readonly last: number;
  readonly chain: Buffer;
  readonly is_full: boolean;
  readonly proof: Buffer | null;
  readonly size: number;
}

/** The class of advisory locks for the cutting of packs; the scope's hash is the other half. */
const lockClass = 0x7061_636b;

const described = sql`hash, scope, first, last, chain, is_full, proof, length(bytes) as size`;

export function createPackStore(db: Transaction<Tables>): PackRecords {
  return {
    async lockPacks(scope) {
      await sql`select pg_advisory_xact_lock(${lockClass}, hashtext(${scope}))`.execute(db);
    },
    async packedTo(scope) {
      const { rows } = await sql<{ all: number; full: number }>`
        select coalesce(max(last), 0) as all, coalesce(max(last) filter (where is_full), 0) as full
        from packs where scope = ${scope}`.execute(db);
      return rows[0] ?? { all: 0, full: 0 };
    },
    async packsAfter(scope, after, limit) {
      const { rows } = await sql<PackRow>`
        select ${described} from packs where scope = ${scope} and first > ${after}
        order by first limit ${limit}`.execute(db);
      return rows.map(packOf);
    },
    async packsNamed(scopes, hashes) {
      const { rows } = await sql<PackRow>`
        select ${described} from packs
        where hash = any(${hashes.map(toBuffer)}::bytea[]) and scope = any(${[...scopes]}::uuid[])`.execute(db);
      return new Map(rows.map(packOf).map((pack) => [pack.hash, pack]));
    },
    async packBytes(hash) {
      const { rows } = await sql<{ bytes: Buffer }>`select bytes from packs where hash = ${toBuffer(hash)}`.execute(db);
      return rows[0] === undefined ? null : new Uint8Array(rows[0].bytes);
    },
    async savePack({ hash, scope, first, last, chain, isFull, proof }, bytes) {
      await sql`delete from packs where scope = ${scope} and first = ${first} and not is_full`.execute(db);
      await sql`
        insert into packs (hash, scope, first, last, chain, is_full, proof, bytes)
        values (${toBuffer(hash)}, ${scope}, ${first}, ${last}, ${toBuffer(chain)}, ${isFull},
          ${proof === null ? null : toBuffer(proof)}, ${Buffer.from(bytes)})`.execute(db);
    },
  };
}

function packOf({ hash, scope, first, last, chain, is_full, proof, size }: PackRow): Pack {
  const hex = { hash: toHex(hash), chain: toHex(chain), proof: proof === null ? null : toHex(proof) };
  return { ...hex, scope, first, last, isFull: is_full, size };
}
