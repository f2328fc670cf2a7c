/** Operations in their order, what got no place, and what is no longer kept. */
import type { ColumnType, Generated } from 'kysely';

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
interface CompactionsTable {
  scope: string;
  looked_to: number;
  let_go: number;
  freed: number;
  compacted_at: Date;
}
interface ChunksTable {
  hash: Uint8Array;
  bytes: Uint8Array;
}
interface ChunkReferencesTable {
  scope: string;
  hash: Uint8Array;
  device: string;
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

export interface OperationTables {
  batches: BatchesTable;
  operations: OperationsTable;
  records: RecordsTable;
  kept: KeptTable;
  decisions: DecisionsTable;
  compactions: CompactionsTable;
  chunks: ChunksTable;
  chunk_references: ChunkReferencesTable;
  erasures: ErasuresTable;
  erased_records: ErasedRecordsTable;
  erasure_receipts: ErasureReceiptsTable;
}
