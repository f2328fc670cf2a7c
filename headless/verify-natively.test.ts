import { expect, test } from 'vitest';
import { verifySignature } from '../hub/http/verify-signature.ts';
import { fromHex } from '../shared/base/bytes.ts';
import { publicKeyOf, signEd25519, verifyEd25519 } from '../shared/protocol/ed25519.ts';
import { isWeakKey } from '../shared/protocol/weak-key.ts';
import { verifyNatively } from './verify-natively.ts';

test('[RM2] it says of every signature what ours says, also of what is none', () => {
  const secret = new Uint8Array(32).fill(9);
  const [key, message] = [publicKeyOf(secret), new Uint8Array([5, 6, 7])];
  const signature = signEd25519(secret, message);
  const changed = (bytes: Uint8Array, at: number) => bytes.map((byte, n) => (n === at ? byte ^ 1 : byte));
  const largest = new Uint8Array(64).fill(255);
  const asked: readonly Parameters<typeof verifyNatively>[] = [
    [key, message, signature],
    [changed(key, 0), message, signature],
    [key, changed(message, 2), signature],
    [key, message, changed(signature, 0)],
    [key, message, changed(signature, 63)],
    [key, message, largest],
    [key, message, signature.slice(1)],
    [key.slice(1), message, signature],
    [new Uint8Array(32), message, signature],
    [largest.slice(32), message, signature],
  ];
  const answers = asked.map((each) => verifyNatively(...each));
  expect(answers).toEqual(asked.map((each) => verifyEd25519(...each)));
  expect(answers.filter(Boolean)).toHaveLength(1);
  expect(isWeakKey(key)).toBe(false);
});

test('[RM2] it refuses keys under which anybody can sign, in each way to write them, as ours does', () => {
  const ff = 'ff'.repeat(30);
  const written = [
    '00'.repeat(32),
    `01${'00'.repeat(31)}`,
    `ec${ff}7f`,
    `ed${ff}7f`,
    `ee${ff}7f`,
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  ];
  // R is the neutral point and S is 0: good for every message under the first key of them, for some under the others.
  const forged = Uint8Array.from({ length: 64 }, (_, n) => (n === 0 ? 1 : 0));
  for (const hex of written) {
    const plain = fromHex(hex);
    const keys = [plain, plain.map((byte, n) => (n === 31 ? byte | 0x80 : byte))];
    for (const key of keys) {
      const answers = Array.from({ length: 16 }, (_, n) => {
        const asked = [key, Uint8Array.of(n), forged] as const;
        return verifyNatively(...asked) || verifySignature(...asked) || verifyEd25519(...asked);
      });
      // By ourselves: whether OpenSSL takes such a key hangs on its edition.
      expect([hex, isWeakKey(key), answers.some(Boolean)]).toEqual([hex, true, false]);
    }
  }
});
