/** What the store port knows of accounts (hub-store.ts). Times are milliseconds since 1970; hashes are hexadecimal. */
import type { PersonId } from '../../shared/base/ids.ts';

/** Accounts of the coordinator's page, their sessions, and how often a sign-in failed. */
export interface AccountRecords {
  addAccount(account: Account): Promise<void>;
  account(id: string): Promise<Account | null>;
  /** The account that signs in by this name, locked until the transaction ends. */
  lockAccountNamed(name: string): Promise<Account | null>;
  /** The account that a set-up code finds, locked until the transaction ends. */
  lockAccountOfSetUp(selector: string): Promise<Account | null>;
  /** Writes what changes in an account's life; its person and name never do. */
  saveAccount(account: Account): Promise<void>;
  /** Replaces all recovery codes of an account. */
  setRecoveryCodes(account: string, hashes: readonly string[]): Promise<void>;
  /** Uses a recovery code up; false when there is none such left. */
  spendRecoveryCode(account: string, hash: string, at: number): Promise<boolean>;
  recoveryCodesLeft(account: string): Promise<number>;
  addSession(session: Session): Promise<void>;
  session(hash: string): Promise<Session | null>;
  /** All of an account, the latest first. */
  sessionsOf(account: string): Promise<readonly Session[]>;
  touchSession(hash: string, lastSeen: number): Promise<void>;
  endSession(hash: string): Promise<void>;
  /** All of an account, but for the one whose hash is given. */
  endSessionsOf(account: string, except?: string): Promise<void>;
  /** Failures of these subjects; those without any are left out. */
  signInFailures(subjects: readonly string[]): Promise<readonly SignInFailures[]>;
  saveSignInFailures(failures: SignInFailures): Promise<void>;
  clearSignInFailures(subjects: readonly string[]): Promise<void>;
  /** Forgets sessions and failures that ended before these times. */
  forgetBefore(times: { readonly session: number; readonly failures: number }): Promise<void>;
}

export interface Account {
  readonly id: string;
  readonly person: PersonId;
  readonly name: string;
  readonly setUp: SetUpCode | null;
  /** Argon2id in its usual text form; null until the account is set up. */
  readonly passphrase: string | null;
  /** Sealed secret of the authenticator (seal.ts). */
  readonly authenticator: Uint8Array | null;
  /** Sealed secret that set-up offered and that nobody has proved to hold yet. */
  readonly authenticatorOffered: Uint8Array | null;
  /** The last time step whose code was used. */
  readonly authenticatorStep: number;
  readonly madeAt: number;
}

export interface SetUpCode {
  readonly selector: string;
  readonly secretHash: string;
  readonly endsAt: number;
  readonly triesLeft: number;
}

/** By what a session began; a recovery code goes along with the passphrase. */
export type WayIn = 'passphrase' | 'passkey' | 'provider';

export interface Session {
  readonly hash: string;
  readonly account: string;
  readonly way: WayIn;
  readonly beganAt: number;
  readonly lastSeen: number;
}

export interface SignInFailures {
  readonly subject: string;
  readonly count: number;
  readonly lastAt: number;
}
