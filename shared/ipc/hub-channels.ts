/** The line to the hub: exchanges, and word that something moved. */
import { z } from 'zod';
import { bytes, never, nothing } from './shapes.ts';

export const transportFailure = z.discriminatedUnion('kind', [
  // What came of an answer that was cut off: whole packs in it count.
  z.object({ kind: z.literal('hub-unreachable'), arrived: bytes.optional() }),
  z.object({ kind: z.literal('hub-timeout'), arrived: bytes.optional() }),
  // The hub's certificate was refused before anything was sent (certificate-failure.ts).
  z.object({ kind: z.literal('certificate-out-of-date'), today: z.string() }),
  z.object({ kind: z.literal('certificate-other-name') }),
  z.object({ kind: z.literal('certificate-other-key') }),
  z.object({ kind: z.literal('certificate-unknown') }),
  z.object({
    kind: z.literal('device-refused'),
    reason: z.string(),
    /** The hub's signed word for it, for the engine to prove. */
    revocation: z.string().max(2_000).optional(),
  }),
  z.object({ kind: z.literal('hub-failed'), status: z.number() }),
  z.object({ kind: z.literal('not-enrolled') }),
]);

export const hubChannels = {
  'hub:exchange': {
    input: z.object({ request: bytes }),
    output: z.object({ answer: bytes }),
    failure: transportFailure,
  },
  /** Listens at the hub for word that something moved, or ends that ([BG7]); what is heard comes as host events. */
  'hub:listen': { input: z.object({ on: z.boolean() }), output: nothing, failure: never },
} as const;
