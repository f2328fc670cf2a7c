import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { expect, test } from 'vitest';
import { concat, toHex } from '../base/bytes.ts';
import { macInto, macKeyOf, sha256Into } from './sha256-into.ts';

const bytes = (length: number, seed = 1) =>
  Uint8Array.from({ length }, (_, at) => ((at + 1) * 0x9e37_79b1 * seed) >>> 24);
const room = () => new Uint8Array(32);

test('[OP4] hashes of every length around the blocks, in one piece and in several, are those of the kept library', () => {
  for (let length = 0; length <= 260; length += 1) {
    const whole = bytes(length);
    const expected = toHex(sha256(whole));
    expect(toHex(sha256Into(room(), whole))).toBe(expected);
    const [first, second] = [whole.subarray(0, length / 3), whole.subarray(length / 3, length / 2)];
    expect(toHex(sha256Into(room(), first, second, whole.subarray(length / 2)))).toBe(expected);
  }
  const long = bytes(70_003);
  expect(toHex(sha256Into(room(), long))).toBe(toHex(sha256(long)));
});

test('the hash of nothing and of "abc" are those that FIPS 180 names', () => {
  expect(toHex(sha256Into(room()))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  const abc = Uint8Array.of(0x61, 0x62, 0x63);
  expect(toHex(sha256Into(room(), abc))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('a hash may be written over a part of what is hashed', () => {
  const [salt, body] = [bytes(32, 3), bytes(100)];
  const expected = toHex(sha256(concat(salt, body)));
  expect(toHex(sha256Into(salt, salt, body))).toBe(expected);
});

test('[OP4] MACs of every length under keys of several are those of the kept library, one key after the other', () => {
  const keys = [0, 16, 32, 64].map((length) => bytes(length, 5));
  for (let length = 0; length <= 200; length += 1) {
    for (const key of keys) {
      const message = bytes(length, 7);
      expect(toHex(macInto(room(), macKeyOf(key), message))).toBe(toHex(hmac(sha256, key, message)));
    }
  }
  expect(() => macKeyOf(bytes(65))).toThrow('65 bytes');
});
