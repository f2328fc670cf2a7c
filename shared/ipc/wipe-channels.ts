/** Wiping a laptop without loss ([WP1] to [WP7]): the sealed copy of what waits, the wipe, and what it left. */
import { z } from 'zod';
import { hubKeySchema } from '../domain/identity.ts';
import { bytes, diskFailure, never, nothing } from './shapes.ts';

/** Names the file of one wipe, by when it was. */
const leftId = z.number().int().min(0).max(999_999_999_999_999);

export const wipeChannels = {
  /** Begins the sealed copy anew with the frames that wait, in parts; the keys are the hub's as the engine knows them. */
  'outbox:begin': {
    input: z.object({
      part: z.enum(['first', 'more', 'last']),
      hubKeys: z.array(hubKeySchema).max(100),
      frames: bytes,
    }),
    output: nothing,
    failure: diskFailure,
  },
  'wipe:status': {
    input: nothing,
    output: z.object({
      /** Of what waits: no copy, one that has all of it, or one that lacks the last. */
      sealed: z.enum(['none', 'kept', 'behind']),
      /** When this profile was wiped last, by this laptop's clock, and on whose word. */
      wiped: z
        .object({
          at: z.number(),
          by: z.enum(['person', 'hub']),
          /** The copy lacked something of what waited when it was wiped; that is lost. */
          lacked: z.boolean().optional(),
        })
        .nullable(),
      /** The sealed files that were left, with their sizes in bytes and six words of each. */
      left: z.array(z.object({ id: leftId, bytes: z.number(), words: z.array(z.string()) })),
    }),
    failure: never,
  },
  /** Destroys slots, keys and everything but the sealed copy; an empty page follows. */
  'wipe:begin': {
    input: z.object({
      by: z.enum(['person', 'hub']),
      /** Of the hub's word: the revocation that says it, and the hub's keys as the engine knows them. */
      proof: z
        .object({ statement: z.string().regex(/^([0-9a-f]{2}){1,1000}$/), hubKeys: z.array(hubKeySchema).max(100) })
        .optional(),
    }),
    output: nothing,
    /** The second: what was said to be the hub's word is not. */
    failure: z.discriminatedUnion('kind', [
      ...diskFailure.options,
      z.object({ kind: z.literal('hub-signature-invalid') }),
    ]),
  },
  /** Saves what was left into a file that the person names. */
  'wipe:save': { input: z.object({ id: leftId }), output: z.object({ saved: z.boolean() }), failure: diskFailure },
  /** Removes what was left, or the word of a wipe that left nothing. */
  'wipe:forget': { input: z.object({ id: leftId }), output: nothing, failure: diskFailure },
} as const;
