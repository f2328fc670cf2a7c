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
interface PersonsTable {
  id: string;
  name: string;
  centre: string;
}
interface ScopesTable {
  id: string;
  name: string;
  seq: Generated<number>;
  chain: Generated<Buffer>;
}
interface GrantsTable {
  person: string;
  scope: string;
  role: string;
  since_version: number;
  until_version: number | null;
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
  bytes: Uint8Array;
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
interface ChunkReferencesTable {
  scope: string;
  hash: Uint8Array;
  device: string;
}
interface ChunksTable {
  hash: Uint8Array;
  bytes: Uint8Array;
}

export interface Tables {
  hub: HubTable;
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
  chunk_references: ChunkReferencesTable;
  chunks: ChunksTable;
}
