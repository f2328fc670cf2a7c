/** What `npm run bench:sync` measures: figures whose rows have names that other tools read. */
import type { BenchContext, Row } from '../figure.ts';
import type { FilledHubs } from './filled-hubs.ts';
import type { PeerChoice } from './peers.ts';

/** How much work a run is: all of it, or with `--quick` enough to see that everything works. */
export interface Sizes {
  /** Records of the exchanges and of `pull ratio`. */
  readonly records: number;
  /** Records of `100k readable`, half of which are purged. */
  readonly many: number;
  readonly changes: number;
  /** Operations that the hub takes in. */
  readonly ingest: number;
  readonly rounds: number;
  readonly devices: number;
  /** Records of the growing libraries. */
  readonly growth: readonly number[];
}

export const wholeSizes: Sizes = {
  records: 20_000,
  many: 100_000,
  changes: 1_000,
  ingest: 120_000,
  rounds: 200,
  devices: 500,
  growth: [1_000, 10_000, 100_000],
};
export const quickSizes: Sizes = {
  records: 1_000,
  many: 4_000,
  changes: 200,
  ingest: 12_000,
  rounds: 20,
  devices: 40,
  growth: [500, 1_000, 2_000],
};

export interface SyncContext extends BenchContext {
  readonly sizes: Sizes;
  /** Who does the same work beside Waypost: all of them, or with `--alone` the raw rows only. */
  readonly peers: readonly PeerChoice[];
  /** Hubs that hold records at their beginning. */
  readonly hubs: FilledHubs;
  /** Says in the table that a row was not measured, and why. Nothing is ever written in its place. */
  missing(name: string, why: string): void;
  /** The same of what was asked for and failed: the run ends with 1. */
  failed(name: string, why: string): void;
  /** Somebody's share of the time of the figure that is measured, in milliseconds. */
  took(name: string, ms: number): void;
}

export interface SyncFigure {
  /** Names of the rows of Waypost; `--only` asks for one by a part of it. */
  readonly names: readonly string[];
  /** Names of rows that only peers have of it. */
  readonly ofPeers?: readonly string[];
  measure(context: SyncContext): Promise<readonly Row[]>;
}
