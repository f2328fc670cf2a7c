/** Enrolment codes on PostgreSQL. */
import type { Selectable, Transaction } from 'kysely';
import { fromHex, toHex } from '../../shared/base/bytes.ts';
import type { Tables } from '../db/tables.ts';
import type { EnrolmentCode, NetworkRecords } from '../sync/hub-store.ts';

export function createCodeStore(db: Transaction<Tables>): Pick<NetworkRecords, 'addCode' | 'lockCode' | 'saveCode'> {
  return {
    async addCode(code) {
      await db
        .insertInto('enrolment_codes')
        .values({
          selector: code.selector,
          secret_hash: Buffer.from(fromHex(code.secretHash)),
          persons: [...code.persons],
          expires_at: new Date(code.expiresAt),
          tries_left: code.triesLeft,
          used_by: code.usedBy,
          made_by: code.madeBy,
          made_at: new Date(code.madeAt),
        })
        .execute();
    },
    async lockCode(selector): Promise<EnrolmentCode | null> {
      const row = await db
        .selectFrom('enrolment_codes')
        .selectAll()
        .where('selector', '=', selector)
        .forUpdate()
        .executeTakeFirst();
      return row === undefined ? null : toCode(row);
    },
    async saveCode(code) {
      await db
        .updateTable('enrolment_codes')
        .set({ tries_left: code.triesLeft, used_by: code.usedBy })
        .where('selector', '=', code.selector)
        .execute();
    },
  };
}

export function toCode(row: Selectable<Tables['enrolment_codes']>): EnrolmentCode {
  return {
    selector: row.selector,
    secretHash: toHex(row.secret_hash),
    persons: row.persons,
    expiresAt: row.expires_at.getTime(),
    triesLeft: row.tries_left,
    usedBy: row.used_by,
    madeBy: row.made_by,
    madeAt: row.made_at.getTime(),
  };
}
