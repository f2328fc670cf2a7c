/** What the coordinator's page and the hub say about where one is signed in, in JSON. */
import { z } from 'zod';

const instant = z.number().int();
/** The hash of a session's token: it opens nothing. */
const sessionId = z.string().regex(/^[0-9a-f]{64}$/);

export const mySessionsSchema = z.object({
  sessions: z.array(
    z.object({
      id: sessionId,
      way: z.enum(['passphrase', 'passkey', 'provider']),
      beganAt: instant,
      /** To the minute. */
      lastSeen: instant,
      isThis: z.boolean(),
    }),
  ),
  /** Whether one signed in so lately that one may end them. */
  mayEnd: z.boolean(),
});
export const endSessionSchema = z.object({ id: sessionId });

export type MySessions = z.infer<typeof mySessionsSchema>;
