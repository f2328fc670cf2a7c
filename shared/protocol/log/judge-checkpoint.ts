/**
 * What a witness says to a checkpoint: that it goes on from the one before, or that both cannot be true of one log that only
 * grows ([AL4], [AL5]). Both are signed by the hub, so that what is found here can be shown to anybody.
 */
import { z } from 'zod';
import { equalBytes, fromHex } from '../../base/bytes.ts';
import { wireHex } from '../wire-ids.ts';
import { type LogCheckpoint, logCheckpointSchema } from './checkpoint-note.ts';
import { rootsOfConsistency } from './merkle.ts';

/** Hashes of one proof: a tree of more leaves than any hub will have has shorter ones. */
export const mostProofHashes = 64;

export const logEvidenceSchema = z.object({
  /**
   * `forked`: the log that was given does not begin with the one that was seen. `shrunk`: it is smaller, and was signed later.
   * `unproven`: the hub could not prove that the one begins with the other.
   */
  kind: z.enum(['forked', 'shrunk', 'unproven']),
  seen: logCheckpointSchema,
  given: logCheckpointSchema,
  /** The hub's own proof, by which the given log begins with another one. */
  proof: z.array(wireHex(32)).max(mostProofHashes),
  /** When this device found it, by its clock. */
  at: z.number().int(),
});
export type LogEvidence = z.infer<typeof logEvidenceSchema>;

export type CheckpointVerdict = 'grown' | 'same' | 'older' | LogEvidence['kind'];

/** Compares a checkpoint with the one that was seen before, of the same log. Both are known to be signed. */
export function judgeCheckpoint(
  seen: LogCheckpoint,
  given: LogCheckpoint,
  proof: readonly string[],
): CheckpointVerdict {
  if (given.size === seen.size) return given.root === seen.root ? 'same' : 'forked';
  // An answer that was late says something older, and no lie.
  if (given.size < seen.size) return given.at > seen.at ? 'shrunk' : 'older';
  const roots = rootsOfConsistency(seen.size, given.size, proof.map(fromHex));
  if (roots === null || !equalBytes(roots.second, fromHex(given.root))) return 'unproven';
  return equalBytes(roots.first, fromHex(seen.root)) ? 'grown' : 'forked';
}

/** Whether two signatures alone show it, without believing who kept them. */
export function isProven({ kind, seen, given, proof }: LogEvidence): boolean {
  return kind !== 'unproven' && seen.epoch === given.epoch && judgeCheckpoint(seen, given, proof) === kind;
}
