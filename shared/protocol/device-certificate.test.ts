import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  certificateBytes,
  day,
  goldenCertificate,
  goldenRevocation,
  hubKeyOf,
  revocationBytes,
  stated,
} from '../../test/support/golden-trust.ts';
import { hubId, uuidNumbered } from '../../test/support/network.ts';
import { fromHex, toHex } from '../base/bytes.ts';
import { decodeValue, encodeCanonical } from './canonical-cbor.ts';
import {
  type CertificateCheck,
  certificateBody,
  readDeviceCertificate,
  renewalDueAt,
  verifyDeviceCertificate,
} from './device-certificate.ts';
import { verifyEd25519 } from './ed25519.ts';
import { openRevocation } from './revocation.ts';
import { decodeStatement, encodeStatement } from './statement.ts';

const lock = new URL('./locks/golden-trust-v1.json', import.meta.url);

const check: CertificateCheck = {
  hub: hubId,
  keys: [hubKeyOf(1)],
  device: { id: goldenCertificate.device, publicKey: goldenCertificate.publicKey },
  now: goldenCertificate.issuedAt + 10 * day,
  revocations: [],
  verify: verifyEd25519,
};
const refusal = async (bytes: Uint8Array, over: Partial<CertificateCheck> = {}) => {
  const verified = await verifyDeviceCertificate(bytes, { ...check, ...over });
  return verified.ok ? null : verified.failure;
};

test('[DC1] today writes the golden bytes, to the letter', async () => {
  const golden = { certificate: toHex(certificateBytes()), revocation: toHex(revocationBytes()) };
  await expect(`${JSON.stringify(golden, null, 2)}\n`).toMatchFileSnapshot('./locks/golden-trust-v1.json');
});

test('[DC1] today reads and believes the golden bytes', async () => {
  const golden = JSON.parse(readFileSync(lock, 'utf8')) as { certificate: string; revocation: string };
  const verified = await verifyDeviceCertificate(fromHex(golden.certificate), check);
  expect(verified.ok && verified.value.certificate).toEqual(goldenCertificate);
  const opened = await openRevocation(golden.revocation, { hub: hubId, keys: check.keys, verify: verifyEd25519 });
  expect(opened).toEqual({ ...goldenRevocation, statement: golden.revocation });
});

test('[DC1] what a newer hub says besides is left out and breaks no signature', async () => {
  const { body } = unwrap(decodeStatement(certificateBytes()));
  const later = { ...(decodeValue(body) as object), colour: 'blue' };
  const verified = await verifyDeviceCertificate(stated('device certificate', encodeCanonical(later)), check);
  expect(verified.ok && verified.value.certificate).toEqual(goldenCertificate);
});

test('[DC2] the serial is the fingerprint of what was signed: another content, another serial', () => {
  const serial = (bytes: Uint8Array) => unwrap(readDeviceCertificate(bytes)).serial;
  expect(serial(certificateBytes())).toMatch(/^[0-9a-f]{32}$/);
  expect(serial(certificateBytes({ leaseDays: 61 }))).not.toBe(serial(certificateBytes()));
});

describe('[DC3] [DC4] every reason is one of its own', () => {
  test('not signed by this hub: another key, a former key, another hub, another purpose', async () => {
    const notOfHub = { kind: 'device-certificate-not-of-hub' };
    expect(await refusal(certificateBytes({}, 2))).toEqual(notOfHub);
    expect(await refusal(certificateBytes(), { keys: [hubKeyOf(1), hubKeyOf(2)] })).toEqual(notOfHub);
    expect(await refusal(certificateBytes(), { hub: uuidNumbered(0xaa, 9) })).toEqual(notOfHub);
    expect(await refusal(stated('revocation', certificateBody(goldenCertificate)))).toEqual(notOfHub);
  });

  test('any altered bit is found', async () => {
    const whole = certificateBytes();
    for (let at = 0; at < whole.length; at++) {
      const altered = whole.slice();
      altered[at] = (altered[at] as number) ^ (1 << (at % 8));
      expect(await refusal(altered), `byte ${at}`).not.toBeNull();
    }
  });

  test('another device: its key, or its id', async () => {
    const other = { kind: 'device-certificate-other-device' };
    const { publicKey } = goldenCertificate;
    expect(await refusal(certificateBytes(), { device: { publicKey: '00'.repeat(32) } })).toEqual(other);
    expect(await refusal(certificateBytes(), { device: { id: uuidNumbered(0xdd, 2), publicKey } })).toEqual(other);
    expect(await refusal(certificateBytes(), { device: { publicKey } })).toBeNull();
  });

  test('revoked: the device, or this very certificate; not another one of the device', async () => {
    const { serial } = unwrap(readDeviceCertificate(certificateBytes()));
    const { at, by } = goldenRevocation;
    const revoked = { kind: 'device-certificate-revoked', at, by };
    expect(await refusal(certificateBytes(), { revocations: [goldenRevocation] })).toEqual(revoked);
    expect(await refusal(certificateBytes(), { revocations: [{ ...goldenRevocation, serial }] })).toEqual(revoked);
    const former = { ...goldenRevocation, serial: '00'.repeat(16) };
    const elsewhere = { ...goldenRevocation, device: uuidNumbered(0xdd, 2) };
    expect(await refusal(certificateBytes(), { revocations: [former, elsewhere] })).toBeNull();
  });

  test('expired, at the very millisecond', async () => {
    const { notAfter } = goldenCertificate;
    expect(await refusal(certificateBytes(), { now: notAfter - 1 })).toBeNull();
    expect(await refusal(certificateBytes(), { now: notAfter })).toEqual({
      kind: 'device-certificate-expired',
      notAfter,
    });
  });

  test('not yet valid, beyond the day by which clocks may differ; a clock that is wrong by years is told so', async () => {
    const { issuedAt } = goldenCertificate;
    const early = { kind: 'device-certificate-not-yet-valid', issuedAt };
    expect(await refusal(certificateBytes(), { now: issuedAt - day })).toBeNull();
    expect(await refusal(certificateBytes(), { now: issuedAt - 2 * day })).toEqual({ ...early, yearsBehind: 0 });
    expect(await refusal(certificateBytes(), { now: Date.UTC(2016, 0, 1) })).toEqual({ ...early, yearsBehind: 10 });
  });

  test('unreadable: cut, followed by more, spelt otherwise, or with a lease beyond the bounds', async () => {
    const unreadable = { kind: 'device-certificate-unreadable' };
    const whole = certificateBytes();
    expect(await refusal(whole.subarray(0, 40))).toEqual(unreadable);
    expect(await refusal(new Uint8Array([...whole, 0]))).toEqual(unreadable);
    const { body, key, signature } = unwrap(decodeStatement(whole));
    expect(await refusal(encodeStatement({ body: new Uint8Array([...body, 0]), key, signature }))).toEqual(unreadable);
    const long = { ...(decodeValue(body) as object), leaseDays: 91 };
    expect(await refusal(stated('device certificate', encodeCanonical(long)))).toEqual(unreadable);
  });
});

test('[DC5] a new one is due when half its life is over', () => {
  expect(renewalDueAt(goldenCertificate)).toBe(goldenCertificate.issuedAt + 90 * day);
});

test('[RV2] a revocation counts under any key that the hub ever had, and under no other', async () => {
  const open = (bytes: Uint8Array, keys = [hubKeyOf(1), hubKeyOf(2)]) =>
    openRevocation(toHex(bytes), { hub: hubId, keys, verify: verifyEd25519 });
  expect(await open(revocationBytes({}, 1))).not.toBeNull();
  expect(await open(revocationBytes({}, 2))).not.toBeNull();
  expect(await open(revocationBytes({}, 3))).toBeNull();
  expect(await open(revocationBytes({ hub: uuidNumbered(0xaa, 9) }))).toBeNull();
  expect(await open(certificateBytes())).toBeNull();
});

function unwrap<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (!result.ok) throw new Error('unreadable');
  return result.value;
}
