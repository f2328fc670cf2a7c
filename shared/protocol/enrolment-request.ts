/**
 * A laptop's request to join where no network is ([OE1]): its new public key, what it is called, when it asked. It goes to a
 * coordinator as a file, as text, or as a square on the screen; the key that it brings has signed it.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { concat, fromHex, textOfUtf8, utf8 } from '../base/bytes.ts';
import type { Random } from '../base/ports.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { bytesOfSigns, foldSigns, signsOf } from '../base/signs.ts';
import { decodeCanonicalAs, encodeCanonical } from './canonical-cbor.ts';
import { checkPhrase } from './check-words.ts';
import { verifyEd25519 } from './ed25519.ts';
import { readSafely } from './read-safely.ts';
import { wireHex, wireInstant } from './wire-ids.ts';

const requestSchema = z.object({
  /** The laptop's Ed25519 public key. */
  publicKey: wireHex(32),
  deviceName: z.string().max(120),
  /** Milliseconds since 1970, by the laptop's clock; shown, decides nothing. */
  madeAt: wireInstant,
  nonce: wireHex(16),
});
export type EnrolmentRequest = z.infer<typeof requestSchema>;

const signedSchema = z.object({ body: z.instanceof(Uint8Array) as z.ZodType<Uint8Array>, proof: wireHex(64) });

export interface OpenedRequest extends EnrolmentRequest {
  /** Names the request in the answer. */
  readonly hash: Uint8Array;
  /** What both screens show. */
  readonly words: readonly string[];
}

/** More than this is no text of a request or an answer. */
const textLimit = 200_000;
/** More than this is no request. */
export const requestFileLimit = 2_000;

/** The bytes of a request. */
export async function encodeEnrolmentRequest(
  request: Omit<EnrolmentRequest, 'nonce'>,
  random: Random,
  sign: (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>,
): Promise<Uint8Array> {
  const nonce = random.bytes(16);
  const body = encodeCanonical({ ...request, nonce, publicKey: fromHex(request.publicKey) });
  return encodeCanonical({ body, proof: await sign(proofBytes(body)) });
}

/** A request that its own key signed. */
export function openEnrolmentRequest(
  bytes: Uint8Array,
): Result<OpenedRequest, { readonly kind: 'request-unreadable' }> {
  const unreadable = fail({ kind: 'request-unreadable' } as const);
  if (bytes.length > requestFileLimit) return unreadable;
  const read = readSafely(() => {
    const { body, proof } = decodeCanonicalAs(bytes, signedSchema);
    return {
      request: decodeCanonicalAs(body, requestSchema),
      isProved: (key: Uint8Array) => verifyEd25519(key, proofBytes(body), fromHex(proof)),
    };
  });
  if (!read.ok || !read.value.isProved(fromHex(read.value.request.publicKey))) return unreadable;
  const hash = requestHash(bytes);
  return ok({ ...read.value.request, hash, words: checkPhrase(hash) });
}

export function requestHash(bytes: Uint8Array): Uint8Array {
  return sha256(concat(utf8('waypost enrolment request'), bytes));
}

function proofBytes(body: Uint8Array): Uint8Array {
  return concat(utf8('waypost enrolment request proof'), body);
}

/** What a file of this kind is as text, for a square, a messenger or a clipboard. */
export const fileAsText = signsOf;

/** A file that was read: as it was written, or as the text of it that somebody saved. */
export function fileOfBytes(bytes: Uint8Array): Uint8Array {
  const text = bytes.length > textLimit ? null : textOfUtf8(bytes);
  return (text === null ? null : fileOfText(text)) ?? bytes;
}

/** The bytes of a file from its text, however that was broken on its way; null for another text. */
export function fileOfText(typed: string): Uint8Array | null {
  const folded = foldSigns(typed);
  return folded === '' ? null : bytesOfSigns(folded);
}
