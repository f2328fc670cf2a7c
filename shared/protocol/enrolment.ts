/**
 * `POST /enrol`, in JSON: a device proves that it holds a new key and shows a one-time code; the hub answers with who the
 * device now is. The private key never leaves the device.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { utf8 } from '../base/bytes.ts';
import { type Failure, fail, ok, type Result } from '../base/result.ts';
import { type DeviceIdentity, identitySchema } from '../domain/identity.ts';
import { PROTOCOL_VERSION } from './version.ts';

export const enrolRequestSchema = z.object({
  protocol: z.number().int(),
  code: z.string().min(1).max(200),
  /** Ed25519 public key of the device, hexadecimal, 32 bytes. */
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  deviceName: z.string().max(120),
  /** Signature by that key over {@link enrolmentDigest}, hexadecimal, 64 bytes. */
  proof: z.string().regex(/^[0-9a-f]{128}$/),
});
export type EnrolRequest = z.infer<typeof enrolRequestSchema>;

export const enrolAnswerSchema = z.object({ protocol: z.number().int(), identity: identitySchema });

/** Why a device was not enrolled; `code-refused` tells neither which part was wrong nor whether the code exists. */
export const enrolFailureSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('code-refused') }),
  /** Wrong codes came from the same address: the next one is looked at after so many milliseconds. */
  z.object({ kind: z.literal('enrol-delayed'), waitMs: z.number() }),
  z.object({ kind: z.literal('version-mismatch'), ours: z.number(), theirs: z.number() }),
  z.object({ kind: z.literal('message-unreadable'), reason: z.string() }),
]);
export type EnrolFailure = z.infer<typeof enrolFailureSchema>;

/**
 * Who the device of this public key (hexadecimal) now is, by the hub's answer: its HTTP status and its JSON. `hub-failed` when that
 * is neither an enrolment of this key nor a refusal.
 */
export function readEnrolAnswer(
  publicKey: string,
  { status, content }: { readonly status: number; readonly content: unknown },
): Result<
  DeviceIdentity,
  Exclude<EnrolFailure, { readonly kind: 'message-unreadable' }> | (Failure<'hub-failed'> & { readonly status: number })
> {
  const { data: refused } = enrolFailureSchema.safeParse(content);
  if (refused?.kind === 'version-mismatch') {
    // The hub's "ours" is our "theirs".
    return fail({ kind: 'version-mismatch', ours: PROTOCOL_VERSION, theirs: refused.ours });
  }
  if (refused !== undefined && refused.kind !== 'message-unreadable') return fail(refused);
  const { data: answer } = enrolAnswerSchema.safeParse(content);
  if (answer?.identity.publicKey !== publicKey) return fail({ kind: 'hub-failed', status });
  return ok(answer.identity);
}

/** What the proof is over: 32 bytes. */
export function enrolmentDigest(code: string): Uint8Array {
  return sha256(utf8(`waypost enrol ${code}`));
}
