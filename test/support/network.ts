/** A small network to test against: people, scopes, grants, devices with real keys. */
import { toHex } from '../../shared/base/bytes.ts';
import { uuidOfBytes } from '../../shared/base/ids.ts';
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import { publicKeyOf, signEd25519 } from '../../shared/protocol/ed25519.ts';
import type { Signer } from '../../shared/sync/ports.ts';

/** A UUID that is easy to read in a failing test. */
export function uuidNumbered(kind: number, number: number): string {
  const bytes = new Uint8Array(16);
  bytes[0] = kind;
  bytes[6] = 0x40;
  bytes[8] = 0x80;
  bytes[14] = number >> 8;
  bytes[15] = number & 0xff;
  return uuidOfBytes(bytes);
}

export const hubId = uuidNumbered(0xbb, 1);
export const scopeA = uuidNumbered(0x5c, 1);
export const scopeB = uuidNumbered(0x5c, 2);

/** Person number n. */
export const person = (n: number) => uuidNumbered(0xaa, n);

export interface TestDevice {
  readonly identity: DeviceIdentity;
  readonly signer: Signer;
}

/** Device number n, used by person n, who holds the roles in both scopes. */
export function testDevice(n: number, roles: readonly Role[] = ['coordinator', 'trainer', 'steward']): TestDevice {
  const secret = new Uint8Array(32).fill(n);
  const identity: DeviceIdentity = {
    device: uuidNumbered(0xdd, n),
    hub: hubId,
    publicKey: toHex(publicKeyOf(secret)),
    sample: false,
    networkName: 'Test network',
    profiles: [{ person: person(n), name: `Person ${n}`, centre: 'Centre' }],
    scopes: [scopeA, scopeB].map((id) => ({ id, name: id })),
    grants: [scopeA, scopeB].map((scope) => ({ person: person(n), scope, roles: [...roles] })),
  };
  return { identity, signer: { sign: async (bytes) => signEd25519(secret, bytes) } };
}
