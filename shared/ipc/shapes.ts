/** What several channels of the contract have in common. */
import { z } from 'zod';

export const bytes = z.instanceof(Uint8Array) as z.ZodType<Uint8Array>;
export const nothing = z.object({});
/** For a channel that has no expected failure. */
export const never = z.object({ kind: z.literal('never') });

export const diskFailure = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('disk-full') }),
  z.object({ kind: z.literal('journal-unwritable'), reason: z.string() }),
]);
