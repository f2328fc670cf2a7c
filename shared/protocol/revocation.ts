/**
 * A revocation ([RV1] to [RV6]): the hub says under its key that a device, or one certificate of it, counts no more. Each is a
 * statement of its own and nothing takes one back, so that a list of them can only grow, whoever carries it in which order.
 */
import { z } from 'zod';
import { fromHex } from '../base/bytes.ts';
import type { HubKey } from '../domain/identity.ts';
import { encodeCanonical } from './canonical-cbor.ts';
import type { Verify } from './hub-key.ts';
import { readSafely } from './read-safely.ts';
import { decodeStatement, isStatedBy, readBody } from './statement.ts';
import { wireBytes, wireHex, wireUuid } from './wire-ids.ts';

const revocationSchema = z.object({
  hub: wireUuid,
  device: wireUuid,
  /** The one certificate that ends; null ends the device. */
  serial: wireHex(16).nullable(),
  /** Milliseconds since 1970, by the hub's clock. */
  at: z.number().int(),
  /** The person who revoked; null when it was done on the hub's own machine. */
  by: wireUuid.nullable(),
  /** Asks the device to wipe itself when it hears this ([WP4]); left out otherwise. */
  wipe: z.boolean().optional(),
});
export type Revocation = z.infer<typeof revocationSchema>;

/** A revocation with the statement that proves it, hexadecimal: what is kept and handed on. */
export interface KeptRevocation extends Revocation {
  readonly statement: string;
}

/** The most that one message carries; the rest comes with the next. */
export const revocationsPerMessage = 1_000;

/** A statement on the wire and in the journal. */
export const revocationStatement = wireBytes(1_000);

/** What the hub signs. */
export function revocationBody(revocation: Revocation): Uint8Array {
  const { hub, device, serial, at, by, wipe } = revocation;
  const asks = wipe === true ? { wipe } : {};
  return encodeCanonical(z.encode(revocationSchema, { hub, device, serial, at, by, ...asks }));
}

/** What a statement says, unproved; null when it is no revocation. */
export function readRevocation(statement: string): KeptRevocation | null {
  const decoded = decodeStatement(fromHex(statement));
  if (!decoded.ok) return null;
  const read = readSafely(() => readBody(decoded.value, revocationSchema));
  return read.ok ? { ...read.value, statement } : null;
}

/**
 * A revocation out of the statement that says it; null when no key of this hub signed it. Any key that the hub ever had
 * counts: a revocation is believed rather than not ([RV2]).
 */
export async function openRevocation(
  statement: string,
  { hub, keys, verify }: { readonly hub: string; readonly keys: readonly HubKey[]; readonly verify: Verify },
): Promise<KeptRevocation | null> {
  const decoded = decodeStatement(fromHex(statement));
  const revocation = readRevocation(statement);
  if (!decoded.ok || revocation?.hub !== hub) return null;
  return (await isStatedBy(hub, keys, 'revocation', decoded.value, verify)) ? revocation : null;
}

/** What is known, and what is new, each statement once, in the order of coming ([RV1]). */
export function joinRevocations(
  known: readonly KeptRevocation[],
  more: readonly KeptRevocation[],
): readonly KeptRevocation[] {
  const statements = new Set(known.map(({ statement }) => statement));
  const fresh = more.filter(({ statement }) => !statements.has(statement) && statements.add(statement));
  return fresh.length === 0 ? known : [...known, ...fresh];
}

/** The revocation that ended a device, one that asks it to wipe itself before any other; null while none did. */
export function revocationOf<R extends Revocation>(revocations: readonly R[], device: string): R | null {
  const own = revocations.filter((one) => one.device === device && one.serial === null);
  return own.find(({ wipe }) => wipe === true) ?? own[0] ?? null;
}
