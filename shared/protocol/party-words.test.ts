import { expect, test } from 'vitest';
import { endorsedKey, hubKeyNumbered } from '../../test/support/signing-hub.ts';
import { keyOfHubWords, partyWords } from './party-words.ts';

test('[FC4] a key that somebody put before the hub’s changes the words of the hub; one key has the words that it ever had', () => {
  const real = hubKeyNumbered(2);
  const wordsOf = (keys: Parameters<typeof keyOfHubWords>[0]) => partyWords(keyOfHubWords(keys)).join(' ');
  expect(wordsOf([real])).toBe(partyWords(real.publicKey).join(' '));
  const told = [
    [real],
    [hubKeyNumbered(1), endorsedKey(2, 1)],
    [hubKeyNumbered(3), endorsedKey(2, 3)],
    [real, endorsedKey(1, 2)],
  ];
  expect(new Set(told.map(wordsOf)).size).toBe(told.length);
  expect(keyOfHubWords([])).toBe('');
});
