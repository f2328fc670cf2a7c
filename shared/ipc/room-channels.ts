/** The channels of the exchange with laptops in one room ([RM1]), a part of the one contract (contract.ts). */
import { z } from 'zod';
import { bytes, never, nothing } from './shapes.ts';

const lineFailure = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('room-unreachable') }),
  z.object({ kind: z.literal('room-timeout') }),
  z.object({ kind: z.literal('room-closed') }),
  z.object({ kind: z.literal('room-address-invalid') }),
  z.object({ kind: z.literal('room-address-outside') }),
]);

export const roomChannels = {
  /**
   * Lets other laptops in the room call this one, and looks for them, until `room:close`, the lock or the end ([RM1]). Answers where
   * this one is.
   */
  'room:open': {
    input: nothing,
    output: z.object({ addresses: z.array(z.string()) }),
    failure: z.discriminatedUnion('kind', [
      /** A browser has no lines of its own. */
      z.object({ kind: z.literal('room-impossible') }),
      /** The system gives no port to listen at. */
      z.object({ kind: z.literal('room-no-port'), reason: z.string() }),
    ]),
  },
  'room:close': { input: nothing, output: nothing, failure: never },
  /** Where other laptops were found. */
  'room:found': { input: nothing, output: z.object({ addresses: z.array(z.string()) }), failure: never },
  /** For the engine: a line to a laptop of a network that this machine is on, while the room is open. */
  'room:call': {
    input: z.object({ address: z.string().max(100) }),
    output: z.object({ line: z.number().int(), exported: bytes }),
    failure: lineFailure,
  },
  'room:exchange': {
    input: z.object({ line: z.number().int(), message: bytes }),
    output: z.object({ answer: bytes }),
    failure: lineFailure,
  },
  'room:hang-up': { input: z.object({ line: z.number().int() }), output: nothing, failure: never },
} as const;
