/** The log on PostgreSQL. What it gives out was committed: nobody is told of a tree that a crash could take back. */
import { sql, type Transaction } from 'kysely';
import { toHex } from '../../shared/base/bytes.ts';
import type { LogClass } from '../../shared/domain/log-class.ts';
import type { LogCheckpoint } from '../../shared/protocol/log/checkpoint-note.ts';
import type { Tables } from '../db/tables.ts';
import { toBuffer } from '../db/to-buffer.ts';
import { type AuditRecords, type KeptCosignature, type NewLogEntry, nodeName } from './audit-records.ts';

/** Any number that nothing else in the database locks on. */
const logLock = 7_283_116;

export function createAuditStore(db: Transaction<Tables>): AuditRecords {
  return { ...entryRecords(db), ...checkpointRecords(db) };
}

function entryRecords(db: Transaction<Tables>) {
  return {
    addLogEntries: async (entries: readonly NewLogEntry[]) => {
      await db
        .insertInto('log_entries')
        .values(
          entries.map(({ id, class: kind, commitment, opened, about }) => ({
            id,
            class: kind,
            commitment: toBuffer(commitment),
            salt: opened === null ? null : toBuffer(opened.salt),
            statement: opened?.statement ?? null,
            about: [...about],
          })),
        )
        .execute();
    },
    async lockLog() {
      await sql`select pg_advisory_xact_lock(${logLock})`.execute(db);
    },
    async waitingLogEntries(limit) {
      const rows = await db
        .selectFrom('log_entries')
        .selectAll()
        .where('place', 'is', null)
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(entryOf);
    },
    async placeLogEntries(places, nodes) {
      await sql`
        update log_entries set place = placed.place
        from unnest(${[...places.keys()]}::uuid[], ${[...places.values()]}::bigint[]) as placed (id, place)
        where log_entries.id = placed.id`.execute(db);
      await sql`
        insert into log_nodes (level, index, hash)
        select * from unnest(${nodes.map(({ level }) => level)}::smallint[], ${nodes.map(({ index }) => index)}::bigint[],
          ${nodes.map(({ hash }) => Buffer.from(hash))}::bytea[])`.execute(db);
    },
    async logNodes(nodes) {
      const { rows } = await sql<{ level: number; index: number; hash: Buffer }>`
        select level, index, hash from log_nodes
        join unnest(${nodes.map(({ level }) => level)}::smallint[], ${nodes.map(({ index }) => index)}::bigint[])
          as wanted (level, index) using (level, index)`.execute(db);
      return new Map(rows.map((row) => [nodeName(row), new Uint8Array(row.hash)]));
    },
    async logEntries(from, limit) {
      const rows = await db
        .selectFrom('log_entries')
        .selectAll()
        .where('place', '>=', from)
        .orderBy('place')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...entryOf(row), place: row.place as number }));
    },
    async logCounts() {
      const { rows } = await sql<{ class: LogClass; count: number }>`
        select class, count(*)::int as count from log_entries where place is not null group by class`.execute(db);
      return new Map(rows.map((row) => [row.class, row.count]));
    },
  } satisfies Partial<AuditRecords>;
}

function checkpointRecords(db: Transaction<Tables>) {
  return {
    async addLogCheckpoint({ epoch, size, root, at, key, signature }) {
      const hashes = { root: toBuffer(root), key: toBuffer(key), signature: toBuffer(signature) };
      await db
        .insertInto('log_checkpoints')
        .values({ epoch, size, signed_at: at, ...hashes })
        .execute();
    },
    async newestLogCheckpoint() {
      const newest = db.selectFrom('log_checkpoints').selectAll().orderBy('signed_at', 'desc').limit(1);
      const row = await newest.executeTakeFirst();
      return row === undefined ? null : checkpointOf(row);
    },
    async logCheckpoint(epoch, size) {
      const found = db.selectFrom('log_checkpoints').selectAll().where('epoch', '=', epoch).where('size', '=', size);
      const row = await found.executeTakeFirst();
      return row === undefined ? null : checkpointOf(row);
    },
    async addLogCosignature({ epoch, size, device, at, signature, receivedAt }) {
      await db
        .insertInto('log_cosignatures')
        .values({
          epoch,
          size,
          device,
          cosigned_at: at,
          signature: toBuffer(signature),
          received_at: new Date(receivedAt),
        })
        .onConflict((conflict) => conflict.columns(['epoch', 'size', 'device']).doNothing())
        .execute();
    },
    async logCosignatures(epoch): Promise<KeptCosignature[]> {
      const { rows } = await sql<Tables['log_cosignatures']>`
        select distinct on (device) * from log_cosignatures
        where epoch = ${epoch} order by device, size desc`.execute(db);
      return rows.map(({ device, size, cosigned_at, signature, received_at }) => ({
        epoch,
        size,
        device,
        at: cosigned_at,
        signature: toHex(signature),
        receivedAt: received_at.getTime(),
      }));
    },
  } satisfies Partial<AuditRecords>;
}

type EntryRow = Omit<Tables['log_entries'], 'about'> & { readonly about: string[] };

function entryOf({ id, class: kind, commitment, salt, statement, about }: EntryRow) {
  return {
    id,
    about,
    class: kind as LogClass,
    commitment: toHex(commitment),
    opened: salt === null || statement === null ? null : { salt: toHex(salt), statement },
  };
}

function checkpointOf({ epoch, size, root, signed_at, key, signature }: Tables['log_checkpoints']): LogCheckpoint {
  return { epoch, size, root: toHex(root), at: signed_at, key: toHex(key), signature: toHex(signature) };
}
