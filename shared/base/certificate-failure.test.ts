import { expect, test } from 'vitest';
import { certificateFailureOf } from './certificate-failure.ts';

const now = Date.UTC(2031, 4, 6, 23);

test('what Node and Chromium say of a certificate becomes one of four kinds', () => {
  const cases: [unknown, string][] = [
    [new TypeError('fetch failed', { cause: { code: 'CERT_HAS_EXPIRED' } }), 'certificate-out-of-date'],
    [new Error('net::ERR_CERT_DATE_INVALID'), 'certificate-out-of-date'],
    [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'certificate-other-name'],
    [new Error('net::ERR_CERT_COMMON_NAME_INVALID'), 'certificate-other-name'],
    [new Error('net::ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN'), 'certificate-other-key'],
    [{ cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } }, 'certificate-unknown'],
    [{ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'certificate-unknown'],
    [new Error('net::ERR_CERT_AUTHORITY_INVALID'), 'certificate-unknown'],
  ];
  expect(cases.map(([error]) => certificateFailureOf(error, now)?.kind)).toEqual(cases.map(([, kind]) => kind));
});

test('a date is refused with the date of this device, which may be what is wrong', () => {
  expect(certificateFailureOf({ code: 'CERT_NOT_YET_VALID' }, now)).toEqual({
    kind: 'certificate-out-of-date',
    today: '2031-05-06',
  });
});

test('what is no certificate’s fault stays what it was', () => {
  for (const error of [new Error('net::ERR_CONNECTION_REFUSED'), { code: 'ECONNREFUSED' }, null, 'CERT_HAS_EXPIRED']) {
    expect(certificateFailureOf(error, now)).toBeNull();
  }
});
