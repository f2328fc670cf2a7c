/** What a hub says to a device that it does not answer: in JSON beside a status, since nothing of the exchange counts. */
import { z } from 'zod';

export interface DeviceRefusal {
  readonly kind: 'device-refused';
  /** For the log and the screen; empty when the answer has none. */
  readonly reason: string;
  /** The hub's signed word that the device is revoked, hexadecimal, to be proved before it is believed ([RV5]). */
  readonly revocation?: string;
}

const saidSchema = z.object({
  kind: z.unknown().optional(),
  reason: z.unknown().optional(),
  revocation: z
    .string()
    .regex(/^([0-9a-f]{2}){1,1000}$/)
    .optional()
    .catch(undefined),
});

/** The refusal in what a hub said; whatever that was. */
export function deviceRefusalOf(said: unknown): DeviceRefusal {
  const { kind, reason, revocation } = saidSchema.safeParse(said).data ?? {};
  const refusal = { kind: 'device-refused' as const, reason: String(reason ?? kind ?? '').slice(0, 200) };
  return revocation === undefined ? refusal : { ...refusal, revocation };
}
