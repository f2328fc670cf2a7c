/** Accounts in memory, as a part of the hub's store in memory. */
import type { Finder, Remover, Setter } from '../sync/memory-maps.ts';
import type { Account, AccountRecords, Session, SignInFailures } from './account-records.ts';

export function createAccountState() {
  return {
    accounts: new Map<string, Account>(),
    recovery: new Map<string, { readonly account: string; readonly usedAt: number | null }>(),
    sessions: new Map<string, Session>(),
    failures: new Map<string, SignInFailures>(),
  };
}
type AccountState = ReturnType<typeof createAccountState>;

export function accountsOf(state: AccountState, set: Setter, find: Finder, remove: Remover): AccountRecords {
  const first = (is: (account: Account) => boolean) => [...state.accounts.values()].find(is) ?? null;
  const removeWhere = <V>(map: Map<string, V>, is: (value: V) => boolean) => {
    for (const [key, value] of [...map]) if (is(value)) remove(map, key);
  };
  return {
    async addAccount(account) {
      if (first(({ name, person }) => name === account.name || person === account.person) !== null) {
        throw new Error('There is such an account.');
      }
      set(state.accounts, account.id, account);
    },
    account: async (id) => state.accounts.get(id) ?? null,
    lockAccountNamed: async (wanted) => first(({ name }) => name === wanted),
    lockAccountOfSetUp: async (selector) => first(({ setUp }) => setUp?.selector === selector),
    async saveAccount(account) {
      set(state.accounts, account.id, account);
    },
    async setRecoveryCodes(account, hashes) {
      removeWhere(state.recovery, (code) => code.account === account);
      for (const hash of hashes) set(state.recovery, `${account} ${hash}`, { account, usedAt: null });
    },
    async spendRecoveryCode(account, hash, at) {
      const code = state.recovery.get(`${account} ${hash}`);
      if (code === undefined || code.usedAt !== null) return false;
      set(state.recovery, `${account} ${hash}`, { account, usedAt: at });
      return true;
    },
    recoveryCodesLeft: async (account) =>
      [...state.recovery.values()].filter((code) => code.account === account && code.usedAt === null).length,
    async addSession(session) {
      set(state.sessions, session.hash, session);
    },
    session: async (hash) => state.sessions.get(hash) ?? null,
    sessionsOf: async (account) =>
      [...state.sessions.values()]
        .filter((session) => session.account === account)
        .sort((a, b) => b.beganAt - a.beganAt || (a.hash < b.hash ? -1 : 1)),
    async touchSession(hash, lastSeen) {
      const session = state.sessions.get(hash);
      if (session !== undefined) set(state.sessions, hash, { ...session, lastSeen });
    },
    async endSession(hash) {
      remove(state.sessions, hash);
    },
    async endSessionsOf(account, except) {
      removeWhere(state.sessions, (session) => session.account === account && session.hash !== except);
    },
    signInFailures: async (subjects) => find(state.failures, [...subjects].sort()),
    async saveSignInFailures(failures) {
      set(state.failures, failures.subject, failures);
    },
    async clearSignInFailures(subjects) {
      for (const subject of subjects) remove(state.failures, subject);
    },
    async forgetBefore(times) {
      removeWhere(state.sessions, ({ beganAt }) => beganAt < times.session);
      removeWhere(state.failures, ({ lastAt }) => lastAt < times.failures);
    },
  };
}
