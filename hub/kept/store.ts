/** What could not be accepted, on PostgreSQL. */
import { type Selectable, sql, type Transaction } from 'kysely';
import { toHex } from '../../shared/base/bytes.ts';
import { waitingOutcome } from '../../shared/protocol/outcome-runs.ts';
import { hexArray } from '../db/binary-arrays.ts';
import type { Tables } from '../db/tables.ts';
import { toBuffer } from '../db/to-buffer.ts';
import type { KeptOperation, KeptOutcome, ScopeLog } from '../sync/hub-store.ts';
import { bytesOfOperation, operationOfBytes } from '../sync/operation-bytes.ts';

export function createKeptStore(
  db: Transaction<Tables>,
): Pick<ScopeLog, 'kept' | 'keep' | 'release' | 'keptIn' | 'keptForNewer'> {
  return {
    async kept(ids: readonly string[]) {
      const { rows } = await sql<KeptRow>`
        select * from kept where id = any(${hexArray(ids)}::bytea[])`.execute(db);
      return new Map(rows.map((row) => [toHex(row.id), toOutcome(row)]));
    },
    async keep(entries: readonly KeptOperation[]) {
      if (entries.length === 0) return;
      const rows = entries.map(({ outcome, operation, device, at }) => ({
        id: toBuffer(outcome.id),
        scope: operation.scope,
        device,
        author: operation.origin.author,
        kind: outcome.kind,
        reason: ('reason' in outcome ? outcome.reason : null) ?? null,
        owner: 'owner' in outcome ? outcome.owner : null,
        received_at: new Date(at),
        bytes: Buffer.from(bytesOfOperation(operation)),
      }));
      // One row has nine parameters, and a statement holds at most 65,535.
      for (let i = 0; i < rows.length; i += 1_000) {
        await db
          .insertInto('kept')
          .values(rows.slice(i, i + 1_000))
          .onConflict((conflict) =>
            conflict.column('id').doUpdateSet((eb) => ({
              kind: eb.ref('excluded.kind'),
              reason: eb.ref('excluded.reason'),
              owner: eb.ref('excluded.owner'),
            })),
          )
          .execute();
      }
    },
    async release(ids: readonly string[]) {
      await sql`delete from kept where id = any(${hexArray(ids)}::bytea[])`.execute(db);
    },
    async keptIn(scope: string): Promise<KeptOperation[]> {
      const rows = await db
        .selectFrom('kept')
        .selectAll()
        .where('scope', '=', scope)
        .orderBy('received_at')
        .orderBy('id')
        .execute();
      return rows.map(toKeptOperation);
    },
    async keptForNewer(): Promise<KeptOperation[]> {
      const waiting = db.selectFrom('kept').selectAll().where('kind', '=', 'needs-newer-hub');
      return (await waiting.orderBy('received_at').orderBy('id').execute()).map(toKeptOperation);
    },
  };
}

export function toKeptOperation(row: Selectable<Tables['kept']>): KeptOperation {
  return {
    outcome: toOutcome(row),
    operation: operationOfBytes(toHex(row.id), null, row.bytes),
    device: row.device,
    at: row.received_at.getTime(),
  };
}

interface KeptRow {
  readonly id: Buffer | Uint8Array;
  readonly kind: string;
  readonly reason: string | null;
  readonly owner: string | null;
}

function toOutcome(row: KeptRow): KeptOutcome {
  const id = toHex(row.id);
  if (row.kind === 'needs-newer-hub') return waitingOutcome(id, row.reason);
  // The column is written from a KeptOutcome and by nothing else.
  const reason = row.reason as Extract<KeptOutcome, { kind: 'refused' }>['reason'];
  return row.kind === 'refused'
    ? { kind: 'refused', id, reason }
    : { kind: 'quarantined', id, reason, owner: row.owner ?? '' };
}
