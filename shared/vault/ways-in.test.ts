import { expect, test } from 'vitest';
import { mayRemove } from './ways-in.ts';

test.each([
  [['passphrase', 'recovery'], 'recovery', false],
  [['passphrase', 'recovery', 'keychain'], 'recovery', false],
  [['passphrase', 'recovery', 'newer'], 'recovery', false],
  [['passphrase', 'recovery', 'custodians'], 'recovery', true],
  [['passphrase', 'recovery', 'custodians'], 'custodians', true],
  [['passphrase', 'custodians', 'custodians'], 'custodians', false],
  [['passphrase', 'custodians'], 'custodians', false],
  [['passphrase', 'recovery', 'keychain'], 'keychain', true],
  [['passphrase', 'recovery', 'custodians'], 'passphrase', false],
] as const)('of %j, %s can be removed: %s', (kinds, kind, may) => {
  expect(mayRemove(kinds, kind)).toBe(may);
});
