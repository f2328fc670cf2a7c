import { expect, test } from 'vitest';
import { publicKeyOf, signEd25519, verifyEd25519 } from '../protocol/ed25519.ts';
import { rememberVerified } from './remember-verified.ts';

const secret = new Uint8Array(32).fill(3);
const key = publicKeyOf(secret);
const message = new Uint8Array([1, 2, 3]);

test('[RM2] a signature that was good is not computed again, and one byte of anything makes it another one', async () => {
  let computed = 0;
  const verify = rememberVerified((...asked) => {
    computed += 1;
    return verifyEd25519(...asked);
  });
  const signature = signEd25519(secret, message);
  const changed = (bytes: Uint8Array) => bytes.map((byte, at) => (at === 0 ? byte ^ 1 : byte));
  expect([await verify(key, message, signature), await verify(key, message, signature), computed]).toEqual([
    true,
    true,
    1,
  ]);
  const others: readonly Parameters<typeof verify>[] = [
    [changed(key), message, signature],
    [key, changed(message), signature],
    [key, message, changed(signature)],
  ];
  for (const asked of others) expect([await verify(...asked), await verify(...asked)]).toEqual([false, false]);
  expect(computed).toBe(7);
});

test('of many only the last ones are remembered', async () => {
  let computed = 0;
  const verify = rememberVerified(() => {
    computed += 1;
    return true;
  });
  const of = (n: number) => verify(key, new Uint8Array([n >> 8, n & 255]), key);
  for (let n = 0; n < 600; n += 1) await of(n);
  await of(599);
  expect(computed).toBe(600);
  await of(0);
  expect(computed).toBe(601);
});
