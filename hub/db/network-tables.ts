/** Who there is: the hub, people, scopes, and who holds which role. */
import type { ColumnType, Generated } from 'kysely';

interface HubTable {
  only_row: Generated<boolean>;
  id: string;
  epoch: string;
  network_name: string;
  sample: boolean;
  grants_version: Generated<number>;
}
interface HubKeysTable {
  number: number;
  public_key: Uint8Array;
  secret: Uint8Array;
  endorsement: Uint8Array | null;
  since_version: number;
  made_at: Generated<Date>;
}
interface PersonsTable {
  id: string;
  name: string;
  centre: string;
}
interface ScopesTable {
  id: string;
  name: string;
  centre: string | null;
  seq: Generated<number>;
  chain: Generated<Buffer>;
  digest: Generated<Buffer>;
}
interface GrantsTable {
  person: string;
  scope: string;
  role: string;
  since_version: number;
  until_version: number | null;
  /** Of a grant that ends by itself; null in all others, like the next two. */
  ends_at: ColumnType<Date | null, Date | null | undefined>;
  kinds: ColumnType<string[] | null, string[] | null | undefined>;
  request: ColumnType<string | null, string | null | undefined>;
  given_at: ColumnType<Date | null, Date | null | undefined>;
  given_by: ColumnType<string | null, string | null | undefined>;
  proposal: ColumnType<string | null, string | null | undefined>;
}
interface GrantProposalsTable {
  id: string;
  scope: string;
  person: string;
  roles: ColumnType<string[], string[], string[]>;
  needed: number;
  proposed_by: string;
  proposed_at: Date;
  ends_at: Date;
  settled: string | null;
  settled_at: Date | null;
}
interface GrantSignaturesTable {
  proposal: string;
  scope: string;
  person: string;
  digest: Uint8Array;
  signed_at: Date;
}
interface JointSignersTable {
  operation: Uint8Array;
  digest: Uint8Array;
  person: string;
  device: string;
}
interface AgreementWordsTable {
  operation: Uint8Array;
  type: string;
  record: string;
  value: ColumnType<unknown, string, never>;
}
interface AccessWordsTable {
  operation: Uint8Array;
  request: string;
  type: string;
  value: ColumnType<unknown, string, never>;
}

export interface NetworkTables {
  hub: HubTable;
  hub_keys: HubKeysTable;
  persons: PersonsTable;
  scopes: ScopesTable;
  grants: GrantsTable;
  grant_proposals: GrantProposalsTable;
  grant_signatures: GrantSignaturesTable;
  joint_signers: JointSignersTable;
  agreement_words: AgreementWordsTable;
  access_words: AccessWordsTable;
}
