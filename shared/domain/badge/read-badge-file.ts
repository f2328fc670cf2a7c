/** From the bytes of a file to the credential in it: JSON, VC-JWT, or either baked into an image. */
import { bytesOfBase64 } from '../../base/base64.ts';
import { textOfUtf8 } from '../../base/bytes.ts';
import { isJsonObject, type JsonObject } from '../../base/json.ts';
import { BadgeFault } from './badge-verdict.ts';
import { base64UrlOf } from './base64url.ts';
import { parseObject, textLimit } from './parse-json.ts';
import { credentialOfPng, isPng } from './png-badge.ts';
import { credentialOfSvg } from './svg-badge.ts';

/** The largest file that is read; images are the large ones. */
export const badgeFileLimit = 8 * 1024 * 1024;

export interface SignedToken {
  readonly text: string;
  readonly header: JsonObject;
  readonly claims: JsonObject;
}

export interface ReadCredential {
  readonly credential: JsonObject;
  /** The token around the credential; null for JSON with a proof inside. */
  readonly token: SignedToken | null;
}

/** Reads a file, or throws a {@link BadgeFault} that says what is wrong with it. */
export function readBadgeFile(bytes: Uint8Array): ReadCredential {
  if (bytes.length > badgeFileLimit) throw new BadgeFault(`the file has more than ${badgeFileLimit} bytes`);
  return readCredential(isPng(bytes) ? credentialOfPng(bytes) : credentialText(bytes));
}

function credentialText(bytes: Uint8Array): string {
  const text = textOfUtf8(bytes);
  if (text === null) throw new BadgeFault('the file is neither text in UTF-8 nor a PNG image');
  return text.trimStart().startsWith('<') ? credentialOfSvg(text) : text;
}

function readCredential(raw: string): ReadCredential {
  const text = raw.trim();
  if (text === '') throw new BadgeFault('there is no certificate in the file');
  if (text.startsWith('{')) return { credential: parseObject(text, 'the certificate'), token: null };
  if (text.length > 2 * textLimit) throw new BadgeFault('the signed token is too long');
  const parts = text.split('.');
  if (parts.length !== 3) throw new BadgeFault('the file is neither a certificate in JSON nor a signed token (VC-JWT)');
  const header = parseObject(textOfPart(parts[0] ?? ''), 'the head of the token');
  const claims = parseObject(textOfPart(parts[1] ?? ''), 'the token');
  bytesOfPart(parts[2] ?? '');
  // VC Data Model 1.1 puts the credential into the claim "vc", Open Badges 3.0 makes it the claims themselves.
  const credential = isJsonObject(claims['vc']) ? claims['vc'] : claims;
  return { credential, token: { text, header, claims } };
}

function textOfPart(part: string): string {
  const text = textOfUtf8(bytesOfPart(part));
  if (text === null) throw new BadgeFault('the signed token does not hold text');
  return text;
}

/** Bytes of base64url in its one right form: other forms of the same bytes would be changes that nobody notices. */
function bytesOfPart(part: string): Uint8Array {
  const bytes = bytesOfBase64(part);
  if (bytes === null || bytes.length === 0 || base64UrlOf(bytes) !== part) {
    throw new BadgeFault('the file is neither a certificate in JSON nor a signed token (VC-JWT)');
  }
  return bytes;
}
