import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CustodianShare,
  faultOfShares,
  nameOfVault,
  readShare,
  writeShare,
  writeVaultName,
} from './custodian-share.ts';
import { readRecoveryKey, writeRecoveryKey } from './recovery-key.ts';

const bytes = (size: number) => fc.uint8Array({ minLength: size, maxLength: size });
const shares = fc.record({
  number: fc.integer({ min: 1, max: 3 }),
  vault: bytes(5),
  set: bytes(3),
  point: bytes(21),
});

test('what was written is read back, in thirteen groups of four, and is no recovery key', () => {
  fc.assert(
    fc.property(shares, (share) => {
      const written = writeShare(share);
      expect(written).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){12}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(readShare(written.toLowerCase().replaceAll('-', ' '))).toEqual(share);
      expect(readRecoveryKey(written)).toBeNull();
      expect(readShare(writeRecoveryKey(share.point.slice(1)))).toBeNull();
    }),
  );
});

test('every sign that is mistyped is noticed', () => {
  const written = writeShare({
    number: 2,
    vault: new Uint8Array(5),
    set: new Uint8Array(3),
    point: new Uint8Array(21),
  });
  for (let at = 0; at < written.length; at += 1) {
    if (written[at] === '-') continue;
    const wrong = written.slice(0, at) + (written[at] === '7' ? '8' : '7') + written.slice(at + 1);
    expect([at, readShare(wrong)]).toEqual([at, null]);
  }
});

test('shares of another vault, of an older set and one share twice are told apart before anything is tried', () => {
  const id = new Uint8Array(16).fill(9);
  const [set, older] = [Uint8Array.of(1, 2, 3), Uint8Array.of(3, 2, 1)];
  const share = (number: number, change: Partial<CustodianShare> = {}): CustodianShare => ({
    number,
    vault: nameOfVault(id),
    set,
    point: new Uint8Array(21),
    ...change,
  });
  const fault = (second: CustodianShare, sets = [set]) => faultOfShares([share(1), second], id, sets);
  expect(fault(share(3))).toBeNull();
  expect(fault(share(1))).toBe('share-twice');
  expect(fault(share(2, { vault: new Uint8Array(5) }))).toBe('share-of-other-vault');
  expect(fault(share(2, { set: older }))).toBe('share-older');
  expect(fault(share(2, { set: older }), [set, older])).toBe('share-older');
  expect(fault(share(2), [])).toBe('share-older');
  expect(fault(share(2), [older])).toBe('share-older');
});

test('people read the name of a vault as two groups of four signs', () => {
  expect(writeVaultName(Uint8Array.from({ length: 16 }, (_, at) => at * 17))).toBe('008J-4CT4');
});
