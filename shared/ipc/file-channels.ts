/** Files that a person picks or names; a page never names one. */
import { z } from 'zod';
import { bytes, diskFailure } from './shapes.ts';

const pickedFile = z.object({ name: z.string(), bytes });

export const fileChannels = {
  /**
   * Lets a person pick files or a folder; an empty list when they changed their mind. Files over `largest` bytes come
   * empty, or over 64 MiB when nothing is said.
   */
  'files:pick': {
    input: z.object({
      kind: z.enum(['files', 'folder']),
      extensions: z.array(z.string().max(20)),
      largest: z
        .number()
        .int()
        .max(512 * 1024 * 1024)
        .optional(),
    }),
    output: z.object({ files: z.array(pickedFile) }),
    failure: z.object({ kind: z.literal('file-unreadable'), name: z.string() }),
  },
  'files:save': {
    input: z.object({ suggestedName: z.string().max(200), bytes }),
    output: z.object({ saved: z.boolean() }),
    failure: diskFailure,
  },
  /** Prints the current page to a PDF that the person names; `numbered` with the number of each sheet in the margin. */
  'print:pdf': {
    input: z.object({ suggestedName: z.string().max(200), landscape: z.boolean(), numbered: z.boolean() }),
    output: z.object({ saved: z.boolean() }),
    failure: diskFailure,
  },
} as const;
