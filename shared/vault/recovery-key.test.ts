import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRecoveryKey, recoveryKeySize, writeRecoveryKey } from './recovery-key.ts';

const keys = fc.uint8Array({ minLength: recoveryKeySize, maxLength: recoveryKeySize });

test('what was written is read back, however it is typed', () => {
  fc.assert(
    fc.property(keys, (key) => {
      const written = writeRecoveryKey(key);
      expect(written).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(readRecoveryKey(written)).toEqual(key);
      expect(readRecoveryKey(` ${written.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')} `)).toEqual(key);
      expect(readRecoveryKey(written.replaceAll('1', 'l').replaceAll('-', ''))).toEqual(key);
    }),
  );
});

test('a sign that is wrong, missing or too many is noticed', () => {
  const written = writeRecoveryKey(new Uint8Array(recoveryKeySize).fill(7));
  for (const typed of ['', written.slice(1), `${written}0`, written.replace('0', '1'), written.replace(/.$/, 'U')])
    expect(readRecoveryKey(typed)).toBeNull();
  const neighbours = written.replace(/(.)(.)-/, '$2$1-');
  if (neighbours !== written) expect(readRecoveryKey(neighbours)).toBeNull();
});
