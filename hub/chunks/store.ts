/** Chunks of attachments and who names them, on PostgreSQL. */
import { sql, type Transaction } from 'kysely';
import { toHex } from '../../shared/base/bytes.ts';
import type { Tables } from '../db/tables.ts';
import { toBuffer } from '../db/to-buffer.ts';
import type { ScopeLog } from '../sync/hub-store.ts';

type ChunkStore = Pick<ScopeLog, 'addChunkReferences' | 'missingChunks' | 'referencedChunks' | 'saveChunks' | 'chunk'>;

export function createChunkStore(db: Transaction<Tables>): ChunkStore {
  return {
    async missingChunks(scopes: readonly string[], device: string, limit: number) {
      const { rows } = await sql<{ hash: Buffer }>`
        select distinct reference.hash from chunk_references as reference
        left join chunks on chunks.hash = reference.hash
        where reference.device = ${device} and reference.scope = any(${[...scopes]}::uuid[]) and chunks.hash is null
        order by reference.hash limit ${limit}`.execute(db);
      return rows.map(({ hash }) => toHex(hash));
    },
    async referencedChunks(scopes: readonly string[], hashes: readonly string[]) {
      const { rows } = await sql<{ hash: Buffer }>`
        select hash from chunk_references
        where scope = any(${[...scopes]}::uuid[]) and hash = any(${hashes.map(toBuffer)}::bytea[])`.execute(db);
      return new Set(rows.map(({ hash }) => toHex(hash)));
    },
    async chunk(hash: string) {
      const row = await db.selectFrom('chunks').select('bytes').where('hash', '=', toBuffer(hash)).executeTakeFirst();
      return row === undefined ? null : new Uint8Array(row.bytes);
    },
    async addChunkReferences(scope: string, device: string, hashes: readonly string[]) {
      if (hashes.length === 0) return;
      await sql`
        insert into chunk_references (scope, device, hash)
        select ${scope}::uuid, ${device}::uuid, hash from unnest(${hashes.map(toBuffer)}::bytea[]) as hash
        on conflict do nothing`.execute(db);
    },
    async saveChunks(chunks: readonly { readonly hash: string; readonly bytes: Uint8Array }[]) {
      for (const { hash, bytes } of chunks) {
        await db
          .insertInto('chunks')
          .values({ hash: toBuffer(hash), bytes: Buffer.from(bytes) })
          .onConflict((conflict) => conflict.column('hash').doNothing())
          .execute();
      }
    },
  };
}
