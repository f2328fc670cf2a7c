import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aboutInject, factView, injectView, standingBy } from '../../../test/support/conduct-drafts.ts';
import type { RecordState } from '../record-state.ts';
import { approveList, noteDeed, noteObservation, startConduct } from './conduct-commands.ts';
import type { ConductEvent } from './conduct-event.ts';
import { conductOf, standingFacts } from './conduct-standing.ts';
import { digestOfEventList, inListOrder, nextNumber } from './event-list.ts';
import type { ExerciseApproval } from './exercise-approval.ts';

const place = { scope: 's', exercise: 'e', id: 'new', by: 'Ines Calder', at: 60_000 };
const ids = (facts: readonly ConductEvent[]) => facts.map(({ id }) => id);
const approvalOf = (digest: string) => ({ id: 'a', digest, by: 'Tomasz Veld' }) as ExerciseApproval;
const nothing = { events: [], approvals: [], digest: null };

test('[EX3] the list stands by wall time, then by number as a reader counts, and what has no time is at its end', () => {
  const listed = inListOrder([
    injectView('a', { number: '10' }),
    injectView('b', { number: '9' }),
    injectView('c', { number: '10', wallMinute: 30 }),
    injectView('d', { number: '2', wallMinute: 30 }),
    injectView('e', { number: '40', wallMinute: 5 }),
  ]);
  expect(listed.map(({ id }) => id)).toEqual(['e', 'd', 'c', 'b', 'a']);
  expect(nextNumber(listed)).toBe('41');
  expect(nextNumber([])).toBe('1');
});

test('[EX5] an approval is of the exact list: a changed word, time or inject waits again, a translation does not', () => {
  const one = injectView('i', { wallMinute: 30, message: { en: 'Say this' } });
  const digest = digestOfEventList('e', [one]);
  const phaseOf = (...injects: Parameters<typeof digestOfEventList>[1]) =>
    conductOf({ ...nothing, approvals: [approvalOf(digest)], digest: digestOfEventList('e', injects) }).phase;
  expect(phaseOf(one)).toBe('approved');
  expect(phaseOf({ ...one, message: { en: 'Say this', fr: 'Dites ceci' } })).toBe('approved');
  expect(phaseOf({ ...one, message: { en: 'Say that' } })).toBe('planned');
  expect(phaseOf({ ...one, wallMinute: 31 })).toBe('planned');
  expect(phaseOf(one, injectView('j'))).toBe('planned');
  expect(digestOfEventList('another', [one])).not.toBe(digest);
});

test('[EX4] [EX5] an exercise goes live once, with an approved list alone, and its state in lists follows', () => {
  const state: RecordState = { scope: 's', type: 'exercise', id: 'e', fields: {}, missing: [] };
  const start = (conduct: ReturnType<typeof conductOf>) =>
    startConduct(place, conduct, {
      injects: [injectView('i', { wallMinute: 600, scenarioMinute: 300 })],
      base: 7,
      state,
    });
  expect(start(conductOf(nothing))).toMatchObject({ ok: false, failure: { why: 'not-approved' } });
  const approved = conductOf({ ...nothing, approvals: [approvalOf('d')], digest: 'd' });
  const made = start(approved);
  const values = made.ok && Object.fromEntries(made.value.map(({ field, value }) => [field, value]));
  expect(values).toMatchObject({ kind: 'started', base: 7, scenarioMinute: 300, rate: 1, state: 'under-way' });
  const live = conductOf({ ...nothing, events: [factView('s', 'started')] });
  expect(live.phase).toBe('live');
  expect(start(live)).toMatchObject({ ok: false, failure: { why: 'done' } });
  expect(approveList(place, 'd').ok).toBe(true);
});

test('[EX7] a fact names what stood; what is named no longer stands, and what is taken back is planned again', () => {
  expect(standingBy(aboutInject('a', 'deferred'), aboutInject('b', 'fired', ['a']))).toMatchObject({
    state: 'fired',
    shown: { id: 'b' },
    apart: [],
  });
  const back = standingBy(aboutInject('a', 'fired'), aboutInject('b', 'taken-back', ['a']));
  expect([back.state, back.shown, ids(back.facts)]).toEqual(['planned', null, ['a', 'b']]);
  expect(standingFacts(back)).toEqual(['b']);
  // a fact can come before what it names
  expect(standingBy(aboutInject('a', 'fired', ['b']), aboutInject('b', 'deferred')).state).toBe('fired');
});

test('[EX8] fired on two laptops is fired once and both facts are there; a fired one counts beside a dropped one', () => {
  const twice = standingBy(aboutInject('a', 'fired'), aboutInject('b', 'fired'));
  expect([twice.state, twice.shown?.id, ids(twice.apart), ids(twice.facts)]).toEqual(['fired', 'a', ['b'], ['a', 'b']]);
  const heard = standingBy(aboutInject('a', 'fired'), aboutInject('b', 'dropped'));
  expect([heard.state, ids(heard.apart)]).toEqual(['fired', ['b']]);
  // one of two firings is taken back by somebody who did not know of the other: it was heard all the same
  const half = standingBy(aboutInject('a', 'fired'), aboutInject('b', 'fired'), aboutInject('c', 'taken-back', ['a']));
  expect([half.state, half.shown?.id, ids(half.apart)]).toEqual(['fired', 'b', []]);
});

test('[EX7] nothing is fired before the start or twice; what was dropped may be fired after all', () => {
  const live = conductOf({ ...nothing, events: [factView('s', 'started')] });
  const deed = (of: ReturnType<typeof standingBy>, kind: 'fired' | 'taken-back') =>
    noteDeed(place, live, { inject: 'i', standing: of, deed: { kind } });
  const [planned, fired, dropped] = [
    standingBy(),
    standingBy(aboutInject('a', 'fired')),
    standingBy(aboutInject('a', 'dropped')),
  ];
  expect(
    noteDeed(place, conductOf(nothing), { inject: 'i', standing: planned, deed: { kind: 'fired' } }),
  ).toMatchObject({
    failure: { why: 'not-live' },
  });
  expect(deed(planned, 'fired').ok).toBe(true);
  expect(deed(fired, 'fired')).toMatchObject({ failure: { why: 'done' } });
  expect(deed(planned, 'taken-back')).toMatchObject({ failure: { why: 'done' } });
  const after = deed(dropped, 'fired');
  expect(after.ok && after.value.find(({ field }) => field === 'of')?.value).toEqual(['a']);
});

test('[EX4] what was seen is noted from the start on, also after the end', () => {
  const seen = { text: 'الجسر مغلق', language: 'ar' };
  expect(noteObservation(place, conductOf(nothing), seen)).toMatchObject({ failure: { why: 'not-live' } });
  const over = conductOf({ ...nothing, events: [factView('s', 'started'), factView('z', 'ended')] });
  expect([over.phase, noteObservation(place, over, seen).ok]).toEqual(['ended', true]);
});

const kinds = ['fired', 'deferred', 'dropped', 'taken-back'] as const;
/** Facts of several laptops: each names some of those that were made before it. */
const history = fc
  .array(fc.record({ kind: fc.constantFrom(...kinds), sees: fc.array(fc.nat(11), { maxLength: 4 }) }), {
    maxLength: 12,
  })
  .map((made) =>
    made.map(({ kind, sees }, place) =>
      aboutInject(`f${place}`, kind, [...new Set(sees.filter((each) => each < place).map((each) => `f${each}`))]),
    ),
  );

test('[EX8] whatever several laptops did apart: every fact stays, a firing that stands counts, and one fact settles all', () => {
  fc.assert(
    fc.property(history, (facts) => {
      const standing = standingBy(...facts);
      expect(ids(standing.facts)).toEqual(ids(facts));
      const open = standingFacts(standing);
      const hasFired = facts.some(({ id, kind }) => kind === 'fired' && open.includes(id));
      expect(standing.state === 'fired').toBe(hasFired);
      const after = standingBy(...facts, aboutInject('last', 'dropped', open));
      expect([after.state, after.apart]).toEqual(['dropped', []]);
    }),
  );
});

test('[EX9] laptops that heard the same in another order show the same', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 0, max: 12 }), (facts, cut) => {
      // what was heard late still has its place in the order of operations
      const heard = [...facts.slice(cut), ...facts.slice(0, cut)].sort((a, b) => facts.indexOf(a) - facts.indexOf(b));
      expect(standingBy(...heard)).toEqual(standingBy(...facts));
    }),
  );
});
