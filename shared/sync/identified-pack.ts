/** What another thread makes of a pack beside the engine's: its ids ([PK11]), and what of it is ready for the store ([PK10]). */
import type { RecordId, ScopeId } from '../base/ids.ts';
import type { PlacedOperation } from '../protocol/page.ts';

/** What another thread makes of a pack. */
export interface IdentifiedPack {
  /** What `identifyPack` of pack.ts makes. */
  readonly ids: Uint8Array;
  /** Absent where too little of the pack stands alone. */
  readonly ready?: ReadyPack;
}

/** A pack in two: records that stand alone, ready for the store, and the operations that go the usual way ([PK10]). */
export interface ReadyPack {
  readonly rows: ReadyRows;
  readonly rest: readonly PlacedOperation[];
}

/** Records of one scope with all their operations, as the store's own code makes rows of them, in whatever thread. */
export interface ReadyRows {
  readonly scope: ScopeId;
  /** The ids of the operations, 16 bytes each. */
  readonly ids: Uint8Array;
  /** Their sum ([VR1]). */
  readonly digest: string;
  readonly records: readonly RecordId[];
  readonly types: readonly string[];
  /** The highest Lamport number among them. */
  readonly lamport: number;
  /** The rows themselves: of the store that the thread makes them for, and read by nobody else. */
  readonly made: unknown;
}
