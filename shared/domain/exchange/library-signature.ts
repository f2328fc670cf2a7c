/**
 * The signature of a library file: by the key of certificates of the laptop that wrote it, over its manifest, which has the hash of
 * every other file. What it is worth is said by whoever knows the key; that nothing was changed is known without ([EX26]).
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { concat, textOfUtf8, utf8 } from '../../base/bytes.ts';
import { jsonOfText } from '../../base/json.ts';
import { base64UrlOf, bytesOfBase64Url } from '../badge/base64url.ts';
import { keyOfMultikey } from '../badge/public-key.ts';

/** The one file of a ZIP that the manifest does not name. */
export const signaturePath = 'signature.json';

const signatureSchema = z.object({ key: z.string().max(100), signature: z.string().max(200) });

/** Signs for this laptop; null when its key is not to be had. */
export interface LibrarySigner {
  /** Ed25519, as Multikey. */
  readonly key: string;
  sign(message: Uint8Array): Promise<Uint8Array | null>;
}

/** What is signed; the words before it keep the signature from meaning anything else. */
export function signedMessage(manifest: Uint8Array): Uint8Array {
  return concat(utf8('waypost-library-manifest\n'), sha256(manifest));
}

export function signatureText(key: string, signature: Uint8Array): string {
  return `${JSON.stringify({ key, signature: base64UrlOf(signature) })}\n`;
}

/** Whether the manifest was signed by the key that it names itself. */
export function isSignedBy(key: string, manifest: Uint8Array, file: Uint8Array | null): boolean {
  const read = signatureSchema.safeParse(jsonOfText(file === null ? null : textOfUtf8(file)));
  if (!read.success || read.data.key !== key) return false;
  const jwk = keyOfMultikey(key);
  const signature = bytesOfBase64Url(read.data.signature);
  const publicKey = jwk?.kty === 'OKP' ? bytesOfBase64Url(jwk.x) : null;
  if (publicKey === null || signature === null || signature.length !== 64) return false;
  try {
    return ed25519.verify(signature, signedMessage(manifest), publicKey, { zip215: false });
  } catch {
    return false;
  }
}
