/** Trust on PostgreSQL: revocations, and requests that were answered without a network. */
import type { Selectable, Transaction } from 'kysely';
import { fromHex, toHex } from '../../shared/base/bytes.ts';
import { type KeptRevocation, readRevocation } from '../../shared/protocol/revocation.ts';
import type { Tables } from '../db/tables.ts';
import { toBuffer } from '../db/to-buffer.ts';
import type { TrustRecords } from './trust-records.ts';

export function createTrustStore(db: Transaction<Tables>): TrustRecords {
  return {
    async addRevocations(revocations) {
      const added: KeptRevocation[] = [];
      if (revocations.length === 0) return added;
      // The hub's row is the lock: places become visible in their order, so that none is passed over.
      const { id: hub } = await db.selectFrom('hub').select('id').forUpdate().executeTakeFirstOrThrow();
      for (const revocation of revocations) {
        const { device, serial, at, by, statement } = revocation;
        const row = await db
          .insertInto('revocations')
          .values({
            device,
            serial: serial === null ? null : toBuffer(serial),
            revoked_at: new Date(at),
            revoked_by: by,
            statement: toBuffer(statement),
          })
          .onConflict((conflict) => conflict.column('statement').doNothing())
          .returning('place')
          .executeTakeFirst();
        if (row !== undefined) added.push({ ...revocation, hub });
      }
      return added;
    },
    async revocationsAfter(place, limit) {
      const rows = await revocations(db).where('place', '>', place).orderBy('place').limit(limit).execute();
      return rows.map((row) => ({ ...toRevocation(row), place: row.place }));
    },
    async revocationsOf(device) {
      const rows = await revocations(db).where('device', '=', device).orderBy('place').execute();
      return rows.map(toRevocation);
    },
    async answeredRequest(hash) {
      const row = await db
        .selectFrom('answered_requests')
        .selectAll()
        .where('hash', '=', Buffer.from(fromHex(hash)))
        .executeTakeFirst();
      if (row === undefined) return null;
      return { hash, device: row.device, by: row.answered_by, at: row.answered_at.getTime() };
    },
    async noteAnswered({ hash, device, by, at }) {
      await db
        .insertInto('answered_requests')
        .values({ hash: toBuffer(hash), device, answered_by: by, answered_at: new Date(at) })
        .execute();
    },
  };
}

function revocations(db: Transaction<Tables>) {
  return db
    .selectFrom('revocations')
    .innerJoin('hub', (join) => join.onTrue())
    .selectAll('revocations')
    .select('hub.id as hub');
}

function toRevocation(row: Selectable<Tables['revocations']> & { readonly hub: string }): KeptRevocation {
  const statement = toHex(row.statement);
  // What is asked besides stands in what was signed alone.
  const asks = readRevocation(statement)?.wipe === true ? { wipe: true } : {};
  return {
    hub: row.hub,
    device: row.device,
    serial: row.serial === null ? null : toHex(row.serial),
    at: row.revoked_at.getTime(),
    by: row.revoked_by,
    statement,
    ...asks,
  };
}
