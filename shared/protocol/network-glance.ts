/** How the centres of a network are, as the hub knows it: for those who look after a scope ([SY14]). Shown; decides nothing. */
import { z } from 'zod';
import { wireCount } from './wire-ids.ts';

export const networkGlanceSchema = z.object({
  /** Milliseconds since 1970 by the hub's clock: everything below is as of then. */
  at: z.number().int(),
  centres: z
    .array(
      z.object({
        /** Empty for laptops that several centres share. */
        centre: z.string().max(300),
        laptops: wireCount,
        /** How many of them are retired ([DV4]): nothing below but `held` speaks of those. */
        retired: wireCount.optional(),
        /** How many of them somebody has to see to. */
        needing: wireCount,
        /** When it last heard of the one that is silent the longest; null when it never heard of one. */
        quietest: z.number().int().nullable(),
        /** Operations that they lack, that they declared waiting, and that the hub holds of theirs. */
        behind: wireCount,
        waiting: wireCount,
        held: wireCount,
      }),
    )
    .max(1_000),
});
export type NetworkGlance = z.infer<typeof networkGlanceSchema>;
export type CentreGlance = NetworkGlance['centres'][number];
