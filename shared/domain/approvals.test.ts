import { expect, test } from 'vitest';
import {
  type Approval,
  type ApprovalRule,
  asApproval,
  countApprovals,
  deviceNamedIn,
  digestOfAction,
  saidOn,
  spokeFor,
} from './approvals.ts';

const persons = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const digest = digestOfAction('record', { wants: 'this' });
const rule: ApprovalRule = { digest, askedBy: 'asker', askedOn: 'laptop of asker', needed: 2 };
const by = (person: string, more: Partial<Approval> = {}): Approval => ({
  person,
  digest,
  device: `laptop of ${person}`,
  at: 500,
  ...more,
});

/** Every subset of a list: one for each number whose bits say who is in it. */
const subsetsOf = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: 2 ** list.length }, (_, bits) =>
    list.filter((_each, at) => Math.floor(bits / 2 ** at) % 2 === 1),
  );

test('of up to seven persons exactly the subsets of k and more are enough, whatever noise stands among them', () => {
  let looked = 0;
  for (let n = 1; n <= 7; n++) {
    for (const subset of subsetsOf(persons.slice(0, n))) {
      const good = subset.map((person) => by(person));
      // Said twice, by whoever asked, and of something else: none of it may count.
      const noise = [
        ...subset.map((person) => by(person, { at: 501 })),
        by('asker'),
        // On a laptop that spoke for somebody else already.
        ...persons.map((person) => by(person, { device: 'laptop of asker', at: 499 })),
        ...subset.slice(1).map((person) => by(person, { device: `laptop of ${subset[0]}`, at: 502 })),
        ...persons.map((person) => by(person, { digest: digestOfAction('other', { wants: 'this' }) })),
      ];
      for (let needed = 1; needed <= 7; needed++) {
        const counted = countApprovals({ ...rule, needed }, [...noise, ...good]);
        expect(counted.isEnough, `${subset.join('')} of ${n}, ${needed} needed`).toBe(subset.length >= needed);
        expect(counted.approvals.map(({ person }) => person).sort()).toEqual(subset);
        looked++;
      }
    }
  }
  expect(looked).toBe((2 ** 8 - 2) * 7);
});

test('who says it twice is counted with the first word', () => {
  const { approvals, isEnough } = countApprovals(rule, [by('a', { at: 600 }), by('a')]);
  expect([approvals, isEnough]).toEqual([[by('a')], false]);
});

test('[OD2] one laptop is one voice: of two persons on it the first counts, and on the laptop of whoever asked nobody', () => {
  const shared = { device: 'shared' };
  const two = countApprovals(rule, [by('b', { ...shared, at: 600 }), by('a', shared)]);
  expect([two.approvals.map(({ person }) => person), two.isEnough]).toEqual([['a'], false]);
  expect(countApprovals(rule, [by('a', { device: 'laptop of asker' }), by('b')]).isEnough).toBe(false);
  // A word elsewhere counts, whatever was said on the shared one.
  expect(countApprovals(rule, [by('a', shared), by('b', shared), by('b', { at: 700 })]).isEnough).toBe(true);
});

test('[OD4] words that name no laptop count as they did', () => {
  const older = { device: null };
  const asked = { ...rule, askedOn: null };
  expect(countApprovals(asked, [by('a', older), by('b', older)]).isEnough).toBe(true);
  expect(countApprovals(rule, [by('a', older), by('b')]).isEnough).toBe(true);
});

test('nothing is approved by nobody, even where a record asks for no person', () => {
  expect(countApprovals({ ...rule, needed: 0 }, []).isEnough).toBe(false);
  expect(countApprovals({ ...rule, needed: -3 }, [by('asker')]).isEnough).toBe(false);
});

test('the digest is of the exact action in its record, whatever the order of its names', () => {
  expect(digestOfAction('r', { a: 1, b: 2 })).toBe(digestOfAction('r', { b: 2, a: 1 }));
  const others = [
    digestOfAction('s', { a: 1, b: 2 }),
    digestOfAction('r', { a: 1, b: 3 }),
    digestOfAction('r', { a: 1 }),
  ];
  for (const other of others) expect(other).not.toBe(digestOfAction('r', { a: 1, b: 2 }));
});

test('[OD1] a word names its device by a text that is not empty, and is counted as it says', () => {
  const profile = { person: 'a', name: 'Ines Calder', centre: 'Coast' };
  const word = { by: profile, digest, at: 7, device: 'shared' };
  expect([word, { device: '' }, { device: 3 }, {}].map(deviceNamedIn)).toEqual(['shared', null, null, null]);
  expect(asApproval(word)).toEqual({ person: 'a', digest, at: 7, device: 'shared' });
  expect(saidOn(word)).toEqual({ by: profile, device: 'shared' });
});

test('[OD2] who spoke here before is the first other person on this laptop; neither oneself nor another laptop', () => {
  const [ines, ben, wen] = ['a', 'b', 'c'].map((person) => ({ person, name: person, centre: 'Coast' }));
  if (ines === undefined || ben === undefined || wen === undefined) throw new Error('three people');
  const said = [
    { by: wen, device: 'elsewhere' },
    { by: wen, device: null },
    { by: ines, device: 'here' },
    { by: ben, device: 'here' },
    { by: wen, device: 'here' },
  ];
  expect(spokeFor(said, 'here', 'a')).toEqual(ben);
  expect(spokeFor(said, 'here', 'b')).toEqual(ines);
  expect(spokeFor(said, 'elsewhere', 'c')).toBeNull();
  expect(spokeFor([], 'here', 'a')).toBeNull();
});
