/** Devices: how they come in, how far they are, and how they go. */
import type { ColumnType, Generated } from 'kysely';

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
interface AnsweredRequestsTable {
  hash: Uint8Array;
  device: string;
  answered_by: string | null;
  answered_at: Date;
}
interface RevocationsTable {
  place: Generated<number>;
  device: string;
  serial: Uint8Array | null;
  revoked_at: Date;
  revoked_by: string | null;
  statement: Uint8Array;
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
interface PurgeReceiptsTable {
  device: string;
  scope: string;
  purged_at: number;
  signature: Uint8Array;
  received_at: Date;
}

export interface DeviceTables {
  devices: DevicesTable;
  device_profiles: DeviceProfilesTable;
  enrolment_codes: EnrolmentCodesTable;
  enrolment_asks: EnrolmentAsksTable;
  answered_requests: AnsweredRequestsTable;
  revocations: RevocationsTable;
  device_cursors: DeviceCursorsTable;
  settled_places: SettledPlacesTable;
  purge_receipts: PurgeReceiptsTable;
}
