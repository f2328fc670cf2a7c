/** Keys that a name or a certificate carries itself, so that nothing has to be asked of anybody. */
import { p256 } from '@noble/curves/nist.js';
import { concat, textOfUtf8 } from '../../base/bytes.ts';
import { isJsonObject, type JsonObject } from '../../base/json.ts';
import { BadgeFault } from './badge-verdict.ts';
import { base58Of, base64UrlOf, bytesOfBase58, bytesOfBase64Url } from './base64url.ts';
import { parseObject } from './parse-json.ts';

/** A public key as JWK (RFC 7517), with nothing but the key. */
export type PublicKey =
  | { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string }
  | { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string }
  | { readonly kty: 'RSA'; readonly n: string; readonly e: string };

/** The key of a JWK, or null for kinds that certificates are not signed with here. What else it says is left out. */
export function keyOfJwk(jwk: JsonObject): PublicKey | null {
  const text = (name: string) => {
    const value = jwk[name];
    return typeof value === 'string' && bytesOfBase64Url(value) !== null ? value : null;
  };
  const [x, y, n, e] = [text('x'), text('y'), text('n'), text('e')];
  if (jwk['kty'] === 'OKP' && jwk['crv'] === 'Ed25519' && x !== null) return { kty: 'OKP', crv: 'Ed25519', x };
  if (jwk['kty'] === 'EC' && jwk['crv'] === 'P-256' && x !== null && y !== null)
    return { kty: 'EC', crv: 'P-256', x, y };
  if (jwk['kty'] === 'RSA' && n !== null && e !== null) return { kty: 'RSA', n, e };
  return null;
}

/** The key of a Multikey (W3C Controlled Identifiers 1.0, 2.2.2): `z` and base58 of a code and the key. */
export function keyOfMultikey(text: string): PublicKey | null {
  const bytes = text.startsWith('z') ? bytesOfBase58(text.slice(1)) : null;
  if (bytes === null) return null;
  const key = bytes.subarray(2);
  if (bytes[0] === 0xed && bytes[1] === 0x01 && key.length === 32)
    return { kty: 'OKP', crv: 'Ed25519', x: base64UrlOf(key) };
  if (bytes[0] !== 0x80 || bytes[1] !== 0x24 || key.length !== 33) return null;
  try {
    const point = p256.Point.fromBytes(key).toBytes(false);
    return { kty: 'EC', crv: 'P-256', x: base64UrlOf(point.subarray(1, 33)), y: base64UrlOf(point.subarray(33)) };
  } catch {
    return null;
  }
}

/** An Ed25519 key as Multikey. */
export const multikeyOf = (key: Uint8Array): string => `z${base58Of(concat(Uint8Array.of(0xed, 0x01), key))}`;

/** The key of an issuer whose name is the key (did:key, did:jwk); null for every other issuer. */
export function keyOfDid(did: string): PublicKey | null {
  if (did.startsWith('did:key:')) return keyOfMultikey(did.slice('did:key:'.length));
  if (!did.startsWith('did:jwk:')) return null;
  const bytes = bytesOfBase64Url(did.slice('did:jwk:'.length));
  const text = bytes === null ? null : textOfUtf8(bytes);
  return text === null ? null : keyOfJwk(parseObject(text, 'the key in the name of the issuer'));
}

/** Whether a name is a key, so that nobody has to be asked whose key it is. */
export const isKeyItself = (id: string): boolean => id.startsWith('did:key:') || id.startsWith('did:jwk:');

/**
 * The key that a verification method names: a did:key or did:jwk, alone or with its own fragment, or a Multikey as the
 * fragment of an address. Null when it would have to be fetched.
 */
export function keyOfMethod(method: string): PublicKey | null {
  const [controller = '', fragment, ...more] = method.split('#');
  if (more.length > 0) return null;
  if (!isKeyItself(controller)) return fragment === undefined ? null : keyOfMultikey(fragment);
  const own = controller.startsWith('did:jwk:') ? '0' : controller.slice('did:key:'.length);
  return fragment === undefined || fragment === own ? keyOfDid(controller) : null;
}

export function isSameKey(a: PublicKey, b: PublicKey): boolean {
  const text = (key: PublicKey) =>
    JSON.stringify(Object.entries(key).sort(([left], [right]) => (left < right ? -1 : 1)));
  return text(a) === text(b);
}

/** A key as a person has it in a file or on the command line: a Multikey, a did:key or a JWK. */
export function keyOfText(raw: string): PublicKey | null {
  const text = raw.trim();
  if (!text.startsWith('{')) return keyOfMethod(text) ?? keyOfMultikey(text);
  try {
    const jwk = parseObject(text, 'the key');
    return isJsonObject(jwk) ? keyOfJwk(jwk) : null;
  } catch (error) {
    if (error instanceof BadgeFault) return null;
    throw error;
  }
}
