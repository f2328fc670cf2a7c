/**
 * A statement of the hub: bytes that it signed once, which anybody may carry and anybody who knows its key may check, without
 * the hub. Invariants: what is signed names the purpose and the hub, so that no statement passes for another; the bytes
 * stay as they were signed, so that what an older reader does not know in them breaks no signature ([DC1]).
 */
import { z } from 'zod';
import { concat, fromHex, utf8 } from '../base/bytes.ts';
import { bytesOfUuid } from '../base/ids.ts';
import type { Result } from '../base/result.ts';
import type { HubKey } from '../domain/identity.ts';
import { decodeCanonicalAs, encodeCanonical } from './canonical-cbor.ts';
import { hubKeyId, type Verify } from './hub-key.ts';
import { type BytesUnreadable, readSafely } from './read-safely.ts';
import { wireHex } from './wire-ids.ts';

export type StatementPurpose = 'device certificate' | 'revocation' | 'enrolment answer';

const statementSchema = z.object({
  body: z.instanceof(Uint8Array) as z.ZodType<Uint8Array>,
  /** Which of the hub's keys signed (hub-key.ts). */
  key: wireHex(8),
  signature: wireHex(64),
});

export interface Statement {
  readonly body: Uint8Array;
  readonly key: string;
  readonly signature: string;
}

/** What is signed of a statement. */
export function statementBytes(purpose: StatementPurpose, hub: string, body: Uint8Array): Uint8Array {
  return concat(utf8(`waypost ${purpose}`), bytesOfUuid(hub), body);
}

export function encodeStatement({ body, key, signature }: Statement): Uint8Array {
  return encodeCanonical(z.encode(statementSchema, { body, key, signature }));
}

/** The parts of a statement; nothing in them is believed before {@link isStatedBy} says so. */
export function decodeStatement(bytes: Uint8Array): Result<Statement, BytesUnreadable> {
  return readSafely(() => decodeCanonicalAs(bytes, statementSchema));
}

/** The body of a statement by its schema. Throws when it is none; members that this edition does not know are left out. */
export function readBody<T>({ body }: Pick<Statement, 'body'>, schema: z.ZodType<T>): T {
  return decodeCanonicalAs(body, schema);
}

/** Whether one of these keys signed it for this purpose and in the name of this hub. */
export async function isStatedBy(
  hub: string,
  keys: readonly HubKey[],
  purpose: StatementPurpose,
  { body, key, signature }: Statement,
  verify: Verify,
): Promise<boolean> {
  const signer = keys.find(({ publicKey }) => hubKeyId(publicKey) === key);
  if (signer === undefined) return false;
  return verify(fromHex(signer.publicKey), statementBytes(purpose, hub, body), fromHex(signature));
}
