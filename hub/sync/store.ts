/** The hub's store on PostgreSQL. Rows are written with one statement per table and call, however many there are. */
import { sql, type Transaction } from 'kysely';
import { toHex } from '../../shared/base/bytes.ts';
import { createAccessStore } from '../access/store.ts';
import { createAccountStore } from '../accounts/store.ts';
import { createAgreementStore } from '../agreements/store.ts';
import { createSignerStore } from '../approvals/store.ts';
import { type EventPorts, noteEvents, systemEvents } from '../audit/note-events.ts';
import { createAuditStore } from '../audit/store.ts';
import { createChunkStore } from '../chunks/store.ts';
import { createCompactionStore } from '../compaction/store.ts';
import { createCoordinatorStore } from '../coordinator/store.ts';
import { bigintArray, byteaArray, hexArray, uuidArray } from '../db/binary-arrays.ts';
import type { Database } from '../db/database.ts';
import { enter, everything } from '../db/sight.ts';
import type { Tables } from '../db/tables.ts';
import { toBuffer } from '../db/to-buffer.ts';
import { createAskStore } from '../enrol/ask-store.ts';
import { createErasureStore } from '../erasure/store.ts';
import { createGrantStore } from '../grants/store.ts';
import { createKeptStore } from '../kept/store.ts';
import { createNetworkStore } from '../network/store.ts';
import { createPackStore } from '../packs/store.ts';
import { createPasskeyStore } from '../passkeys/store.ts';
import { createLinkStore } from '../provider/store.ts';
import { createTrustStore } from '../trust/store.ts';
import {
  type HubStore,
  type KeptBatch,
  type KeptReceipt,
  type KnownRecord,
  type LogEntry,
  type Mark,
  pageLimit,
  type ScopeLog,
  TransactionCollision,
} from './hub-store.ts';
import { bytesOfOperation, operationOfBytes } from './operation-bytes.ts';
import { emptyMark } from './place-after.ts';
import { toReceipt } from './to-receipt.ts';

/** No operation is kept in fewer bytes: the ids of its scope, record, action and origin alone take more. */
const leastBytes = 100;
/** A collision is rare; one that comes back this often is a bug. */
const tries = 5;
/**
 * PostgreSQL's codes for "run it again": serialization failure, deadlock, a unique key taken meanwhile, and one taken by a
 * row that this transaction does not see.
 */
const collisionCodes = new Set(['40001', '40P01', '23505', '42501']);

export function createPostgresHubStore(database: Database, ports: EventPorts = systemEvents): HubStore {
  return {
    async transaction(work, sight = everything) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await database.transaction().execute(async (transaction) => {
            const sees = await enter(transaction, sight);
            const noted = noteEvents({ ...recordsOf(transaction), ...sees }, ports);
            const result = await work(noted.tx);
            await noted.write();
            return result;
          });
        } catch (error) {
          if (attempt >= tries || !isCollision(error)) throw error;
        }
      }
    },
  };
}

function recordsOf(transaction: Transaction<Tables>) {
  return {
    ...createNetworkStore(transaction),
    ...createScopeLog(transaction),
    ...createPackStore(transaction),
    ...createCompactionStore(transaction),
    ...createAccountStore(transaction),
    ...createPasskeyStore(transaction),
    ...createLinkStore(transaction),
    ...createAskStore(transaction),
    ...createCoordinatorStore(transaction),
    ...createTrustStore(transaction),
    ...createAgreementStore(transaction),
    ...createSignerStore(transaction),
    ...createGrantStore(transaction),
    ...createAccessStore(transaction),
    ...createErasureStore(transaction),
    ...createAuditStore(transaction),
  };
}

function isCollision(error: unknown): boolean {
  return error instanceof TransactionCollision || collisionCodes.has((error as { code?: string }).code ?? '');
}

function createScopeLog(db: Transaction<Tables>): ScopeLog {
  return { ...readers(db), ...writers(db), ...createKeptStore(db), ...createChunkStore(db) };
}

function readers(db: Transaction<Tables>) {
  const places = (ids: readonly string[]) =>
    db.selectFrom('scopes').select(['id', 'seq', 'chain', 'digest']).where('id', 'in', orNone(ids)).orderBy('id');
  const toPosition = ({ id, seq, ...row }: { id: string; seq: number } & MarkRow) => ({
    scope: id,
    seq,
    ...markOf(row),
  });
  return {
    lockScopes: async (ids: readonly string[]) => (await places(ids).forUpdate().execute()).map(toPosition),
    positions: async (ids: readonly string[]) => (await places(ids).execute()).map(toPosition),
    async marks(scope: string, seqs: readonly number[]) {
      const { rows } = await sql<{ seq: number } & MarkRow>`
        select seq, chain, digest from operations
        where scope = ${scope} and seq = any(${bigintArray(seqs)}::bigint[])`.execute(db);
      const marks = new Map(rows.map((row) => [row.seq, markOf(row)]));
      return seqs.includes(0) ? marks.set(0, emptyMark) : marks;
    },
    async named(scope: string, seqs: readonly number[]) {
      const { rows } = await sql<{ seq: number; id: Buffer; bytes: Buffer }>`
        select seq, id, bytes from operations
        where scope = ${scope} and seq = any(${bigintArray(seqs)}::bigint[])`.execute(db);
      return new Map(rows.map(({ seq, id, bytes }) => [seq, operationOfBytes(toHex(id), seq, bytes)]));
    },
    async accepted(ids: readonly string[]) {
      const { rows } = await sql<{ id: Buffer; seq: number }>`
        select id, seq from places_of(${hexArray(ids)}::bytea[])`.execute(db);
      return new Map(rows.map((row) => [toHex(row.id), row.seq]));
    },
    async records(ids: readonly string[]): Promise<KnownRecord[]> {
      const { rows } = await sql<Tables['records']>`
        select * from origins_of(${uuidArray(ids)}::uuid[])`.execute(db);
      return rows.map(({ id, scope, type, creator, created_tx }) => ({
        id,
        scope,
        type,
        creator,
        createdTx: created_tx,
      }));
    },
    async page(scope: string, after: number, budget: number): Promise<LogEntry[]> {
      // The sizes are summed where the rows are, so that a page of large values is never read to be thrown away. Nor are more rows
      // looked at than can fit, and by their places, whatever the server expects of the table: a scope may have a hundred thousand
      // behind a device that asks for a few kilobytes.
      const most = Math.min(pageLimit, Math.floor(budget / leastBytes) + 1);
      const { rows } = await sql<{ seq: number; id: Buffer; bytes: Buffer } & MarkRow>`
        select seq, id, chain, digest, bytes from (
          select *, sum(length(bytes)) over (order by seq) as total from (
            select seq, id, chain, digest, bytes from operations
            where scope = ${scope} and seq > ${after} and seq <= ${after + most} order by seq
          ) as entries
        ) as summed where total <= ${Math.floor(budget)} or total = length(bytes) order by seq`.execute(db);
      return rows.map(({ seq, id, bytes, ...row }) => ({
        seq,
        ...markOf(row),
        operation: operationOfBytes(toHex(id), seq, bytes),
      }));
    },
    cursorsOf: async (device: string) =>
      db.selectFrom('device_cursors').select(['scope', 'seq']).where('device', '=', device).orderBy('scope').execute(),
  };
}

function writers(db: Transaction<Tables>) {
  return {
    async saveRecords(records: readonly KnownRecord[]) {
      if (records.length === 0) return;
      const { numAffectedRows } = await sql`
        insert into records (id, scope, type, creator, created_tx)
        select * from unnest(${uuidArray(records.map(({ id }) => id))}::uuid[],
          ${uuidArray(records.map(({ scope }) => scope))}::uuid[], ${records.map(({ type }) => type)}::text[],
          ${uuidArray(records.map(({ creator }) => creator))}::uuid[],
          ${uuidArray(records.map(({ createdTx }) => createdTx))}::uuid[])
        on conflict (id) do update set creator = excluded.creator, created_tx = excluded.created_tx
        where records.scope = excluded.scope and records.type = excluded.type`.execute(db);
      if (Number(numAffectedRows) !== records.length) throw new TransactionCollision('A record belongs elsewhere now.');
    },
    async append(scope: string, entries: readonly LogEntry[]) {
      const last = entries.at(-1);
      if (last === undefined) return;
      const first = entries[0]?.seq ?? 0;
      const moved = await db
        .updateTable('scopes')
        .set({ seq: last.seq, chain: toBuffer(last.chain), digest: toBuffer(last.digest) })
        .where('id', '=', scope)
        .where('seq', '=', first - 1)
        .executeTakeFirst();
      if (Number(moved.numUpdatedRows) !== 1) throw new Error(`Place ${first} does not follow the end of ${scope}.`);
      await sql`
        insert into operations (scope, seq, id, chain, digest, bytes)
        select ${scope}::uuid, * from unnest(${bigintArray(entries.map(({ seq }) => seq))}::bigint[],
          ${hexArray(entries.map(({ operation }) => operation.id))}::bytea[],
          ${hexArray(entries.map(({ chain }) => chain))}::bytea[],
          ${hexArray(entries.map(({ digest }) => digest))}::bytea[],
          ${byteaArray(entries.map(({ operation }) => bytesOfOperation(operation)))}::bytea[])`.execute(db);
    },
    async keepBatch({ scope, device, hash, bytes, at }: KeptBatch) {
      await db
        .insertInto('batches')
        .values({ hash: toBuffer(hash), scope, device, received_at: new Date(at), bytes: Buffer.from(bytes) })
        .onConflict((conflict) => conflict.column('hash').doNothing())
        .execute();
    },
    async saveCursors(device: string, cursors: readonly { readonly scope: string; readonly seq: number }[]) {
      if (cursors.length === 0) return;
      await sql`
        insert into device_cursors (device, scope, seq)
        select ${device}::uuid, cursor.scope, cursor.seq
        from unnest(${cursors.map(({ scope }) => scope)}::uuid[], ${cursors.map(({ seq }) => seq)}::bigint[])
          as cursor (scope, seq)
        on conflict (device, scope) do update set seq = excluded.seq
        where device_cursors.seq <> excluded.seq`.execute(db);
    },
    async keepReceipts(receipts: readonly KeptReceipt[]) {
      const fresh: KeptReceipt[] = [];
      for (const one of receipts) {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('purge_receipts')
          .values({
            device: one.device,
            scope: one.scope,
            purged_at: one.at,
            signature: toBuffer(one.signature),
            received_at: new Date(one.receivedAt),
          })
          .onConflict((conflict) => conflict.columns(['device', 'scope', 'purged_at']).doNothing())
          .executeTakeFirst();
        if (Number(numInsertedOrUpdatedRows) === 1) fresh.push(one);
      }
      return fresh;
    },
    async receiptsOf(device: string) {
      const rows = await db
        .selectFrom('purge_receipts')
        .selectAll()
        .where('device', '=', device)
        .orderBy('received_at', 'desc')
        .execute();
      return rows.map(toReceipt);
    },
  };
}

interface MarkRow {
  readonly chain: Uint8Array;
  readonly digest: Uint8Array;
}

function markOf({ chain, digest }: MarkRow): Mark {
  return { chain: toHex(chain), digest: toHex(digest) };
}

/** SQL has no empty list: one id that nothing has stands for it. */
function orNone(ids: readonly string[]): readonly string[] {
  return ids.length === 0 ? ['00000000-0000-0000-0000-000000000000'] : ids;
}
