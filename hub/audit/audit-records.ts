/** What the store port knows of the hub's log (hub-store.ts): its entries, its tree, what was signed of it ([AL1] to [AL4]). */
import type { DeviceId, PersonId, ScopeId } from '../../shared/base/ids.ts';
import type { LogClass } from '../../shared/domain/log-class.ts';
import type { Cosignature, LogCheckpoint } from '../../shared/protocol/log/checkpoint-note.ts';
import type { OpenEntry } from '../../shared/protocol/log/log-entry.ts';
import type { Node } from '../../shared/protocol/log/merkle.ts';

/** The tables of the log. */
export interface AuditRecords {
  /** Adds entries that have no place yet; they are in the very transaction of what they say. */
  addLogEntries(entries: readonly NewLogEntry[]): Promise<void>;
  /** Lets one transaction at a time put entries into the tree, until it ends. Adding entries goes on meanwhile. */
  lockLog(): Promise<void>;
  /** Entries without a place, in the order of their ids, at most `limit`. */
  waitingLogEntries(limit: number): Promise<readonly NewLogEntry[]>;
  /** Gives entries their places, and keeps the subtrees that they fill. */
  placeLogEntries(places: ReadonlyMap<string, number>, nodes: readonly LogNode[]): Promise<void>;
  /** The hashes of complete subtrees, by {@link nodeName}. */
  logNodes(nodes: readonly Node[]): Promise<ReadonlyMap<string, Uint8Array>>;
  addLogCheckpoint(checkpoint: LogCheckpoint): Promise<void>;
  /** The one that was signed last, of any epoch. */
  newestLogCheckpoint(): Promise<LogCheckpoint | null>;
  logCheckpoint(epoch: string, size: number): Promise<LogCheckpoint | null>;
  /** Keeps a cosignature; one that is here stays. */
  addLogCosignature(cosignature: KeptCosignature): Promise<void>;
  /** The newest cosignature of each laptop in an epoch, by laptop. */
  logCosignatures(epoch: string): Promise<readonly KeptCosignature[]>;
  /** Entries from a place on, in the order of the tree, at most `limit`. */
  logEntries(from: number, limit: number): Promise<readonly PlacedLogEntry[]>;
  /** How many entries of each class have a place. */
  logCounts(): Promise<ReadonlyMap<LogClass, number>>;
}

/** What a transaction says of itself, beside what the store notes by what is written (note-events.ts). */
export interface EventNotes {
  /** Whatever follows in this transaction is done by this person; before it is said, on the hub's own machine. */
  actAs(person: PersonId): void;
  /** Writes down that something happened, about these people and scopes. */
  noteEvent(kind: LogClass, statement: object, about: readonly (PersonId | ScopeId)[]): void;
}

export interface NewLogEntry extends OpenEntry {
  readonly id: string;
  readonly about: readonly string[];
}
export interface PlacedLogEntry extends NewLogEntry {
  readonly place: number;
}

export interface LogNode extends Node {
  readonly hash: Uint8Array;
}

export interface KeptCosignature extends Cosignature {
  readonly epoch: string;
  readonly size: number;
  readonly device: DeviceId;
  /** By the hub's clock. */
  readonly receivedAt: number;
}

export const nodeName = ({ level, index }: Node) => `${level} ${index}`;
