/** An authenticator of tests: makes keys and signs as WebAuthn says (ES256, no attestation), well or badly as it is told. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { encode } from 'cborg';

export interface Ceremony {
  /** Base64url, as the hub handed it out. */
  readonly challenge: string;
  readonly origin?: string;
  readonly rpId?: string;
  /** Whether it asked for a finger or a PIN. */
  readonly verified?: boolean;
  readonly type?: string;
  readonly crossOrigin?: boolean;
  readonly userHandle?: string;
}

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest();

/** `syncs`: its maker carries its keys to other devices. `counts`: it says how often it was used. */
export function softwarePasskey({ syncs = false, counts = true, id = 'a passkey of tests' } = {}) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' });
  const credential = Buffer.from(id);
  let used = 0;
  const authenticator = {
    id: base64url(credential),
    syncs,
    get used() {
      return used;
    },
    /** A copy that was taken now does not know of later uses. */
    setUsed(count: number) {
      used = count;
    },
    create(ceremony: Ceremony) {
      const point = (part: string | undefined) => Buffer.from(part ?? '', 'base64url');
      const key = cose(point(jwk.x), point(jwk.y));
      const length = Buffer.from([credential.length >> 8, credential.length & 0xff]);
      const attested = Buffer.concat([Buffer.alloc(16), length, credential, key]);
      const authData = Buffer.concat([head(ceremony, 0x40), attested]);
      const attestationObject = encode({ fmt: 'none', attStmt: {}, authData: new Uint8Array(authData) });
      return {
        ...named(),
        response: {
          clientDataJSON: base64url(clientData(ceremony, 'webauthn.create')),
          attestationObject: base64url(attestationObject),
          transports: ['internal'],
        },
      };
    },
    get(ceremony: Ceremony) {
      if (counts) used += 1;
      const authenticatorData = head(ceremony, 0);
      const said = clientData(ceremony, 'webauthn.get');
      const { userHandle } = ceremony;
      return {
        ...named(),
        response: {
          clientDataJSON: base64url(said),
          authenticatorData: base64url(authenticatorData),
          signature: base64url(sign('sha256', Buffer.concat([authenticatorData, sha256(said)]), privateKey)),
          ...(userHandle === undefined ? {} : { userHandle }),
        },
      };
    },
  };
  const named = () => ({
    id: authenticator.id,
    rawId: authenticator.id,
    type: 'public-key' as const,
    clientExtensionResults: {},
  });
  const head = ({ rpId = 'localhost', verified = true }: Ceremony, more: number) => {
    const flags = 0x01 | (verified ? 0x04 : 0) | (authenticator.syncs ? 0x18 : 0) | more;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(used);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), counter]);
  };
  return authenticator;
}

function clientData({ challenge, origin = 'http://localhost', type, crossOrigin = false }: Ceremony, usual: string) {
  return Buffer.from(JSON.stringify({ type: type ?? usual, challenge, origin, crossOrigin }));
}

/** A public key for ES256 on P-256 as COSE: a map of five, by its numbers. */
function cose(x: Uint8Array, y: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from('a5010203262001215820', 'hex'), x, Buffer.from('225820', 'hex'), y]);
}
