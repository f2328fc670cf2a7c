import { expect, test } from 'vitest';
import { type Approval, type ApprovalRule, countApprovals, digestOfAction } from './approvals.ts';

const persons = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const digest = digestOfAction('record', { wants: 'this' });
const rule: ApprovalRule = { digest, askedBy: 'asker', needed: 2 };
const by = (person: string, more: Partial<Approval> = {}): Approval => ({ person, digest, at: 500, ...more });

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
