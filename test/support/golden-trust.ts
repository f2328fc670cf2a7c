/** The samples behind the golden bytes of what the hub says under its key about devices. */
import { toHex } from '../../shared/base/bytes.ts';
import { certificateBody, type DeviceCertificate } from '../../shared/protocol/device-certificate.ts';
import { publicKeyOf, signEd25519 } from '../../shared/protocol/ed25519.ts';
import { hubKeyId } from '../../shared/protocol/hub-key.ts';
import { type Revocation, revocationBody } from '../../shared/protocol/revocation.ts';
import { encodeStatement, type StatementPurpose, statementBytes } from '../../shared/protocol/statement.ts';
import { hubId, person, scopeA, uuidNumbered } from './network.ts';

export const day = 86_400_000;

/** Secret number n of a hub. */
export const hubSecret = (n: number) => new Uint8Array(32).fill(n);
export const hubKeyOf = (n: number) => ({ publicKey: toHex(publicKeyOf(hubSecret(n))) });

/** Something said under key n. */
export function stated(purpose: StatementPurpose, body: Uint8Array, n = 1, hub = hubId): Uint8Array {
  const signature = toHex(signEd25519(hubSecret(n), statementBytes(purpose, hub, body)));
  return encodeStatement({ body, key: hubKeyId(hubKeyOf(n).publicKey), signature });
}

export const goldenCertificate: DeviceCertificate = {
  hub: hubId,
  device: uuidNumbered(0xdd, 1),
  publicKey: toHex(publicKeyOf(new Uint8Array(32).fill(9))),
  holders: [{ person: person(1), grants: [{ scope: scopeA, roles: ['coordinator', 'trainer'] }] }],
  issuedAt: Date.UTC(2026, 0, 1),
  notAfter: Date.UTC(2026, 0, 1) + 180 * day,
  leaseDays: 60,
};

export const goldenRevocation: Revocation = {
  hub: hubId,
  device: goldenCertificate.device,
  serial: null,
  at: Date.UTC(2026, 2, 1),
  by: person(2),
};

export const certificateBytes = (over: Partial<DeviceCertificate> = {}, key = 1) =>
  stated('device certificate', certificateBody({ ...goldenCertificate, ...over }), key);

export const revocationBytes = (over: Partial<Revocation> = {}, key = 1) =>
  stated('revocation', revocationBody({ ...goldenRevocation, ...over }), key);
