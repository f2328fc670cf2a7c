import { expect, test } from 'vitest';
import { utf8 } from '../../shared/base/bytes.ts';
import { authenticatorAddress, codeAtStep, matchCode, stepOf, toBase32 } from './totp.ts';

const secret = utf8('12345678901234567890');

test('speaks RFC 6238: its table for SHA-1, the last six digits', () => {
  const table: [number, string][] = [
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ];
  for (const [seconds, code] of table) expect(codeAtStep(secret, stepOf(seconds * 1000))).toBe(code);
});

test('a code counts half a minute around its time, once, and never one from before it', () => {
  const now = 1_800_000_000_000;
  const here = stepOf(now);
  const match = (step: number, lastUsed = 0) => matchCode(secret, codeAtStep(secret, step), { now, lastUsed });
  expect([-2, -1, 0, 1, 2].map((d) => match(here + d))).toEqual([null, here - 1, here, here + 1, null]);
  expect(match(here, here)).toBeNull();
  expect(match(here - 1, here)).toBeNull();
  expect(match(here + 1, here)).toBe(here + 1);
});

test('the secret is written in base 32 (RFC 4648)', () => {
  const pairs = { f: 'MY', fo: 'MZXQ', foo: 'MZXW6', foob: 'MZXW6YQ', fooba: 'MZXW6YTB', foobar: 'MZXW6YTBOI' };
  for (const [text, base32] of Object.entries(pairs)) expect(toBase32(utf8(text))).toBe(base32);
  expect(authenticatorAddress('Varenia network', 'anneke', utf8('foobar'))).toBe(
    'otpauth://totp/Varenia%20network:anneke?secret=MZXW6YTBOI&issuer=Varenia%20network',
  );
});
