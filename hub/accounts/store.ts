/** Accounts, sessions and failed sign-ins, on PostgreSQL. */
import type { Selectable, Transaction } from 'kysely';
import { toHex } from '../../shared/base/bytes.ts';
import type { Tables } from '../db/tables.ts';
import { toBuffer } from '../db/to-buffer.ts';
import type { Account, AccountRecords, Session, WayIn } from './account-records.ts';

type Db = Transaction<Tables>;

export function createAccountStore(db: Db): AccountRecords {
  return { ...accountStore(db), ...recoveryStore(db), ...sessionStore(db), ...failureStore(db) };
}

function accountStore(
  db: Db,
): Pick<AccountRecords, 'addAccount' | 'account' | 'lockAccountNamed' | 'lockAccountOfSetUp' | 'saveAccount'> {
  const accounts = () => db.selectFrom('accounts').selectAll();
  const toAccountOrNull = (row: Selectable<Tables['accounts']> | undefined) =>
    row === undefined ? null : toAccount(row);
  return {
    async addAccount({ id, person, name, madeAt, ...account }) {
      await db
        .insertInto('accounts')
        .values({ id, person, name, made_at: new Date(madeAt), ...changing(account) })
        .execute();
    },
    account: async (id) => toAccountOrNull(await accounts().where('id', '=', id).executeTakeFirst()),
    lockAccountNamed: async (name) =>
      toAccountOrNull(await accounts().where('name', '=', name).forUpdate().executeTakeFirst()),
    lockAccountOfSetUp: async (selector) =>
      toAccountOrNull(await accounts().where('set_up_selector', '=', selector).forUpdate().executeTakeFirst()),
    async saveAccount(account) {
      await db.updateTable('accounts').set(changing(account)).where('id', '=', account.id).execute();
    },
  };
}

function recoveryStore(db: Db): Pick<AccountRecords, 'setRecoveryCodes' | 'spendRecoveryCode' | 'recoveryCodesLeft'> {
  return {
    async setRecoveryCodes(account, hashes) {
      await db.deleteFrom('recovery_codes').where('account', '=', account).execute();
      if (hashes.length === 0) return;
      const rows = hashes.map((hash) => ({ account, hash: toBuffer(hash), used_at: null }));
      await db.insertInto('recovery_codes').values(rows).execute();
    },
    async spendRecoveryCode(account, hash, at) {
      const used = await db
        .updateTable('recovery_codes')
        .set({ used_at: new Date(at) })
        .where('account', '=', account)
        .where('hash', '=', toBuffer(hash))
        .where('used_at', 'is', null)
        .executeTakeFirst();
      return Number(used.numUpdatedRows) === 1;
    },
    async recoveryCodesLeft(account) {
      const rows = db.selectFrom('recovery_codes').select('hash').where('account', '=', account);
      return (await rows.where('used_at', 'is', null).execute()).length;
    },
  };
}

function sessionStore(
  db: Db,
): Pick<AccountRecords, 'addSession' | 'session' | 'sessionsOf' | 'touchSession' | 'endSession' | 'endSessionsOf'> {
  return {
    async addSession({ hash, account, way, beganAt, lastSeen }) {
      const row = { hash: toBuffer(hash), account, way, began_at: new Date(beganAt), last_seen: new Date(lastSeen) };
      await db.insertInto('sessions').values(row).execute();
    },
    async session(hash) {
      const row = await db.selectFrom('sessions').selectAll().where('hash', '=', toBuffer(hash)).executeTakeFirst();
      return row === undefined ? null : readSession(row);
    },
    async sessionsOf(account) {
      const rows = db.selectFrom('sessions').selectAll().where('account', '=', account);
      return (await rows.orderBy('began_at', 'desc').orderBy('hash').execute()).map(readSession);
    },
    async touchSession(hash, lastSeen) {
      const seen = { last_seen: new Date(lastSeen) };
      await db.updateTable('sessions').set(seen).where('hash', '=', toBuffer(hash)).execute();
    },
    async endSession(hash) {
      await db.deleteFrom('sessions').where('hash', '=', toBuffer(hash)).execute();
    },
    async endSessionsOf(account, except) {
      const all = db.deleteFrom('sessions').where('account', '=', account);
      await (except === undefined ? all : all.where('hash', '!=', toBuffer(except))).execute();
    },
  };
}

function readSession({ hash, account, way, began_at, last_seen }: Selectable<Tables['sessions']>): Session {
  const times = { beganAt: began_at.getTime(), lastSeen: last_seen.getTime() };
  return { hash: toHex(hash), account, way: way as WayIn, ...times };
}

function failureStore(
  db: Db,
): Pick<AccountRecords, 'signInFailures' | 'saveSignInFailures' | 'clearSignInFailures' | 'forgetBefore'> {
  return {
    async signInFailures(subjects) {
      if (subjects.length === 0) return [];
      const rows = db.selectFrom('sign_in_failures').selectAll().where('subject', 'in', subjects).orderBy('subject');
      return (await rows.execute()).map(({ subject, count, last_at }) => ({
        subject,
        count,
        lastAt: last_at.getTime(),
      }));
    },
    async saveSignInFailures({ subject, count, lastAt }) {
      const changes = { count, last_at: new Date(lastAt) };
      await db
        .insertInto('sign_in_failures')
        .values({ subject, ...changes })
        .onConflict((conflict) => conflict.column('subject').doUpdateSet(changes))
        .execute();
    },
    async clearSignInFailures(subjects) {
      if (subjects.length === 0) return;
      await db.deleteFrom('sign_in_failures').where('subject', 'in', subjects).execute();
    },
    async forgetBefore({ session, failures }) {
      await db.deleteFrom('sessions').where('began_at', '<', new Date(session)).execute();
      await db.deleteFrom('sign_in_failures').where('last_at', '<', new Date(failures)).execute();
    },
  };
}

/** The columns of an account that change in its life. */
function changing(account: Pick<Account, 'setUp' | 'passphrase' | 'authenticatorStep' | SealedMember>) {
  const { setUp } = account;
  return {
    set_up_selector: setUp?.selector ?? null,
    set_up_hash: setUp === null ? null : toBuffer(setUp.secretHash),
    set_up_ends: setUp === null ? null : new Date(setUp.endsAt),
    set_up_tries: setUp?.triesLeft ?? 0,
    passphrase: account.passphrase,
    authenticator: sealed(account.authenticator),
    authenticator_offered: sealed(account.authenticatorOffered),
    authenticator_step: account.authenticatorStep,
  };
}
type SealedMember = 'authenticator' | 'authenticatorOffered';

function toAccount(row: Selectable<Tables['accounts']>): Account {
  const { set_up_selector: selector, set_up_hash: hash, set_up_ends: ends } = row;
  const bytes = (value: Uint8Array | null) => (value === null ? null : new Uint8Array(value));
  return {
    id: row.id,
    person: row.person,
    name: row.name,
    setUp:
      selector === null || hash === null || ends === null
        ? null
        : { selector, secretHash: toHex(hash), endsAt: ends.getTime(), triesLeft: row.set_up_tries },
    passphrase: row.passphrase,
    authenticator: bytes(row.authenticator),
    authenticatorOffered: bytes(row.authenticator_offered),
    authenticatorStep: row.authenticator_step,
    madeAt: row.made_at.getTime(),
  };
}

function sealed(bytes: Uint8Array | null): Buffer | null {
  return bytes === null ? null : Buffer.from(bytes);
}
