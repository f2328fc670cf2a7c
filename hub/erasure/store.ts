/** Erasures on PostgreSQL. */
import { sql, type Transaction } from 'kysely';
import { toHex } from '../../shared/base/bytes.ts';
import { erasedBy } from '../../shared/domain/erasure/erased.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import { withoutValue } from '../../shared/protocol/operation-header.ts';
import { uuidArray } from '../db/binary-arrays.ts';
import type { Tables } from '../db/tables.ts';
import { toBuffer } from '../db/to-buffer.ts';
import { bytesOfOperation, operationOfBytes } from '../sync/operation-bytes.ts';
import type { ErasureRecords } from './erasure-records.ts';

type Db = Transaction<Tables>;

export function createErasureStore(db: Db): ErasureRecords {
  return { ...ledger(db), ...emptying(db), ...receipts(db) };
}

function ledger(db: Db): Pick<ErasureRecords, 'erased' | 'saveErasure' | 'erasuresIn'> {
  return {
    async erased(records) {
      const { rows } = await sql<{ record: string; type: string; fields: string[] | null }>`
        select record, type, fields from erased_records where record = any(${uuidArray(records)}::uuid[])`.execute(db);
      return erasedBy(
        rows.map(({ record: id, type, fields }) => [{ id, type, ...(fields === null ? {} : { fields }) }]),
      );
    },
    async saveErasure({ id, scope, records, at }) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('erasures')
        .values({ operation: toBuffer(id), scope, carried_out_at: new Date(at) })
        .onConflict((conflict) => conflict.column('operation').doNothing())
        .executeTakeFirst();
      if (Number(numInsertedOrUpdatedRows) !== 1) return;
      await db
        .insertInto('erased_records')
        .values(
          records.map((one) => ({
            erasure: toBuffer(id),
            scope,
            record: one.id,
            type: one.type,
            fields: one.fields === undefined ? null : [...one.fields],
          })),
        )
        .onConflict((conflict) => conflict.columns(['erasure', 'record']).doNothing())
        .execute();
    },
    async erasuresIn(scopes) {
      const { rows } = await sql<{ operation: Buffer; scope: string; carried_out_at: Date }>`
        select operation, scope, carried_out_at from erasures where scope = any(${[...scopes]}::uuid[])
        order by carried_out_at, operation`.execute(db);
      return rows.map((row) => ({ id: toHex(row.operation), scope: row.scope, at: row.carried_out_at.getTime() }));
    },
  };
}

/** Rows read at once. */
const piece = 1_000;

function emptying(db: Db): Pick<ErasureRecords, 'emptyKept' | 'batchesAfter' | 'emptyBatches' | 'dropChunks'> {
  const emptyIn = async (table: 'kept' | 'decisions', scope: string, goes: (one: StoredOperation) => boolean) => {
    const name = sql.table(table);
    const id = sql.ref(table === 'kept' ? 'id' : 'operation');
    let count = 0;
    let after: Uint8Array = Buffer.alloc(0);
    for (;;) {
      const { rows } = await sql<{ id: Buffer; bytes: Buffer }>`
        select ${id} as id, bytes from ${name} where scope = ${scope} and ${id} > ${after}
        order by ${id} limit ${piece}`.execute(db);
      for (const row of rows) {
        const operation = operationOfBytes(toHex(row.id), null, row.bytes);
        if (!goes(operation)) continue;
        const bytes = Buffer.from(bytesOfOperation(withoutValue(operation)));
        await sql`update ${name} set bytes = ${bytes} where ${id} = ${row.id}`.execute(db);
        count += 1;
      }
      after = rows.at(-1)?.id ?? after;
      if (rows.length < piece) return count;
    }
  };
  return {
    emptyKept: async (scope, goes) => (await emptyIn('kept', scope, goes)) + (await emptyIn('decisions', scope, goes)),
    async batchesAfter(scope, hash, limit) {
      const { rows } = await sql<{ hash: Buffer; bytes: Buffer }>`
        select hash, bytes from batches where scope = ${scope} and hash > ${toBuffer(hash)} and length(bytes) > 0
        order by hash limit ${limit}`.execute(db);
      return rows.map((row) => ({ hash: toHex(row.hash), bytes: new Uint8Array(row.bytes) }));
    },
    async emptyBatches(hashes) {
      await sql`update batches set bytes = '' where hash = any(${hashes.map(toBuffer)}::bytea[])`.execute(db);
    },
    async dropChunks(scope, hashes) {
      const list = hashes.map(toBuffer);
      // A chunk is seen through what names it: it is asked about before its last name goes.
      await sql`
        delete from chunks where hash = any(${list}::bytea[]) and not named_elsewhere(hash, ${scope}::uuid)`.execute(
        db,
      );
      await sql`delete from chunk_references where scope = ${scope} and hash = any(${list}::bytea[])`.execute(db);
    },
  };
}

function receipts(db: Db): Pick<ErasureRecords, 'keepErasureReceipts' | 'erasureReceipts'> {
  return {
    async keepErasureReceipts(given) {
      let fresh = 0;
      for (const one of given) {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('erasure_receipts')
          .values({
            device: one.device,
            scope: one.scope,
            erasure: toBuffer(one.erasure),
            erased_at: one.at,
            signature: toBuffer(one.signature),
            received_at: new Date(one.receivedAt),
          })
          .onConflict((conflict) => conflict.columns(['device', 'erasure']).doNothing())
          .executeTakeFirst();
        fresh += Number(numInsertedOrUpdatedRows);
      }
      return fresh;
    },
    async erasureReceipts(scopes) {
      if (scopes.length === 0) return [];
      const rows = await db.selectFrom('erasure_receipts').selectAll().where('scope', 'in', scopes).execute();
      return rows.map((row) => ({
        device: row.device,
        scope: row.scope,
        erasure: toHex(row.erasure),
        at: row.erased_at,
        signature: toHex(row.signature),
        receivedAt: row.received_at.getTime(),
      }));
    },
  };
}
