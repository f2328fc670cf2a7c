/** Who this laptop is to the network, and how it joins one. */
import { z } from 'zod';
import { identitySchema } from '../domain/identity.ts';
import { transportFailure } from './hub-channels.ts';
import { bytes, diskFailure, nothing } from './shapes.ts';

export const identityChannels = {
  'identity:get': {
    input: nothing,
    output: identitySchema.nullable(),
    failure: z.discriminatedUnion('kind', [
      /** Who this is stands in the vault too. */
      z.object({ kind: z.literal('vault-locked') }),
      /** Several people use this installation, and nobody said yet who it is. */
      z.object({ kind: z.literal('profile-needed') }),
    ]),
  },
  /** Enrols with a one-time code. Makes the key pair; the private half stays with the host. */
  'identity:enrol': {
    input: z.object({ hubAddress: z.string().max(300), code: z.string().max(200), deviceName: z.string().max(120) }),
    output: identitySchema,
    failure: z.discriminatedUnion('kind', [
      ...transportFailure.options,
      z.object({ kind: z.literal('code-refused') }),
      /** The hub looks at the next code after so many milliseconds. */
      z.object({ kind: z.literal('enrol-delayed'), waitMs: z.number() }),
      /** Neither https nor this machine. */
      z.object({ kind: z.literal('hub-address-invalid') }),
      z.object({ kind: z.literal('already-enrolled') }),
      /** This laptop has no vault yet: what a real network gives it would lie open on its disk. */
      z.object({ kind: z.literal('vault-needed') }),
      /** Hub and device speak different protocol versions. */
      z.object({ kind: z.literal('version-mismatch'), ours: z.number(), theirs: z.number() }),
      ...diskFailure.options,
    ]),
  },
  /**
   * Makes this laptop's request to join without a network under this name, in the place of any that waits for its answer. Without a
   * name it is the one that waits, or null.
   */
  'identity:request': {
    input: z.object({ deviceName: z.string().max(120) }),
    output: z.object({ request: bytes.nullable() }),
    failure: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('already-enrolled') }),
      z.object({ kind: z.literal('vault-needed') }),
      z.object({ kind: z.literal('enrolment-request-damaged') }),
      ...diskFailure.options,
    ]),
  },
  /** Joins by the hub's answer to that request (enrolment-answer.ts). */
  'identity:join': {
    input: z.object({ answer: bytes }),
    output: identitySchema,
    failure: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('already-enrolled') }),
      z.object({ kind: z.literal('vault-needed') }),
      z.object({ kind: z.literal('enrolment-answer-unreadable') }),
      z.object({ kind: z.literal('enrolment-answer-other-laptop') }),
      z.object({ kind: z.literal('enrolment-answer-altered') }),
      z.object({ kind: z.literal('enrolment-answer-expired'), until: z.number(), today: z.number() }),
      z.object({ kind: z.literal('enrolment-answer-early'), today: z.number(), madeAt: z.number() }),
      z.object({ kind: z.literal('enrolment-request-damaged') }),
      z.object({ kind: z.literal('hub-address-invalid') }),
      ...diskFailure.options,
    ]),
  },
  'identity:sign': {
    input: z.object({ bytes }),
    output: z.object({ signature: bytes }),
    failure: z.object({ kind: z.literal('not-enrolled') }),
  },
} as const;
