/** What the store port knows of passkeys (hub-store.ts). Times are milliseconds since 1970. */
import type { PersonId } from '../../shared/base/ids.ts';

export interface PasskeyRecords {
  addPasskey(passkey: Passkey): Promise<void>;
  /** Passkeys of an account, oldest first. */
  passkeysOf(account: string): Promise<readonly Passkey[]>;
  /** The passkey, locked until the transaction ends. */
  lockPasskey(id: string): Promise<Passkey | null>;
  /** Writes what changes with use: counter, whether it is synced, last use. */
  savePasskey(passkey: Passkey): Promise<void>;
  removePasskey(passkey: Passkey): Promise<void>;
  /** Uses a challenge up; false when it was before. Forgets those that ended before `now`: they are refused by their time. */
  spendChallenge(hash: string, times: { readonly endsAt: number; readonly now: number }): Promise<boolean>;
  /** Whether the centre of this person lets people in by passkey alone. */
  needsPasskey(person: PersonId): Promise<boolean>;
  /** Says so of a centre, or no longer. */
  setPasskeyRule(centre: string, isNeeded: boolean): Promise<void>;
}

export interface Passkey {
  /** As the authenticator calls it, base64url. */
  readonly id: string;
  readonly account: string;
  readonly name: string;
  /** COSE. */
  readonly publicKey: Uint8Array;
  /** How often it said that it was used; 0 for ever when it does not count. */
  readonly counter: number;
  /** Whether it may leave the device that made it; never changes. */
  readonly maySync: boolean;
  readonly isSynced: boolean;
  readonly transports: readonly string[];
  readonly addedAt: number;
  readonly usedAt: number | null;
}
