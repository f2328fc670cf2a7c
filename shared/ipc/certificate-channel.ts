/** The channel on which certificates are signed: the key stays with the host ([CT1]). */
import { z } from 'zod';
import { bytes } from './shapes.ts';

/** A certificate has two texts to sign, and its status list one more. */
export const mostMessages = 500;
const longestMessage = 64 * 1024;

export const certificateChannels = {
  /** Signs with the laptop's key of certificates; of nothing at all it only says which key that is. */
  'certificates:sign': {
    input: z.object({
      messages: z.array(bytes.refine((message) => message.length <= longestMessage)).max(mostMessages),
    }),
    output: z.object({ publicKey: bytes, signatures: z.array(bytes) }),
    failure: z.object({ kind: z.literal('not-enrolled') }),
  },
};
