/** The signed log. */
import type { ColumnType } from 'kysely';

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

export interface LogTables {
  log_entries: LogEntriesTable;
  log_nodes: LogNodesTable;
  log_checkpoints: LogCheckpointsTable;
  log_cosignatures: LogCosignaturesTable;
}
