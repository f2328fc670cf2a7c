import { expect, test } from 'vitest';
import { bakedPng, bytesOf } from '../../../test/support/fictional-badge.ts';
import {
  certificateFacts,
  issuedCertificate,
  issuedToken,
  issuingKey,
  keyRecord,
  signedBy,
} from '../../../test/support/issued-certificate.ts';
import { utf8 } from '../../base/bytes.ts';
import { bakePng } from '../badge/png-badge.ts';
import { bakeSvg } from '../badge/svg-badge.ts';
import { verifyBadge } from '../badge/verify-badge.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { placesInList } from './certificate.ts';
import { pictureOf } from './certificate-picture.ts';
import { standingCertificates } from './certificate-standing.ts';
import { composeCertificate, lastDayOf, namesInOtherLanguages } from './compose-certificate.ts';
import { composeList, drawPlace, setPlaces } from './compose-list.ts';
import { svgOf } from './picture-svg.ts';

const key = issuingKey();
const now = Date.parse('2026-11-27T12:00:00Z');
const issued = await issuedCertificate(key);
const token = issuedToken(key);
const verify = (bytes: Uint8Array, more: object = {}) => verifyBadge(bytes, { now, ...more });
const listOf = async (places: readonly number[]) => ({
  status: bytesOf(await signedBy(key, composeList(keyRecord, key.did, places, now - 3_600_000))),
});

test('[CT3] what is issued is valid for our own verifier, and names the person in both scripts', async () => {
  const verdict = await verify(bytesOf(issued));
  expect(verdict).toEqual({
    valid: true,
    checks: { form: true, schema: true, signature: true, issuer: true, dates: true, revocation: null },
    reasons: [],
    revocation: 'revocation not checked: no status list was given (--status)',
    about: { name: 'Evidence across borders', issuer: 'Highlands Centre', subject: 'ليلى حدّاد, Layla Haddad' },
  });
  expect(namesInOtherLanguages(issued).map(({ lang }) => lang)).toEqual(['ar', 'es', 'fr', 'ru', 'zh']);
  expect(issued['description']).toContain(
    '[fr] Les preuves par-delà les frontières — Remettre des preuves qu’un tribunal accepte.',
  );
  expect(JSON.stringify(issued)).not.toContain('coast.example');
});

test('[AM10] what was reached in each competency is a result of the certificate, and no less signed', async () => {
  const results = [{ competency: 'Hand over evidence', reached: true, percent: 85 }];
  const made = await issuedCertificate(key, { results });
  expect(await verify(bytesOf(made))).toMatchObject({ valid: true, reasons: [] });
  const subject = made['credentialSubject'] as { readonly result: object[]; readonly achievement: object };
  expect(subject.achievement).toMatchObject({
    resultDescription: [{ name: 'Hand over evidence', resultType: 'Percent' }],
  });
  expect(subject.result).toMatchObject([{ type: ['Result'], status: 'Completed', value: '85' }]);
  const better = utf8(new TextDecoder().decode(bytesOf(made)).replace('"85"', '"95"'));
  expect((await verify(better)).valid).toBe(false);
});

test('[CT3] a byte changed anywhere in what is issued is refused', async () => {
  const text = bytesOf(issued);
  for (let at = 0; at < text.length; at += 307) {
    const changed = text.slice();
    changed[at] = (changed[at] as number) ^ 1;
    expect([at, (await verify(changed)).valid]).toEqual([at, false]);
  }
});

test('[CT3] it ends after as many months as the course says, on the last day of a shorter one, or never', () => {
  expect(lastDayOf(Date.parse('2026-11-30T10:00:00Z'), 3)).toBe('2027-02-28');
  expect(lastDayOf(Date.parse('2026-11-26T16:00:00Z'), 24)).toBe('2028-11-26');
  const { course } = certificateFacts(key);
  expect(
    composeCertificate(certificateFacts(key, { course: { ...course, validMonths: undefined } }))['validUntil'],
  ).toBe(undefined);
});

test('[CT4] the square on paper holds a token that is checked alone, and a changed letter is refused', async () => {
  expect((await verify(utf8(token))).checks).toEqual({
    form: true,
    schema: true,
    signature: true,
    issuer: true,
    dates: true,
    revocation: null,
  });
  for (let at = token.length - 2; at >= 0; at -= 307) {
    const other = token[at] === 'A' ? 'B' : 'A';
    expect([at, (await verify(utf8(token.slice(0, at) + other + token.slice(at + 1)))).valid]).toEqual([at, false]);
  }
  const code = pictureOf(issued, token).find(({ kind }) => kind === 'code');
  const side = code?.kind === 'code' ? code.rows.length : 0;
  expect([side > 100, side < 157]).toEqual([true, true]);
});

test('[CT7] the list of the key says what is revoked, as of its day', async () => {
  const good = await verify(bytesOf(issued), await listOf([70_000, 70_002]));
  expect([good.valid, good.revocation]).toEqual([true, 'revocation checked as of 2026-11-27T11:00:00Z']);
  expect((await verify(utf8(token), await listOf([]))).checks.revocation).toBe(true);
  const bad = await verify(bytesOf(issued), await listOf([70_001]));
  expect([bad.valid, bad.reasons[0]?.text]).toEqual([false, 'the certificate is revoked as of 2026-11-27T11:00:00Z']);
  const other = issuingKey(8);
  const foreign = { status: bytesOf(await signedBy(other, composeList(keyRecord, other.did, [], now))) };
  expect((await verify(bytesOf(issued), foreign)).reasons[0]?.text).toBe('the status list is of another issuer');
});

test('[CT7] a place is drawn at random and never given twice', () => {
  const taken = new Set([5]);
  const bytes = [Uint8Array.of(0, 0, 5), Uint8Array.of(2, 0, 5), Uint8Array.of(1, 2, 3)];
  expect(drawPlace(taken, { bytes: () => bytes.shift() ?? new Uint8Array(3) })).toBe(0x010203);
  expect(taken.has(0x010203) && 0x020005 % placesInList === 5).toBe(true);
});

test('[CT9] baked into SVG and PNG it is read back out, and valid', async () => {
  const text = JSON.stringify(issued);
  const svg = bakeSvg(svgOf(pictureOf(issued, token)), text);
  expect((await verify(utf8(svg))).valid).toBe(true);
  expect(svg).toMatch(/^<svg[^>]*><openbadges:credential>/);
  // A picture that holds another credential already: both would be in it.
  expect((await verify(bakePng(bakedPng(text), text))).reasons[0]?.text).toBe(
    'the image holds more than one certificate',
  );
  expect((await verify(bakePng(plainPng(), text))).valid).toBe(true);
});

/** A picture of nothing: the one with a credential, without its chunk. */
function plainPng(): Uint8Array {
  const whole = bakedPng('x');
  const text = 12 + 'openbadgecredential'.length + 5 + 1;
  const at = 8 + 25;
  return Uint8Array.from([...whole.subarray(0, at), ...whole.subarray(at + text)]);
}

test('[CT9] what a name holds stays text in a drawing', async () => {
  const { person } = certificateFacts(key);
  const odd = await issuedCertificate(key, { person: { ...person, name: '<b>&]]></b>' } });
  const svg = bakeSvg(svgOf(pictureOf(odd, token)), JSON.stringify(odd));
  expect((await verify(utf8(svg))).valid).toBe(true);
});

const entry = (id: string, values: CatalogueEntry['values']): CatalogueEntry =>
  ({ id, scope: 's', type: 'certificate', values, deleted: false }) as unknown as CatalogueEntry;

test('[CT6] revoked goes before replaced, and replaced before expired; an erased one is not shown', () => {
  const values = { person: 'p', certificateKey: 'k', issuedOn: '2024-01-01', validUntil: '2025-01-01' };
  const certificates = [
    entry('a', { ...values, statusPlace: 1 }),
    entry('b', { ...values, statusPlace: 2 }),
    entry('c', { ...values, statusPlace: 3, replaces: 'b', issuedOn: '2024-02-01', reason: 'a name', by: 'T' }),
    entry('d', { ...values, statusPlace: 4, validUntil: '2027-01-01', replaces: 'a' }),
    entry('e', { statusPlace: 5 }),
  ];
  const revocations = [
    entry('r', { certificate: 'a', certificateKey: 'k', statusPlace: 1, day: '2024-03-01', reason: 'forged', by: 'M' }),
  ];
  const states = standingCertificates(certificates, revocations, '2026-11-27').map(({ id, state, ended }) => [
    id,
    state,
    ended?.reason,
  ]);
  expect(states).toEqual([
    ['c', 'expired', undefined],
    ['d', 'valid', undefined],
    ['b', 'replaced', 'a name'],
    ['a', 'revoked', 'forged'],
  ]);
  expect([...setPlaces('k', certificates, revocations)].sort()).toEqual([1, 2]);
});
