/** Devices that ask to join, on PostgreSQL. */
import type { Selectable, Transaction } from 'kysely';
import { toHex } from '../../shared/base/bytes.ts';
import type { Tables } from '../db/tables.ts';
import { toBuffer } from '../db/to-buffer.ts';
import type { AskRecords, EnrolmentAsk } from './ask-records.ts';

export function createAskStore(db: Transaction<Tables>): AskRecords {
  const asks = () => db.selectFrom('enrolment_asks').selectAll();
  const first = (row: Selectable<Tables['enrolment_asks']> | undefined) => (row === undefined ? null : toAsk(row));
  return {
    async addAsk(ask) {
      const { userCode, secretHash, deviceName, address, askedAt, endsAt } = ask;
      const fixed = { user_code: userCode, secret_hash: toBuffer(secretHash), device_name: deviceName, address };
      const times = { asked_at: new Date(askedAt), ends_at: new Date(endsAt) };
      await db
        .insertInto('enrolment_asks')
        .values({ ...fixed, ...times, ...changing(ask) })
        .execute();
    },
    lockAsk: async (userCode) => first(await asks().where('user_code', '=', userCode).forUpdate().executeTakeFirst()),
    lockAskOfSecret: async (hash) =>
      first(await asks().where('secret_hash', '=', toBuffer(hash)).forUpdate().executeTakeFirst()),
    async saveAsk(ask) {
      await db.updateTable('enrolment_asks').set(changing(ask)).where('user_code', '=', ask.userCode).execute();
    },
    async countAsks(address, now) {
      const rows = await db
        .selectFrom('enrolment_asks')
        .select('address')
        .where('ends_at', '>', new Date(now))
        .execute();
      return { ofAddress: rows.filter((row) => row.address === address).length, ofAll: rows.length };
    },
    async forgetAsksBefore(endedAt) {
      await db.deleteFrom('enrolment_asks').where('ends_at', '<', new Date(endedAt)).execute();
    },
  };
}

function changing({ polledAt, waitMs, persons, answeredBy, answeredAt, givenAt }: EnrolmentAsk) {
  const date = (at: number | null) => (at === null ? null : new Date(at));
  return {
    polled_at: date(polledAt),
    wait_ms: waitMs,
    persons: persons === null ? null : [...persons],
    answered_by: answeredBy,
    answered_at: date(answeredAt),
    given_at: date(givenAt),
  };
}

function toAsk(row: Selectable<Tables['enrolment_asks']>): EnrolmentAsk {
  return {
    userCode: row.user_code,
    secretHash: toHex(row.secret_hash),
    deviceName: row.device_name,
    address: row.address,
    askedAt: row.asked_at.getTime(),
    endsAt: row.ends_at.getTime(),
    polledAt: row.polled_at?.getTime() ?? null,
    waitMs: row.wait_ms,
    persons: row.persons,
    answeredBy: row.answered_by,
    answeredAt: row.answered_at?.getTime() ?? null,
    givenAt: row.given_at?.getTime() ?? null,
  };
}
