import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import { expect, test } from 'vitest';
import {
  atPlace,
  bakedPng,
  bytesOf,
  fictionalBadge,
  fictionalIssuer,
  fictionalList,
  withProof,
} from '../../../test/support/fictional-badge.ts';
import { utf8 } from '../../base/bytes.ts';
import type { JsonObject } from '../../base/json.ts';
import { base64UrlOf } from './base64url.ts';
import { keyOfText } from './public-key.ts';
import { verifyBadge } from './verify-badge.ts';

const now = Date.parse('2026-11-27T12:00:00Z');
const centre = fictionalIssuer(1);
const stranger = fictionalIssuer(2);
const signed = await withProof(fictionalBadge(centre.did), centre);
const passed = { form: true, schema: true, signature: true, issuer: true, dates: true, revocation: null };

const verify = (value: JsonObject | string | Uint8Array, more: object = {}) =>
  verifyBadge(value instanceof Uint8Array ? value : utf8(typeof value === 'string' ? value : JSON.stringify(value)), {
    now,
    ...more,
  });
const reasonOf = async (value: JsonObject | string | Uint8Array, more: object = {}) => {
  const { valid, reasons } = await verify(value, more);
  expect(valid).toBe(false);
  return `${reasons[0]?.check}: ${reasons[0]?.text}`;
};

/** A certificate as a token signed by a new key of a kind; the issuer's name is the key unless another is given. */
async function tokenOf(
  alg: 'ES256' | 'RS256' | 'EdDSA',
  change: (badge: JsonObject) => JsonObject = (badge) => badge,
  issuer?: string,
) {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = await exportJWK(publicKey);
  const did = `did:jwk:${base64UrlOf(utf8(JSON.stringify(jwk)))}`;
  const claims = change({ ...fictionalBadge(issuer ?? did), iss: issuer ?? did, nbf: Date.parse('2026-03-01') / 1000 });
  const token = await new CompactSign(bytesOf(claims)).setProtectedHeader({ alg, jwk }).sign(privateKey);
  return { token, jwk };
}

test('[BV1] a certificate signed by an issuer whose name is its key is valid, and says what was not asked', async () => {
  expect(await verify(signed)).toEqual({
    valid: true,
    checks: passed,
    reasons: [],
    revocation: 'revocation not checked: the certificate names no status list',
    about: {
      name: 'Family liaison',
      issuer: 'Centre of Port Sorrel',
      subject: 'urn:uuid:00000000-0000-4000-8000-000000000002',
    },
  });
});

test('[BV2] a byte changed anywhere is refused', async () => {
  const text = bytesOf(signed);
  for (let at = 0; at < text.length; at += 11) {
    const changed = text.slice();
    changed[at] = (changed[at] as number) ^ 1;
    expect([at, (await verify(changed)).valid]).toEqual([at, false]);
  }
});

test('[BV2] what a signature does not cover cannot be added', async () => {
  expect(await reasonOf({ ...signed, grade: 'excellent' })).toContain(
    'signature: the statements of the certificate cannot be read',
  );
  const proof = (signed['proof'] as JsonObject[])[0] as JsonObject;
  expect(await reasonOf({ ...signed, proof: [proof, { ...proof, created: '2026-03-02T08:00:00Z' }] })).toContain(
    'signature is wrong',
  );
  expect(await reasonOf({ ...signed, proof: [{ ...proof, cryptosuite: 'ecdsa-sd-2023' }] })).toContain(
    'not checked by this program',
  );
  expect(await reasonOf(fictionalBadge(centre.did))).toBe('signature: the certificate is not signed');
});

test('[BV2] signed tokens of all three kinds are valid; one with a changed character is not', async () => {
  for (const alg of ['ES256', 'RS256', 'EdDSA'] as const)
    expect((await verify((await tokenOf(alg)).token)).checks).toEqual(passed);
  const { token } = await tokenOf('ES256');
  for (let at = token.length - 1; at >= 0; at -= 23) {
    const other = token[at] === 'A' ? 'B' : 'A';
    expect([at, (await verify(token.slice(0, at) + other + token.slice(at + 1))).valid]).toEqual([at, false]);
  }
  const unsigned = `${base64UrlOf(utf8('{"alg":"none"}'))}.${token.split('.')[1]}.AA`;
  expect(await reasonOf(unsigned)).toContain('tokens signed by "none" are not taken');
});

test('[BV3] nobody signs in the name of another', async () => {
  expect(await reasonOf(await withProof(fictionalBadge(centre.did), stranger))).toBe(
    'issuer: it is signed with another key than that of its issuer',
  );
  const { token } = await tokenOf('EdDSA', undefined, 'https://sorrel.example');
  expect(await reasonOf(token)).toContain(
    'whether the key belongs to https://sorrel.example cannot be checked offline',
  );
});

test('[BV3] with the key known from elsewhere, an issuer by address is valid, and no other key counts', async () => {
  const badge = await withProof(fictionalBadge('https://sorrel.example'), centre);
  expect((await verify(badge)).checks).toEqual({ ...passed, issuer: null });
  expect((await verify(badge, { issuerKey: keyOfText(centre.multikey) })).valid).toBe(true);
  expect(await reasonOf(badge, { issuerKey: keyOfText(stranger.did) })).toContain(
    'signature is wrong under the key you gave',
  );
  const { token, jwk } = await tokenOf('ES256', undefined, 'https://sorrel.example');
  expect((await verify(token, { issuerKey: keyOfText(JSON.stringify(jwk)) })).valid).toBe(true);
});

test('[BV4] what two readers could read in two ways is refused', async () => {
  const text = JSON.stringify(signed);
  expect(await reasonOf(text.replace('"name":', '"name":"Chief","name":'))).toContain('says "name" twice');
  expect(await reasonOf(text.replace('"validUntil"', '"image":null,"validUntil"'))).toContain('holds null');
  expect(await reasonOf(text.replace('"validUntil"', '"evidence":[],"validUntil"'))).toContain('empty list');
  expect(await reasonOf(text.replace('"validUntil"', '"@graph":[1],"validUntil"'))).toContain('uses "@graph"');
  const contexts = signed['@context'] as string[];
  expect(await reasonOf({ ...signed, '@context': [...contexts, { name: 'https://x.example/y' }] })).toMatch(
    /^schema: @context/,
  );
  expect((await verify({ ...signed, '@context': [...contexts, 'https://x.example/c'] })).checks.signature).toBe(null);
  expect(await reasonOf((await tokenOf('EdDSA', (badge) => ({ ...badge, iss: 'did:example:other' }))).token)).toContain(
    'another "iss"',
  );
});

test('[BV5] too early and too late are refused', async () => {
  expect(await reasonOf(signed, { now: Date.parse('2026-02-28T23:59:59Z') })).toBe(
    'dates: it is valid only from 2026-03-01T00:00:00Z on',
  );
  expect(await reasonOf(signed, { now: Date.parse('2028-03-01T00:00:01Z') })).toBe(
    'dates: it was valid until 2028-03-01T00:00:00Z',
  );
});

test('[BV6] a status list that somebody brought answers, with its day', async () => {
  const badge = await withProof(fictionalBadge(centre.did, atPlace(77)), centre);
  expect((await verify(badge)).revocation).toBe('revocation not checked: no status list was given (--status)');
  const list = async (...args: Parameters<typeof fictionalList>) => ({
    status: bytesOf(await withProof(fictionalList(...args), centre)),
  });
  const good = await verify(badge, await list(centre.did, [76, 78]));
  expect([good.valid, good.checks.revocation, good.revocation]).toEqual([
    true,
    true,
    'revocation checked as of 2026-11-20T06:00:00Z',
  ]);
  expect(await reasonOf(badge, await list(centre.did, [77]))).toBe(
    'revocation: the certificate is revoked as of 2026-11-20T06:00:00Z',
  );
  expect(await reasonOf(badge, await list(stranger.did, []))).toBe('revocation: the status list is of another issuer');
  expect(await reasonOf(badge, await list(centre.did, [], { id: 'https://sorrel.example/status/4' }))).toContain(
    'not the one',
  );
  expect(await reasonOf(badge, { status: bytesOf(fictionalList(centre.did, [])) })).toContain(
    'the certificate is not signed',
  );
  const late = await list(centre.did, [], { validUntil: '2026-11-21T00:00:00Z' });
  expect(await reasonOf(badge, late)).toContain('cannot be used');
});

test('[BV2] certificates baked into images are read; in a PNG any changed byte is refused', async () => {
  const png = bakedPng(JSON.stringify(signed));
  expect((await verify(png)).valid).toBe(true);
  for (let at = 0; at < png.length; at += 13) {
    const changed = png.slice();
    changed[at] = (changed[at] as number) ^ 0x10;
    expect([at, (await verify(changed)).valid]).toEqual([at, false]);
  }
  const svg = (inside: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:ob="https://purl.imsglobal.org/ob/v3p0">${inside}<path d="M0 0"/></svg>`;
  expect((await verify(svg(`<ob:credential><![CDATA[${JSON.stringify(signed)}]]></ob:credential>`))).valid).toBe(true);
  expect((await verify(svg(`<ob:credential verify="${(await tokenOf('EdDSA')).token}"/>`))).valid).toBe(true);
  expect(await reasonOf(svg(''))).toBe('form: the drawing holds no certificate');
  expect(await reasonOf(svg('<g><ob:credential verify="a"/></g>'))).toContain('right below');
});

test('[BV7] hostile files are refused in words', async () => {
  const entity = '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>';
  const bomb = {
    ...fictionalList(centre.did, []),
    credentialSubject: { type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList: 'uH4sI' },
  };
  const badge = await withProof(fictionalBadge(centre.did, atPlace(1)), centre);
  expect(await reasonOf(badge, { status: bytesOf(await withProof(bomb, centre)) })).toMatch(
    /^revocation: the status list/,
  );
  expect(await reasonOf(entity)).toBe('form: the file is not well-formed XML');
  expect(await reasonOf(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`)).toContain('nested too deep');
  expect(await reasonOf(new Uint8Array(9 * 1024 * 1024))).toContain('more than 8388608 bytes');
  const alike = Array.from({ length: 1_001 }, () => ({ type: 'Evidence' }));
  expect(await reasonOf({ ...signed, evidence: alike })).toContain('more than 1000 objects');
  const ring = Array.from({ length: 40 }, (_, i) => ({ id: `_:b${i}`, image: { id: `_:b${(i + 1) % 40}` } }));
  expect(await reasonOf({ ...signed, evidence: ring })).toMatch(/^signature:/);
  for (const text of ['', 'a.b.c', '[]', '{}', '<', '\u0000', '{"proof":[1]}'])
    expect((await verify(text)).reasons).not.toEqual([]);
});

test('[BV8] what a certificate says cannot move the cursor', async () => {
  const badge = await withProof(fictionalBadge(centre.did, { name: `Chief\u001b[2J\u202e${'x'.repeat(500)}` }), centre);
  expect((await verify(badge)).about?.name).toMatch(/^Chief\?\[2J\?x{140,}\.\.\.$/);
});
