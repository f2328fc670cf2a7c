/** A checkpoint in the journal: alone, or among what goes with it. */
import type { Result } from '../base/result.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { EngineCore } from './engine-core.ts';
import { checkpointFrame, type JournalEntry } from './journal-entry.ts';
import type { JournalFailure } from './ports.ts';

/** What is about to be journaled, in the order in which it counts: frames, and the entries that they hold. */
export interface Journaling {
  readonly frames: Uint8Array[];
  readonly entries: JournalEntry[];
}

export function addCheckpoint({ frames, entries }: Journaling, checkpoint: Checkpoint): void {
  frames.push(checkpointFrame(checkpoint));
  entries.push({ kind: 'checkpoint', checkpoint });
}

/** Journals a checkpoint alone and absorbs it. Fails as the journal does. */
export function commitCheckpoint(core: EngineCore, checkpoint: Checkpoint): Promise<Result<null, JournalFailure>> {
  return core.commit([checkpointFrame(checkpoint)], [{ kind: 'checkpoint', checkpoint }]);
}
