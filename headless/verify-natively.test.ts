import { expect, test } from 'vitest';
import { publicKeyOf, signEd25519, verifyEd25519 } from '../shared/protocol/ed25519.ts';
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
});
