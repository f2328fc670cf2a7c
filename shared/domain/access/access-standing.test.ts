import { expect, test } from 'vitest';
import type { Json } from '../../base/json.ts';
import { checkValue } from '../edit.ts';
import { decide } from '../policy/decide.ts';
import { covers } from '../policy/in-force.ts';
import { readableScopes, shownUnder } from '../policy/readings.ts';
import type { Grant } from '../policy/roles.ts';
import { type Answer, type Asked, accessRequest, digestOfAsked, readAnswer, readAsked } from './access-request.ts';
import { accessStates, endOfAccess, requestsFrom, requestsIn, standingOfAccess } from './access-standing.ts';

const uuid = (n: number) => `0190a000-0000-4000-8000-0000000001${String(n).padStart(2, '0')}`;
const id = uuid(50);
const profile = (n: number, centre: string) => ({ person: uuid(n), name: `Person ${n}`, centre });
const [asker, anneke, wen] = [profile(1, 'Coast'), profile(2, 'Highlands'), profile(3, 'Highlands')];
const asked: Asked = {
  scope: uuid(40),
  scopeName: 'Highland papers',
  kinds: ['playbook'],
  purpose: 'The exercise at the bridge',
  language: 'en',
  until: '2030-03-31',
  by: asker,
  at: Date.UTC(2030, 2, 1, 9),
};
const [before, after] = [Date.UTC(2030, 2, 31, 23, 59, 59), Date.UTC(2030, 3, 1)];
const answer = (by: Answer['by'], does: Answer['does'] = 'approve', of = asked): Answer => {
  const said = { does, request: id, digest: digestOfAsked(id, of), reason: 'Because', language: 'en', by };
  return { ...said, at: Date.UTC(2030, 2, 2) };
};
const standing = (answers: readonly Answer[], now = before, of = asked) =>
  standingOfAccess({ id, asked: of, digest: digestOfAsked(id, of), answers }, now);

test('[AR1] it is open until somebody approves, holds to the end of its last day, and is over then', () => {
  expect(standing([]).state).toBe('open');
  expect(standing([], after).state).toBe('unanswered');
  expect(standing([answer(anneke)])).toMatchObject({ state: 'granted', needed: 1, end: null });
  expect(standing([answer(anneke)], after).state).toBe('expired');
  expect(endOfAccess(asked)).toBe(after);
});

test('[AR2] nobody approves their own; records about people take two persons, the same twice is one', () => {
  expect(standing([answer(asker)]).state).toBe('open');
  const people = { ...asked, kinds: ['playbook', 'person'] };
  const given = (...by: Answer['by'][]) =>
    standing(
      by.map((one) => answer(one, 'approve', people)),
      before,
      people,
    );
  expect(given(anneke, anneke)).toMatchObject({ state: 'open', needed: 2 });
  expect(given(anneke, wen).state).toBe('granted');
  expect(given(wen, anneke).approvals.map(({ by }) => by)).toEqual([wen, anneke]);
  expect(standing([], before, { ...asked, kinds: ['session'] }).needed).toBe(2);
});

test('[OD2] on the laptop where it was asked for nobody else approves', () => {
  const there = { ...asked, device: 'd1' } as Asked;
  const on = (device: string) => ({ ...answer(anneke, 'approve', there), device }) as Answer;
  expect(standing([on('d1')], before, there).state).toBe('open');
  expect(standing([on('d2')], before, there).state).toBe('granted');
});

test('[AR2] of several approvals the earliest of each person is shown, and a refusal is none of them', () => {
  const late = { ...answer(anneke), at: Date.UTC(2030, 2, 5) };
  const { approvals } = standing([late, answer(wen), answer(anneke), answer(profile(4, 'Lakes'), 'refuse')]);
  expect(approvals).toEqual([answer(wen), answer(anneke)]);
});

test('[AR2] of a refusal and an end the first counts', () => {
  const earlier = { ...answer(wen, 'refuse'), at: Date.UTC(2030, 2, 1, 10) };
  expect(standing([answer(asker, 'end'), earlier])).toMatchObject({ state: 'refused', end: earlier });
});

test('[AR1] every state that a request can be in has its place among the states', () => {
  const states = [
    standing([]),
    standing([answer(anneke)]),
    standing([answer(wen, 'refuse')]),
    standing([answer(asker, 'end')]),
    standing([answer(anneke)], after),
    standing([], after),
  ].map(({ state }) => state);
  expect(states).toEqual([...accessStates]);
});

test('[AR1] requests stand in the order of their ids, each with all its answers, whatever order the words came in', () => {
  const second = uuid(51);
  const of = (request: string, by: Answer['by']): Answer => ({
    ...answer(by),
    request,
    digest: digestOfAsked(request, asked),
  });
  const words = [
    { request: second, asked },
    { request: id, answer: of(id, anneke) },
    { request: id, asked },
    { request: id, answer: of(id, wen) },
    { request: second, answer: of(second, wen) },
  ];
  for (const given of [words, [...words].reverse()]) {
    const requests = requestsFrom(given).map((one) => [one.id, new Set(one.answers.map(({ by }) => by.person))]);
    expect(requests.map(([request]) => request)).toEqual([id, second]);
    expect(requests.map(([, persons]) => [...(persons as Set<string>)].sort())).toEqual([
      [anneke.person, wen.person],
      [wen.person],
    ]);
  }
});

test('[AR2] one refusal or one end is enough, whichever came first', () => {
  for (const answers of [
    [answer(wen, 'refuse'), answer(anneke)],
    [answer(anneke), answer(wen, 'refuse')],
  ]) {
    expect(standing(answers)).toMatchObject({ state: 'refused', end: { by: wen } });
  }
  expect(standing([answer(anneke), answer(asker, 'end')])).toMatchObject({ state: 'ended', end: { by: asker } });
});

test('[AR1] an answer counts for exactly what it names', () => {
  const other = { ...asked, kinds: ['person'] };
  const requests = requestsFrom([
    { request: id, asked: other },
    { request: id, answer: answer(anneke) },
  ]);
  expect(requests.map((one) => standingOfAccess(one, before).state)).toEqual(['open']);
  const entries = [
    { id, type: 'access-request', values: { asked: asked as unknown as Json } },
    { id: uuid(60), type: 'access-answer', values: { request: id, answer: answer(anneke) as unknown as Json } },
  ];
  expect(requestsIn(entries).map((one) => standingOfAccess(one, before).state)).toEqual(['granted']);
  expect(requestsIn([...entries, { id: uuid(61), type: 'access-request', values: {} }]).length).toBe(1);
});

test('[AR1] what has no purpose, no kind, is over before it begins or reaches beyond ninety days asks nothing', () => {
  for (const wrong of [
    { purpose: ' ' },
    { kinds: [] },
    { kinds: ['run', 'run'] },
    { until: '2030-02-28' },
    { until: '2030-05-31' },
    { scope: 'everything' },
    { at: Number.MAX_SAFE_INTEGER },
  ]) {
    const value = { ...asked, ...wrong } as unknown as Json;
    expect(readAsked(value), JSON.stringify(wrong)).toBeNull();
    expect(checkValue(accessRequest, 'asked', value).ok).toBe(false);
  }
  expect(readAsked({ ...asked, until: '2030-05-30' } as unknown as Json)).not.toBeNull();
});

test('whoever refuses says why', () => {
  expect(readAnswer({ ...answer(wen, 'refuse'), reason: ' ' } as unknown as Json)).toBeNull();
  expect(readAnswer({ ...answer(wen), reason: '' } as unknown as Json)).not.toBeNull();
});

const [there, here] = [uuid(40), uuid(41)];
const ending: Grant = { person: asker.person, scope: there, roles: ['guest'], until: after, kinds: ['playbook'] };
const lasting: Grant = { person: asker.person, scope: here, roles: ['guest'] };

test('[AR4] a grant that ends counts for no question after its end, and for none that does not say when', () => {
  const may = (at: number | undefined, type = 'playbook') =>
    decide([ending], { action: 'read', scope: there, type, at });
  expect(may(before).allowed).toBe(true);
  expect(may(after)).toEqual({ allowed: false, fact: 'scope', reason: 'no-grant-in-scope' });
  expect(may(undefined)).toEqual({ allowed: false, fact: 'scope', reason: 'no-grant-in-scope' });
  expect(may(before, 'step').allowed).toBe(true);
  expect(may(before, 'person')).toEqual({ allowed: false, fact: 'role', reason: 'role-may-not' });
});

test('[AR4] another grant in the same scope is not touched by the end of one', () => {
  const both = [ending, { ...lasting, scope: there }];
  expect(decide(both, { action: 'read', scope: there, type: 'person', at: after }).allowed).toBe(true);
});

test('[AR4] a grant for several kinds is about each of them; one that has no end but kinds, or an end but no kinds, is asked about', () => {
  const several: Grant = { ...lasting, kinds: ['playbook', 'run'] };
  expect(['playbook', 'step', 'run', 'person'].map((type) => covers(several, type))).toEqual([true, true, true, false]);
  expect(shownUnder([several], 'counts', () => before)?.({ scope: here, type: 'person' })).toBe(false);
  const { kinds: _, ...all } = ending;
  expect(shownUnder([all], 'counts', () => after)?.({ scope: there, type: 'person' })).toBe(false);
});

test('[AR4] what may be read and shown follows the clock; without an end no clock is asked', () => {
  const never = () => {
    throw new Error('No clock is needed.');
  };
  expect(readableScopes([lasting], never)).toEqual([here]);
  expect(shownUnder([lasting], 'counts', never)).toBeNull();
  expect(readableScopes([ending, lasting], () => before)).toEqual([there, here]);
  expect(readableScopes([ending, lasting], () => after)).toEqual([here]);
  const shows = shownUnder([ending, lasting], 'counts', () => before);
  const asked = [
    { scope: there, type: 'step' },
    { scope: there, type: 'person' },
    { scope: here, type: 'person' },
    // Its own work in a scope that nobody of the device reads any more.
    { scope: uuid(42), type: 'playbook' },
  ];
  // Twice: what was answered once is answered alike again.
  for (const _ of [1, 2]) expect(asked.map((each) => shows?.(each))).toEqual([true, false, true, true]);
  expect(shownUnder([ending, lasting], 'counts', () => after)?.({ scope: there, type: 'step' })).toBe(false);
});

test('[PO5] while the lease is over every row is asked about, whatever is granted', () => {
  const shows = shownUnder([lasting], 'over', () => before);
  const row = { scope: here, type: 'playbook' };
  expect(shows?.(row)).toBe(false);
  expect(shows?.({ ...row, stays: 'released' })).toBe(true);
  expect(shows?.({ ...row, stays: 'released', mark: 'TLP:RED' })).toBe(false);
  expect(shows?.({ ...row, stays: 'own-work' })).toBe(true);
});
