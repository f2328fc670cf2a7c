/**
 * Joining by a short code that the device itself shows (RFC 8628), in JSON: it asks (`POST /enrol/ask`), a coordinator types the code and lets it in, and
 * the device, which looks now and then (`POST /enrol/look`), is handed a one-time code for the enrolment that there is already.
 */
import { z } from 'zod';

/** Consonants alone: no words, no digits, nothing that looks like another (RFC 8628, 6.1). */
export const askSigns = 'BCDFGHJKLMNPQRSTVWXZ';
/** 20^8 is 34.5 bits: enough where a coordinator has a few tries and the code some minutes (RFC 8628, 5.1). */
export const askLength = 8;

export const askRequestSchema = z.object({ protocol: z.number().int(), deviceName: z.string().trim().min(1).max(120) });
export const askAnswerSchema = z.object({
  /** Shown by nobody, to the hub alone. */
  deviceCode: z.string(),
  /** As the screen shows it. */
  userCode: z.string(),
  /** Where the coordinator types it; null when the hub does not know its own address. */
  address: z.string().nullable(),
  endsInMs: z.number().int(),
  waitMs: z.number().int(),
});
export const lookRequestSchema = z.object({ deviceCode: z.string().max(100) });
export const lookAnswerSchema = z.object({ code: z.string() });

/** Why a device that looked is not in. */
export const lookFailureSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ask-waits'), waitMs: z.number() }),
  /** It looked too soon: from now on it waits longer. */
  z.object({ kind: z.literal('ask-too-soon'), waitMs: z.number() }),
  z.object({ kind: z.literal('ask-refused') }),
  /** Its time is over, or it was answered and handed over. */
  z.object({ kind: z.literal('ask-ended') }),
]);
export type AskAnswer = z.infer<typeof askAnswerSchema>;
export type LookFailure = z.infer<typeof lookFailureSchema>;

/** A code as it is compared: what was typed without spaces and dashes, in capitals; null when it can be none. */
export function foldAsk(typed: string): string | null {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '');
  return text.length === askLength && [...text].every((sign) => askSigns.includes(sign)) ? text : null;
}

/** A code as it is shown, in two halves. */
export function showAsk(code: string): string {
  return `${code.slice(0, askLength / 2)}-${code.slice(askLength / 2)}`;
}
