import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRecord } from '../edit.ts';
import type { RecordState } from '../record-state.ts';
import { type AssessmentItem, scaleOf, valuesOf } from './assessment-item.ts';
import { assessmentMark, givenInOrder, type Seat } from './assessment-mark.ts';
import { type PersonStanding, resultOf, standingsOf } from './assessment-standing.ts';

const item = (id: string, competency: string, more: Partial<AssessmentItem> = {}): AssessmentItem =>
  ({ id, competency, kind: 'rubric', most: 4, least: 3, ...more }) as AssessmentItem;
const items = [
  item('cordon', 'Cordon'),
  item('radio', 'Cordon', { kind: 'points', most: 10, least: 6 }),
  item('log', 'Evidence'),
];

interface Made {
  readonly item?: string;
  readonly person?: string;
  readonly value?: number | undefined;
  readonly author?: string;
  readonly by?: string;
  readonly seat?: Seat;
}

/** A mark as the store keeps it, made at a Lamport time. */
function stored(id: string, lamport: number, { author = 'p1', ...made }: Made): RecordState {
  const values = { item: 'cordon', person: 'amal', by: author, seat: 'assessor', ...made } as const;
  const drafts = createRecord(assessmentMark, { scope: 's', id }, { session: 'tr', ...values });
  if (!drafts.ok) throw new Error(drafts.failure.reason);
  const fields = Object.fromEntries(
    drafts.value.map(({ field, kind, value }) => [
      field,
      [{ id: `${id} ${field}`, kind, value, lamport, wall: 0, author, device: 'd' }],
    ]),
  );
  return { scope: 's', type: 'assessment-mark', id, fields, missing: [] };
}

const standing = (states: readonly RecordState[], person = 'amal'): PersonStanding =>
  standingsOf(items, givenInOrder(states))(person);
const first = (...states: RecordState[]) => standing(states).items[0];

test('[AM1] a scale keeps within its bounds whatever its record says, and what is not on it counts for nothing', () => {
  expect(scaleOf({ kind: 'rubric', most: 40, least: -2 })).toEqual({ lowest: 1, most: 10, least: 1 });
  expect(scaleOf({ kind: 'points', most: Number.NaN, least: 7 })).toEqual({ lowest: 0, most: 1, least: 1 });
  expect(valuesOf({ lowest: 1, most: 4, least: 3 })).toEqual([1, 2, 3, 4]);
  expect(
    first(stored('a', 1, { value: 5 }), stored('b', 2, { value: 0 }), stored('c', 3, { value: 2.5 }))?.given,
  ).toEqual([]);
});

test('[AM2] of the marks of one assessor the last counts, and one without a value takes theirs back', () => {
  expect(first(stored('a', 2, { value: 4 }), stored('b', 1, { value: 1 }))?.given.map(({ value }) => value)).toEqual([
    4,
  ]);
  expect(first(stored('a', 2, {}), stored('b', 1, { value: 1 }))?.given).toEqual([]);
});

test('[AM3] an assessor settles nobody else’s mark, and a name on paper is an assessor of its own', () => {
  const both = first(
    stored('a', 1, { value: 4, author: 'p1' }),
    stored('b', 2, { value: 2, author: 'p2' }),
    stored('c', 3, { value: 3, author: 'p1', by: 'Tomas Velk' }),
  );
  expect(both?.given.map(({ by, value }) => `${by} ${value}`)).toEqual(['Tomas Velk 3', 'p1 4', 'p2 2']);
});

test('[AM4] what trainees think of themselves is shown and never counted', () => {
  const own = first(stored('a', 1, { value: 4, seat: 'trainee' }));
  expect([own?.own, own?.given, own?.isReached]).toEqual([4, [], null]);
});

test('[AM5] the mean decides, and who is on the other side is seen', () => {
  const at = (...values: number[]) =>
    first(...values.map((value, n) => stored(`m${n}`, n, { value, author: `p${n}` })));
  expect([at(4, 2)?.isReached, at(4, 2)?.differs]).toEqual([true, true]);
  expect([at(4, 1)?.isReached, at(4, 1)?.differs]).toEqual([false, true]);
  expect([at(3, 4)?.isReached, at(3, 4)?.differs]).toEqual([true, false]);
});

test('[AM6] [AM7] a competency is open until each of its items is marked, and nothing of somebody is recorded before', () => {
  const cordon = stored('a', 1, { value: 4 });
  const log = stored('b', 1, { item: 'log', value: 2 });
  expect(standing([cordon, log]).competencies.map(({ state, percent }) => [state, percent])).toEqual([
    ['open', 100],
    ['missed', 50],
  ]);
  expect(resultOf(standing([cordon, log]))).toBeNull();
  expect(resultOf(standing([cordon, log, stored('c', 1, { item: 'radio', value: 7 })]))).toEqual([
    { competency: 'Cordon', reached: true, percent: 85 },
    { competency: 'Evidence', reached: false, percent: 50 },
  ]);
});

const madeMark = fc.record({
  item: fc.constantFrom('cordon', 'radio', 'log', 'unknown'),
  person: fc.constantFrom('amal', 'igor'),
  value: fc.option(fc.integer({ min: -1, max: 11 }), { nil: undefined }),
  author: fc.constantFrom('p1', 'p2', 'p3'),
  seat: fc.constantFrom<Seat>('assessor', 'trainee'),
});
const marks = fc.array(fc.tuple(madeMark, fc.nat(20)), { maxLength: 30 });
const storedAll = (made: readonly (readonly [Made, number])[]) =>
  made.map(([mark, lamport], at) => stored(`m${String(at).padStart(2, '0')}`, lamport, mark));

test('[AM3] in whatever order marks arrive, two laptops that hold the same ones say the same', () => {
  fc.assert(
    fc.property(marks, fc.infiniteStream(fc.nat()), (made, keys) => {
      const states = storedAll(made);
      const mixed = states.map((state) => ({ state, key: keys.next().value })).sort((a, b) => a.key - b.key);
      expect(standing(mixed.map(({ state }) => state))).toEqual(standing(states));
    }),
  );
});

test('[AM3] [AM4] whatever one assessor or a trainee adds, the values of the others stay as they were', () => {
  fc.assert(
    fc.property(marks, marks, (made, more) => {
      const others = (of: PersonStanding) => of.items.map(({ given }) => given.filter(({ by }) => by !== 'p3'));
      const added = more.map(([mark, lamport]) => [{ ...mark, author: 'p3' }, lamport] as const);
      expect(others(standing(storedAll([...made, ...added])))).toEqual(others(standing(storedAll(made))));
    }),
  );
});

test('[AM6] figures are whole hundredths, and only what every item was marked for is reached', () => {
  fc.assert(
    fc.property(marks, (made) => {
      const { items: each, competencies } = standing(storedAll(made));
      for (const { percent, state, marked, of, competency } of competencies) {
        expect(percent === null ? marked === 0 : Number.isInteger(percent) && percent >= 0 && percent <= 100).toBe(
          true,
        );
        const reached = each
          .filter(({ item: one }) => one.competency === competency)
          .every(({ isReached }) => isReached);
        expect(state).toBe(marked < of ? 'open' : reached ? 'reached' : 'missed');
      }
    }),
  );
});
