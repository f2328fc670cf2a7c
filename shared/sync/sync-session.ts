/** What the engine remembers between exchanges without writing it down: losing it costs at most an exchange. */
import type { Clock } from '../base/ports.ts';
import { createLinkBudget, type LinkBudget } from './link-budget.ts';

export interface SyncSession {
  readonly budget: LinkBudget;
  /** Chunks that somebody here asked for, most wanted first. */
  readonly wanted: Set<string>;
  /** Chunks that the hub said it lacks. */
  readonly hubWants: Set<string>;
  /** Chunks that were sent since `sync` was called. */
  readonly offeredChunks: Set<string>;
  /** When the network at a glance was last given, by this device's clock ([SY14]). */
  glanceAt: number | null;
}

export function createSyncSession(clock: Clock): SyncSession {
  return {
    budget: createLinkBudget(clock),
    wanted: new Set(),
    hubWants: new Set(),
    offeredChunks: new Set(),
    glanceAt: null,
  };
}
