/** The network at a glance, and decisions about what is held, on PostgreSQL. */
import { type Selectable, sql, type Transaction } from 'kysely';
import { toHex } from '../../shared/base/bytes.ts';
import type { Verdict } from '../../shared/domain/decision.ts';
import type { Tables } from '../db/tables.ts';
import { toBuffer } from '../db/to-buffer.ts';
import { toCode } from '../enrol/code-store.ts';
import { toKeptOperation } from '../kept/store.ts';
import { toDevice } from '../network/device-store.ts';
import { bytesOfOperation, operationOfBytes } from '../sync/operation-bytes.ts';
import { toReceipt } from '../sync/to-receipt.ts';
import type { CoordinatorRecords, Decision } from './coordinator-records.ts';

type Db = Transaction<Tables>;

export function createCoordinatorStore(db: Db): CoordinatorRecords {
  return { ...networkReaders(db), ...heldReaders(db), ...decisionStore(db) };
}

function networkReaders(
  db: Db,
): Pick<CoordinatorRecords, 'allDevices' | 'allPersons' | 'cursors' | 'latestReceipts' | 'receivedAt' | 'openCodes'> {
  return {
    async allDevices() {
      const rows = await db.selectFrom('devices').selectAll().orderBy('name').orderBy('id').execute();
      const profiles = await db.selectFrom('device_profiles').selectAll().orderBy('person').execute();
      return rows.map((row) =>
        toDevice(
          row,
          profiles.filter(({ device }) => device === row.id).map(({ person }) => person),
        ),
      );
    },
    async allPersons() {
      const rows = await db.selectFrom('persons').selectAll().orderBy('centre').orderBy('name').orderBy('id').execute();
      return rows.map(({ id, name, centre }) => ({ person: id, name, centre }));
    },
    cursors: () => db.selectFrom('device_cursors').select(['device', 'scope', 'seq']).execute(),
    async latestReceipts(scopes) {
      const { rows } = await sql<Selectable<Tables['purge_receipts']>>`
        select distinct on (device, scope) * from purge_receipts where scope = any(${[...scopes]}::uuid[])
        order by device, scope, received_at desc`.execute(db);
      return rows.map(toReceipt);
    },
    async receivedAt(places) {
      const { rows } = await sql<{ scope: string; seq: number; id: Buffer; bytes: Buffer }>`
        select scope, seq, id, bytes from operations where (scope, seq) in (
          select * from unnest(${places.map(({ scope }) => scope)}::uuid[], ${places.map(({ seq }) => seq)}::bigint[]))
        order by scope, seq`.execute(db);
      return rows.map(({ scope, seq, id, bytes }) => ({
        scope,
        seq,
        at: operationOfBytes(toHex(id), seq, bytes).received ?? 0,
      }));
    },
    async openCodes(now) {
      const rows = await db
        .selectFrom('enrolment_codes')
        .selectAll()
        .where('used_by', 'is', null)
        .where('tries_left', '>', 0)
        .where('expires_at', '>', new Date(now))
        .orderBy('made_at', 'desc')
        .orderBy('selector')
        .execute();
      return rows.map(toCode);
    },
  };
}

function heldReaders(db: Db): Pick<CoordinatorRecords, 'heldCounts' | 'heldIn' | 'lockKept'> {
  return {
    async heldCounts() {
      const { rows } = await sql<{ scope: string; device: string; count: number }>`
        select scope, device, count(*) as count from kept where kind = 'quarantined'
        group by scope, device order by scope, device`.execute(db);
      return rows;
    },
    async heldIn(scopes, limit) {
      if (scopes.length === 0) return [];
      const rows = await db
        .selectFrom('kept')
        .selectAll()
        .where('scope', 'in', scopes)
        .where('kind', '=', 'quarantined')
        .orderBy('received_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toKeptOperation);
    },
    async lockKept(ids) {
      const { rows } = await sql<Selectable<Tables['kept']>>`
        select * from kept where id = any(${ids.map(toBuffer)}::bytea[]) order by id for update`.execute(db);
      return rows.map(toKeptOperation);
    },
  };
}

function decisionStore(
  db: Db,
): Pick<CoordinatorRecords, 'saveDecisions' | 'decisionsIn' | 'decisionsToTell' | 'decisionsAbout' | 'markTold'> {
  return {
    async saveDecisions(decisions) {
      if (decisions.length === 0) return;
      await db.insertInto('decisions').values(decisions.map(toRow)).execute();
    },
    async decisionsIn(scopes, limit) {
      if (scopes.length === 0) return [];
      const rows = db.selectFrom('decisions').selectAll().where('scope', 'in', scopes);
      return (await rows.orderBy('decided_at', 'desc').orderBy('operation').limit(limit).execute()).map(toDecision);
    },
    async decisionsToTell(device, toldSince) {
      const rows = await db
        .selectFrom('decisions')
        .selectAll()
        .where('device', '=', device)
        .where('verdict', '<>', 'accepted')
        .where((either) =>
          toldSince === null
            ? either('told_at', 'is', null)
            : either.or([either('told_at', 'is', null), either('told_at', '>=', new Date(toldSince))]),
        )
        .orderBy('decided_at')
        .orderBy('operation')
        .execute();
      return rows.map(toDecision);
    },
    async decisionsAbout(operations) {
      const { rows } = await sql<Selectable<Tables['decisions']>>`select * from decisions
        where operation = any(${operations.map(toBuffer)}::bytea[]) order by operation`.execute(db);
      return rows.map(toDecision);
    },
    async markTold(operations, at) {
      await sql`update decisions set told_at = ${at === null ? null : new Date(at)}
        where operation = any(${operations.map(toBuffer)}::bytea[])`.execute(db);
    },
  };
}

function toRow({ operation, device, reason, verdict, note, noteLanguage, by, at, toldAt }: Decision) {
  return {
    operation: toBuffer(operation.id),
    scope: operation.scope,
    device,
    author: operation.origin.author,
    reason,
    verdict,
    note,
    note_language: noteLanguage,
    decided_by: by,
    decided_at: new Date(at),
    told_at: toldAt === null ? null : new Date(toldAt),
    bytes: Buffer.from(bytesOfOperation(operation)),
  };
}

function toDecision(row: Selectable<Tables['decisions']>): Decision {
  return {
    operation: operationOfBytes(toHex(row.operation), null, row.bytes),
    device: row.device,
    reason: row.reason,
    // The column has a check on these three.
    verdict: row.verdict as Verdict,
    note: row.note,
    noteLanguage: row.note_language,
    by: row.decided_by,
    at: row.decided_at.getTime(),
    toldAt: row.told_at?.getTime() ?? null,
  };
}
