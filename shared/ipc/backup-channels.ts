/** Backups of a profile. */
import { z } from 'zod';
import { diskFailure, never, nothing } from './shapes.ts';

export const backupChannels = {
  /** Backs this profile up into a file that the person names; it counts when it was read back. */
  'backup:save': {
    input: nothing,
    output: z.object({ saved: z.boolean(), bytes: z.number() }),
    failure: z.discriminatedUnion('kind', [
      /** What is not sealed is not carried around. */
      z.object({ kind: z.literal('vault-needed') }),
      z.object({ kind: z.literal('backup-not-whole') }),
      ...diskFailure.options,
    ]),
  },
  /** When it was backed up last, in milliseconds since 1970; null when never. */
  'backup:last': { input: nothing, output: z.object({ at: z.number().nullable() }), failure: never },
  /** Puts a backup that the person picks back as a profile of its own, and opens it. */
  'backup:put-back': {
    input: nothing,
    output: z.object({ opened: z.boolean() }),
    failure: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('profile-unreadable'), reason: z.string() }),
      z.object({ kind: z.literal('backup-unreadable') }),
      z.object({ kind: z.literal('backup-damaged') }),
      z.object({ kind: z.literal('backup-too-new') }),
      ...diskFailure.options,
    ]),
  },
} as const;
