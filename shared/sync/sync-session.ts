/** What the engine remembers between exchanges without writing it down: losing it costs at most an exchange. */
import type { OperationId, ScopeId } from '../base/ids.ts';
import type { Clock } from '../base/ports.ts';
import type { SyncProgress, WantedFiles } from './engine-api.ts';
import type { HeldPlaces } from './held-places.ts';
import { createLinkBudget, type LinkBudget } from './link-budget.ts';
import { createPackReading, type PackReading } from './pack-reading.ts';
import type { Shelf } from './room/shelf.ts';
import type { Repair, ScopeRange } from './take-repairs.ts';

/** What is compared with the hub, range by range, until what differs is small enough to be sent ([VR3]). */
export interface Comparison {
  /** The hub does not know our cursors: the next request says each. */
  sayCursors: boolean;
  /** Short digests agreed by chance where something differs: whole ones are asked for until the end of the sync. */
  readsWhole: boolean;
  /** What to ask next. */
  ranges: ScopeRange[];
  /** Scopes that differ, with what was held of them when that was seen. */
  readonly held: Map<ScopeId, HeldPlaces>;
  /** What was found and put right, by scope. */
  readonly found: Map<ScopeId, Repair>;
  /** Scopes that were compared since `sync` was called: once is enough, else a hub could keep us at it. */
  readonly done: Set<ScopeId>;
}

export interface SyncSession {
  comparison: Comparison;
  /** The hub knows other operations at the places that a batch named: ids are said from now on ([OP6]). */
  sayIds: boolean;
  /** What is known of the hub and parcels ([SY23]); null before the store was asked. */
  parcels: 'unknown' | 'read' | 'passed-over' | null;
  /** Damaged rows of the outbox were mended from the journal: what is still damaged is not in it. */
  mended: boolean;
  /** Rows of what the hub did not accept were looked for. */
  lookedForRefused: boolean;
  readonly budget: LinkBudget;
  /** Chunks that somebody here asked for, most wanted first. */
  readonly wanted: Set<string>;
  /** What those are taken from; null before anything was said. */
  wantedFiles: WantedFiles | null;
  /** `wanted` is to be made anew: something else is wanted, or attachments came. */
  wantsChanged: boolean;
  /** Chunks that the hub said it lacks. */
  readonly hubWants: Set<string>;
  /** Proofs of the pages that went back to the hub since `sync` was called ([RH2]). */
  readonly relayed: Set<string>;
  /** The last answer left something to read: what the hub took of relayed pages may still be coming. */
  isReading: boolean;
  /** What is known of packs that are being read ([PK4]). */
  readonly packs: PackReading;
  /** Packs were fetched alone since the last exchange: the hub has not noted how far they reach, and is told ([PK9], [VR2]). */
  isAhead: boolean;
  /** Somebody asked for a sync since the request was made that is out: one more goes ([SY1]). */
  isAskedAgain: boolean;
  /** Scopes that were read again from their beginning since `sync` was called: once is enough, else a hub could keep us at it ([SY6]). */
  readonly readAgain: Set<ScopeId>;
  /** What was left to send when the last request brought nothing of it and its answer moved nothing; null after any other. */
  stoodAt: string | null;
  /** Chunks that were sent since `sync` was called. */
  readonly offeredChunks: Set<string>;
  /** The hub was restored since: it is given the revocations that are known here ([RV6]). */
  givesRevocations: boolean;
  /** What a revoked device has handed over since its start: the hub holds it and says nothing of it ([RV5]). */
  readonly handedOver: Set<OperationId>;
  /** The cosignature under the hub's log that the hub was given last ([AL4]). */
  cosignedTo: string | null;
  /** When the network at a glance was last given, by this device's clock ([SY14]). */
  glanceAt: number | null;
  /** How far the sync under way is ([BG5]); null while there is none. */
  progress: SyncProgress | null;
  /** Batches of other laptops, which go to the hub with the own work ([RM8]). */
  readonly shelf: Shelf;
  /** Those that went since `sync` was called, by name. */
  readonly carried: Set<string>;
  /** Those of which the hub cannot say anything yet. */
  readonly carriedInVain: Set<string>;
  /** How many of lost scopes go to the hub before these are purged ([SC2]), and how many did when the last round began. */
  leftToBring: number;
  leftBefore: number;
}

export function createSyncSession(clock: Clock, shelf: Shelf, rate?: () => number | null): SyncSession {
  return {
    comparison: createComparison(),
    sayIds: false,
    parcels: null,
    mended: false,
    lookedForRefused: false,
    budget: createLinkBudget(clock, rate),
    wanted: new Set(),
    wantedFiles: null,
    wantsChanged: false,
    hubWants: new Set(),
    relayed: new Set(),
    packs: createPackReading(),
    isReading: false,
    isAhead: false,
    isAskedAgain: false,
    readAgain: new Set(),
    stoodAt: null,
    offeredChunks: new Set(),
    givesRevocations: false,
    handedOver: new Set(),
    cosignedTo: null,
    glanceAt: null,
    progress: null,
    shelf,
    carried: new Set(),
    carriedInVain: new Set(),
    leftToBring: 0,
    leftBefore: 0,
  };
}

export function createComparison(): Comparison {
  return { sayCursors: false, readsWhole: false, ranges: [], held: new Map(), found: new Map(), done: new Set() };
}
