/** Accounts of the coordinator’s page and how people sign in. */
import type { ColumnType, Generated } from 'kysely';

interface AccountsTable {
  id: string;
  person: string;
  name: string;
  set_up_selector: string | null;
  set_up_hash: Uint8Array | null;
  set_up_ends: Date | null;
  set_up_tries: Generated<number>;
  passphrase: string | null;
  authenticator: Uint8Array | null;
  authenticator_offered: Uint8Array | null;
  authenticator_step: Generated<number>;
  made_at: Date;
}
interface RecoveryCodesTable {
  account: string;
  hash: Uint8Array;
  used_at: Date | null;
}
interface PasskeysTable {
  id: string;
  account: string;
  name: string;
  public_key: Uint8Array;
  counter: number;
  may_sync: boolean;
  is_synced: boolean;
  transports: ColumnType<string[], string[], string[]>;
  added_at: Date;
  used_at: Date | null;
}
interface ProviderLinksTable {
  id: string;
  account: string;
  issuer: string;
  subject: string | null;
  email: string | null;
  asked_by: string | null;
  asked_at: Date;
  confirmed_by: string | null;
  confirmed_at: Date | null;
  used_at: Date | null;
}
interface SpentChallengesTable {
  hash: Uint8Array;
  ends_at: Date;
}
interface PasskeyCentresTable {
  centre: string;
}
interface SessionsTable {
  hash: Uint8Array;
  account: string;
  way: Generated<string>;
  began_at: Date;
  last_seen: Date;
}
interface SignInFailuresTable {
  subject: string;
  count: number;
  last_at: Date;
}

export interface AccountTables {
  accounts: AccountsTable;
  recovery_codes: RecoveryCodesTable;
  passkeys: PasskeysTable;
  provider_links: ProviderLinksTable;
  spent_challenges: SpentChallengesTable;
  passkey_centres: PasskeyCentresTable;
  sessions: SessionsTable;
  sign_in_failures: SignInFailuresTable;
}
