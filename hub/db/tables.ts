/** The tables as Kysely sees them; db/migrations is where they are made. */
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
interface DevicesTable {
  id: string;
  name: string;
  public_key: Uint8Array;
  enrolled_at: Date;
  revoked_at: Date | null;
  ticket: Uint8Array;
  ticket_before: Uint8Array | null;
  clone_suspected_at: Date | null;
  last_contact: Date | null;
  declared_waiting: Generated<number>;
  grants_version: Generated<number>;
  incarnation: string | null;
  new_life_at: Date | null;
  certificate: Uint8Array | null;
  renew_at: Date | null;
}
interface RevocationsTable {
  place: Generated<number>;
  device: string;
  serial: Uint8Array | null;
  revoked_at: Date;
  revoked_by: string | null;
  statement: Uint8Array;
}
interface AnsweredRequestsTable {
  hash: Uint8Array;
  device: string;
  answered_by: string | null;
  answered_at: Date;
}
interface DeviceProfilesTable {
  device: string;
  person: string;
}
interface EnrolmentCodesTable {
  selector: string;
  secret_hash: Uint8Array;
  persons: ColumnType<string[], string[], string[]>;
  expires_at: Date;
  tries_left: number;
  used_by: string | null;
  made_by: string | null;
  made_at: Date;
}
interface EnrolmentAsksTable {
  user_code: string;
  secret_hash: Uint8Array;
  device_name: string;
  address: string;
  asked_at: Date;
  ends_at: Date;
  polled_at: Date | null;
  wait_ms: number;
  persons: ColumnType<string[] | null, string[] | null, string[] | null>;
  answered_by: string | null;
  answered_at: Date | null;
  given_at: Date | null;
}
interface BatchesTable {
  hash: Uint8Array;
  scope: string;
  device: string;
  received_at: Date;
  bytes: Uint8Array;
}
interface OperationsTable {
  scope: string;
  seq: number;
  id: Uint8Array;
  chain: Uint8Array;
  digest: Uint8Array;
  bytes: Uint8Array;
  let_go: Generated<boolean>;
}
interface RecordsTable {
  id: string;
  scope: string;
  type: string;
  creator: string | null;
  created_tx: string | null;
}
interface KeptTable {
  id: Uint8Array;
  scope: string;
  device: string;
  author: string;
  kind: string;
  reason: string | null;
  owner: string | null;
  received_at: Date;
  bytes: Uint8Array;
}
interface DeviceCursorsTable {
  device: string;
  scope: string;
  seq: number;
}
interface SettledPlacesTable {
  device: string;
  scope: string;
  seq: number;
}
interface CompactionsTable {
  scope: string;
  looked_to: number;
  let_go: number;
  freed: number;
  compacted_at: Date;
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
interface PurgeReceiptsTable {
  device: string;
  scope: string;
  purged_at: number;
  signature: Uint8Array;
  received_at: Date;
}
interface ErasuresTable {
  operation: Uint8Array;
  scope: string;
  carried_out_at: Date;
}
interface ErasedRecordsTable {
  erasure: Uint8Array;
  scope: string;
  record: string;
  type: string;
  fields: ColumnType<string[] | null, string[] | null, never>;
}
interface ErasureReceiptsTable {
  device: string;
  scope: string;
  erasure: Uint8Array;
  erased_at: number;
  signature: Uint8Array;
  received_at: Date;
}
interface ChunkReferencesTable {
  scope: string;
  hash: Uint8Array;
  device: string;
}
interface ChunksTable {
  hash: Uint8Array;
  bytes: Uint8Array;
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
interface SpentChallengesTable {
  hash: Uint8Array;
  ends_at: Date;
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
interface PasskeyCentresTable {
  centre: string;
}
export interface SessionsTable {
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
interface DecisionsTable {
  operation: Uint8Array;
  scope: string;
  device: string;
  author: string;
  reason: string;
  verdict: string;
  note: string;
  note_language: string | null;
  decided_by: string;
  decided_at: Date;
  told_at: Date | null;
  bytes: Uint8Array;
}
interface LogEntriesTable {
  id: string;
  place: number | null;
  class: string;
  commitment: Uint8Array;
  salt: Uint8Array | null;
  statement: string | null;
  about: ColumnType<string[], string[], string[]>;
}
interface LogNodesTable {
  level: number;
  index: number;
  hash: Uint8Array;
}
interface LogCheckpointsTable {
  epoch: string;
  size: number;
  root: Uint8Array;
  signed_at: number;
  key: Uint8Array;
  signature: Uint8Array;
}
interface LogCosignaturesTable {
  epoch: string;
  size: number;
  device: string;
  cosigned_at: number;
  signature: Uint8Array;
  received_at: Date;
}

export interface Tables {
  hub: HubTable;
  hub_keys: HubKeysTable;
  persons: PersonsTable;
  scopes: ScopesTable;
  grants: GrantsTable;
  devices: DevicesTable;
  device_profiles: DeviceProfilesTable;
  enrolment_codes: EnrolmentCodesTable;
  batches: BatchesTable;
  operations: OperationsTable;
  records: RecordsTable;
  kept: KeptTable;
  device_cursors: DeviceCursorsTable;
  settled_places: SettledPlacesTable;
  compactions: CompactionsTable;
  purge_receipts: PurgeReceiptsTable;
  agreement_words: AgreementWordsTable;
  access_words: AccessWordsTable;
  joint_signers: JointSignersTable;
  grant_proposals: GrantProposalsTable;
  grant_signatures: GrantSignaturesTable;
  erasures: ErasuresTable;
  erased_records: ErasedRecordsTable;
  erasure_receipts: ErasureReceiptsTable;
  chunk_references: ChunkReferencesTable;
  chunks: ChunksTable;
  enrolment_asks: EnrolmentAsksTable;
  accounts: AccountsTable;
  recovery_codes: RecoveryCodesTable;
  passkeys: PasskeysTable;
  provider_links: ProviderLinksTable;
  spent_challenges: SpentChallengesTable;
  passkey_centres: PasskeyCentresTable;
  sessions: SessionsTable;
  sign_in_failures: SignInFailuresTable;
  decisions: DecisionsTable;
  revocations: RevocationsTable;
  answered_requests: AnsweredRequestsTable;
  log_entries: LogEntriesTable;
  log_nodes: LogNodesTable;
  log_checkpoints: LogCheckpointsTable;
  log_cosignatures: LogCosignaturesTable;
}
