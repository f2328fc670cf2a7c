/** The journal of this laptop: frames that the host need not understand. */
import { z } from 'zod';
import { bytes, diskFailure, nothing } from './shapes.ts';

export const journalChannels = {
  'journal:append': {
    input: z.object({ frames: bytes }),
    output: z.object({ position: z.number() }),
    failure: diskFailure,
  },
  /** At most `limit` bytes from `from`; `next` is null at the end. */
  'journal:read': {
    input: z.object({ from: z.number().int().min(0), limit: z.number().int().min(1).max(16_777_216) }),
    output: z.object({ bytes, next: z.number().nullable() }),
    failure: diskFailure,
  },
  'journal:position': { input: nothing, output: z.object({ position: z.number() }), failure: diskFailure },
  /** Whole frames over whole frames of the same length. */
  'journal:overwrite': {
    input: z.object({
      parts: z.array(z.object({ position: z.number().int().min(0), frames: bytes })).max(100_000),
    }),
    output: nothing,
    failure: diskFailure,
  },
} as const;
