/** Passkeys, spent challenges and the centres that ask for passkeys, on PostgreSQL. */
import type { Selectable, Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { toBuffer } from '../db/to-buffer.ts';
import type { Passkey, PasskeyRecords } from './passkey-records.ts';

export function createPasskeyStore(db: Transaction<Tables>): PasskeyRecords {
  return {
    async addPasskey(passkey) {
      const { id, account, name, publicKey, maySync, transports, addedAt } = passkey;
      const fixed = { id, account, name, public_key: Buffer.from(publicKey), may_sync: maySync };
      await db
        .insertInto('passkeys')
        .values({ ...fixed, transports: [...transports], added_at: new Date(addedAt), ...changing(passkey) })
        .execute();
    },
    async passkeysOf(account) {
      const rows = db
        .selectFrom('passkeys')
        .selectAll()
        .where('account', '=', account)
        .orderBy('added_at')
        .orderBy('id');
      return (await rows.execute()).map(toPasskey);
    },
    async lockPasskey(id) {
      const row = await db.selectFrom('passkeys').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
      return row === undefined ? null : toPasskey(row);
    },
    async savePasskey(passkey) {
      await db.updateTable('passkeys').set(changing(passkey)).where('id', '=', passkey.id).execute();
    },
    async removePasskey({ id }) {
      await db.deleteFrom('passkeys').where('id', '=', id).execute();
    },
    ...ruleStore(db),
  };
}

function ruleStore(
  db: Transaction<Tables>,
): Pick<PasskeyRecords, 'spendChallenge' | 'needsPasskey' | 'setPasskeyRule'> {
  return {
    async spendChallenge(hash, { endsAt, now }) {
      await db.deleteFrom('spent_challenges').where('ends_at', '<', new Date(now)).execute();
      const spent = await db
        .insertInto('spent_challenges')
        .values({ hash: toBuffer(hash), ends_at: new Date(endsAt) })
        .onConflict((conflict) => conflict.column('hash').doNothing())
        .executeTakeFirst();
      return Number(spent.numInsertedOrUpdatedRows) === 1;
    },
    async needsPasskey(person) {
      const rows = db
        .selectFrom('persons')
        .innerJoin('passkey_centres', 'passkey_centres.centre', 'persons.centre')
        .select('persons.id')
        .where('persons.id', '=', person);
      return (await rows.executeTakeFirst()) !== undefined;
    },
    async setPasskeyRule(centre, isNeeded) {
      if (!isNeeded) {
        await db.deleteFrom('passkey_centres').where('centre', '=', centre).execute();
        return;
      }
      await db
        .insertInto('passkey_centres')
        .values({ centre })
        .onConflict((conflict) => conflict.column('centre').doNothing())
        .execute();
    },
  };
}

function changing({ counter, isSynced, usedAt }: Passkey) {
  return { counter, is_synced: isSynced, used_at: usedAt === null ? null : new Date(usedAt) };
}

function toPasskey(row: Selectable<Tables['passkeys']>): Passkey {
  return {
    id: row.id,
    account: row.account,
    name: row.name,
    publicKey: new Uint8Array(row.public_key),
    counter: row.counter,
    maySync: row.may_sync,
    isSynced: row.is_synced,
    transports: row.transports,
    addedAt: row.added_at.getTime(),
    usedAt: row.used_at === null ? null : row.used_at.getTime(),
  };
}
