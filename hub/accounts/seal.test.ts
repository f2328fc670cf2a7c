import { expect, test } from 'vitest';
import { createSealer } from './seal.ts';

const key = new Uint8Array(32).fill(5);
const plain = new TextEncoder().encode('a secret');

test('what was sealed opens with its key and in its place, and nowhere else', () => {
  const sealer = createSealer(key);
  const sealed = sealer.seal(plain, 'account 1');
  expect(sealer.open(sealed, 'account 1')).toEqual(plain);
  expect(sealer.open(sealed, 'account 2')).toBeNull();
  expect(createSealer(new Uint8Array(32)).open(sealed, 'account 1')).toBeNull();
  expect(sealer.seal(plain, 'account 1')).not.toEqual(sealed);
});

test('every changed or missing byte is noticed', () => {
  const sealer = createSealer(key);
  const sealed = sealer.seal(plain, 'account 1');
  for (let i = 0; i < sealed.length; i += 1) {
    const changed = sealed.slice();
    changed[i] = (changed[i] as number) ^ 1;
    expect(sealer.open(changed, 'account 1')).toBeNull();
    expect(sealer.open(sealed.subarray(0, i), 'account 1')).toBeNull();
  }
});
