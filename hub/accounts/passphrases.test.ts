import { argon2Sync } from 'node:crypto';
import { expect, test } from 'vitest';
import { createPassphrases, passphraseFloor } from './passphrases.ts';

const passphrases = createPassphrases(passphraseFloor);

test('a passphrase matches what was kept of it, written either way; another does not, and the cost is kept with it', async () => {
  const kept = await passphrases.hash('café ferry lantern orbit');
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=131072,t=3,p=1\$/);
  expect(await passphrases.matches(kept, 'cafe\u0301 ferry lantern orbit')).toBe(true);
  expect(await passphrases.matches(kept, 'cafe ferry lantern orbit')).toBe(false);
  expect(await passphrases.matches(null, 'café ferry lantern orbit')).toBe(false);
});

test('is Argon2id as RFC 9106 has it', () => {
  const tag = argon2Sync('argon2id', {
    message: Buffer.alloc(32, 1),
    nonce: Buffer.alloc(16, 2),
    secret: Buffer.alloc(8, 3),
    associatedData: Buffer.alloc(12, 4),
    parallelism: 4,
    tagLength: 32,
    memory: 32,
    passes: 3,
  });
  expect(tag.toString('hex')).toBe('0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659');
});

test.each([
  ['below the floor', '$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$'],
  ['above the ceiling', '$argon2id$v=19$m=99999999,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$'],
  ['of another kind', '$argon2i$v=19$m=131072,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$'],
])('a kept hash %s opens nothing', async (_name, head) => {
  expect(await passphrases.matches(`${head}${'A'.repeat(43)}`, 'x')).toBe(false);
});

test('a cost below the floor is refused when the hub starts', () => {
  expect(() => createPassphrases({ memoryMiB: 64, passes: 3 })).toThrow('at least 128 MiB');
  expect(() => createPassphrases({ memoryMiB: 128, passes: 2 })).toThrow('at least 128 MiB');
});
