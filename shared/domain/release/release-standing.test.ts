import { expect, test } from 'vitest';
import type { Json } from '../../base/json.ts';
import { checkValue } from '../edit.ts';
import type { Role } from '../policy/roles.ts';
import {
  digestOfEdition,
  type Edition,
  type ReleaseAct,
  readEdition,
  release,
  releaseApproval,
  releaseWithdrawal,
  type Withdrawal,
} from './release.ts';
import {
  compareNumbers,
  countReleaseApprovals,
  type ReleaseWord,
  releasesFrom,
  standingOfPlaybook,
} from './release-standing.ts';

const uuid = (n: number) => `0190a000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`;
const who = (n: number, centre: string) => ({ person: uuid(n), name: `Person ${n}`, centre });
const [asker, mireille, jonas, ruslan] = [who(1, 'Capital'), who(2, 'Highlands'), who(3, 'Lakes'), who(4, 'Coast')];
const playbook = uuid(50);

const edition = (number: string, more: Partial<Edition> = {}): Edition => ({
  playbook,
  number,
  content: 'ab'.repeat(32),
  validFrom: '2026-03-01',
  validUntil: null,
  reviewDate: '2027-03-01',
  supersedes: null,
  rule: { needed: 2, distinct: 'centre', roles: ['approver', 'reviewer'] },
  note: '',
  language: 'en',
  by: asker,
  at: 1,
  ...more,
});

type Said = Pick<ReleaseAct, 'does' | 'by'> & { readonly role?: Role; readonly note?: string; readonly at?: number };
const act = (digest: string, said: Said): ReleaseAct => {
  return { digest, role: 'approver', note: '', language: 'en', at: 2, ...said };
};

/** The words of one edition: itself, what is said of it, and that it was withdrawn. */
function words(id: string, one: Edition, said: readonly Said[], withdrawn = false): ReleaseWord[] {
  const digest = digestOfEdition(id, one);
  const withdrawal: Withdrawal = { digest, role: 'director', reason: 'Wrong', language: 'en', by: ruslan, at: 9 };
  return [
    { type: release.type, record: id, playbook, value: one as unknown as Json },
    ...said.map((each) => {
      const value = act(digest, each) as unknown as Json;
      return { type: releaseApproval.type, record: uuid(60), playbook, value };
    }),
    ...(withdrawn
      ? [{ type: releaseWithdrawal.type, record: uuid(61), playbook, value: withdrawal as unknown as Json }]
      : []),
  ];
}
const standing = (all: readonly ReleaseWord[], day = '2026-04-01') => standingOfPlaybook(releasesFrom(all), day);
const both: Said[] = [
  { does: 'approve', by: mireille },
  { does: 'approve', by: jonas, role: 'reviewer' },
];
const out: Said[] = [...both, { does: 'release', by: mireille, at: 5 }];

test('[RL5] a playbook goes from draft by review and approval to its release, and is superseded by a later number that has begun', () => {
  const state = (said: readonly Said[]) => standing(words(uuid(70), edition('4.1'), said)).state;
  expect(standing([]).state).toBe('draft');
  expect(state([])).toBe('in-review');
  expect(state(both.slice(1))).toBe('in-review');
  expect(state(both)).toBe('approved');
  expect(state(out)).toBe('released');
  const later = words(uuid(71), edition('4.2', { validFrom: '2026-05-01' }), out);
  const all = [...words(uuid(70), edition('4.1'), out), ...later];
  const states = (day: string) => standing(all, day).releases.map((one) => [one.edition.number, one.state]);
  expect(states('2026-04-30')).toEqual([
    ['4.2', 'released'],
    ['4.1', 'released'],
  ]);
  expect([
    standing(all, '2026-04-30').current?.edition.number,
    standing(all, '2026-04-30').coming?.edition.number,
  ]).toEqual(['4.1', '4.2']);
  expect(states('2026-05-01')).toEqual([
    ['4.2', 'released'],
    ['4.1', 'superseded'],
  ]);
});

test('[RL4] what was sent back or recalled is not approved; what was released stays so whatever is said later', () => {
  const returned: Said = { does: 'return', by: jonas, role: 'reviewer', note: 'A lorry needs more' };
  const recalled: Said = { does: 'recall', by: asker, role: 'trainer' };
  const only = (said: readonly Said[]) => standing(words(uuid(70), edition('4.1'), said)).releases[0]?.state;
  expect(only([...both, returned])).toBe('returned');
  expect(only([...both, recalled])).toBe('recalled');
  expect(only([{ ...recalled, by: ruslan }])).toBe('in-review');
  expect(only([...out, returned, recalled])).toBe('released');
  expect(only([...both, { does: 'release', by: jonas, role: 'reviewer' }])).toBe('approved');
  expect(only([both[0] as Said, { does: 'release', by: mireille }])).toBe('in-review');
});

test('[RL2] an approval of other content, another number or another record counts for nothing, and an edit makes all of them worthless', () => {
  const id = uuid(70);
  const approved = words(id, edition('4.1'), both);
  const edited = edition('4.1', { content: 'cd'.repeat(32) });
  for (const [record, one] of [
    [id, edited],
    [id, edition('4.2')],
    [uuid(71), edition('4.1')],
  ] as const) {
    const moved = [{ type: release.type, record, playbook, value: one as unknown as Json }, ...approved.slice(1)];
    expect(standing(moved).state).toBe('in-review');
  }
  // The record says that it belongs to another playbook than the one that was approved.
  expect(releasesFrom(approved.map((word) => ({ ...word, playbook: uuid(51) })))).toEqual([]);
});

test('[RL2] nobody approves their own, twice, or in a role that the rule does not name', () => {
  const count = (said: readonly Said[], more: Partial<Edition> = {}) =>
    countReleaseApprovals(releasesFrom(words(uuid(70), edition('1.0', more), said))[0] as never).parties;
  expect(count([{ does: 'approve', by: asker }])).toEqual([]);
  expect(count([...both, ...both])).toEqual(['Highlands', 'Lakes']);
  expect(
    count([
      { does: 'approve', by: mireille },
      { does: 'approve', by: who(9, 'Highlands') },
    ]),
  ).toEqual(['Highlands']);
  expect(count([{ does: 'approve', by: mireille, role: 'trainer' }])).toEqual([]);
  const rule = { needed: 2, distinct: 'state', roles: ['approver', 'reviewer'] } as const;
  const states = { Highlands: 'Tolmara', Lakes: 'Tolmara', Coast: 'Sorrel' };
  expect(count(both, { rule: { ...rule, roles: [...rule.roles], states } })).toEqual(['Tolmara']);
  expect(count(both, { rule: { ...rule, roles: [...rule.roles] } })).toEqual([]);
  expect(
    count([{ does: 'approve', by: who(5, 'constructor') }], { rule: { ...rule, roles: [...rule.roles], states } }),
  ).toEqual([]);
});

test('[RL2] over every subset of seven persons of four centres, it is enough exactly when so many centres of others are in it', () => {
  const people = Array.from({ length: 7 }, (_, n) => who(10 + n, `Centre ${n % 4}`));
  for (let needed = 1; needed <= 4; needed++) {
    for (let bits = 0; bits < 2 ** people.length; bits++) {
      const in_ = people.filter((_, n) => (bits >> n) % 2 === 1);
      const one = edition('1.0', {
        by: people[0] as Edition['by'],
        rule: { needed, distinct: 'centre', roles: ['approver'] },
      });
      const [read] = releasesFrom(
        words(
          uuid(70),
          one,
          in_.map((by) => ({ does: 'approve', by })),
        ),
      );
      const centres = new Set(in_.filter(({ person }) => person !== people[0]?.person).map(({ centre }) => centre));
      expect(countReleaseApprovals(read as never).isEnough).toBe(centres.size >= needed);
    }
  }
});

test('[RL7] whatever order they come in, no sync that brought the withdrawal shows the release as valid, and nothing before it comes back', () => {
  const old = words(uuid(70), edition('4.1'), out);
  const withdrawn = words(uuid(71), edition('4.2'), out, true);
  const withdrawal = withdrawn.at(-1) as ReleaseWord;
  const all = [...old, ...withdrawn];
  for (let seed = 0; seed < 40; seed++) {
    const order = all
      .map((word, n) => ({ word, key: (n * 7919 + seed * 104_729) % 1009 }))
      .sort((a, b) => a.key - b.key);
    for (let cut = 0; cut <= order.length; cut++) {
      const here = order.slice(0, cut).map(({ word }) => word);
      const { current, releases } = standing(here);
      const shown = releases.find(({ edition: { number } }) => number === '4.2');
      if (here.includes(withdrawal)) expect(shown?.state === 'released').toBe(false);
      if (here.includes(withdrawal)) expect(current?.edition.number).not.toBe('4.2');
    }
    const { state, current, withdrawn: gone } = standing(order.map(({ word }) => word));
    expect([state, current, gone?.edition.number]).toEqual(['withdrawn', null, '4.2']);
  }
  // A new edition ends it.
  expect(standing([...all, ...words(uuid(72), edition('4.3'), out)]).current?.edition.number).toBe('4.3');
});

test('an edition whose number is taken waits for nobody, and of two in review the later one is the candidate', () => {
  const all = [
    ...words(uuid(70), edition('4.2'), out),
    ...words(uuid(71), edition('4.2', { at: 3 }), both),
    ...words(uuid(72), edition('4.3', { at: 4 }), []),
    ...words(uuid(73), edition('4.10', { at: 8 }), []),
  ];
  const { candidate, releases } = standing(all);
  expect(candidate?.edition.number).toBe('4.10');
  expect(releases.map(({ edition: { number }, state }) => `${number} ${state}`)).toEqual([
    '4.10 in-review',
    '4.3 in-review',
    '4.2 released',
    '4.2 superseded',
  ]);
});

test('numbers are ordered part by part', () => {
  expect(['4.10', '4', '4.9', '10.0', '4.0.1'].sort(compareNumbers)).toEqual(['4', '4.0.1', '4.9', '4.10', '10.0']);
  expect(compareNumbers('4', '4.0.0')).toBe(0);
});

test('an edition that ends before it begins, asks for nobody, or returns without a reason is none', () => {
  const wrong: Partial<Edition>[] = [
    { validUntil: '2026-02-28' },
    { reviewDate: '2026-02-28' },
    { number: 'four' },
    { rule: { needed: 0, distinct: 'centre', roles: ['approver'] } },
    { rule: { needed: 1, distinct: 'centre', roles: [] } },
  ];
  for (const more of wrong)
    expect(readEdition(edition('4.2', more) as unknown as Json), JSON.stringify(more)).toBeNull();
  const value = act('ab'.repeat(32), { does: 'return', by: jonas }) as unknown as Json;
  expect(checkValue(releaseApproval, 'act', value).ok).toBe(false);
});
