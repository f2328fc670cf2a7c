import { expect, test } from 'vitest';
import { createFakeLiveEngine } from '../../../test/support/fake-live-engine.ts';
import { createRecord, setFields } from '../edit.ts';
import { step } from '../step.ts';
import { viewOf } from '../view.ts';
import { caughtUpOf, loopOf, nextExercises } from './loop.ts';

const nothing = { kind: 'improvement', actions: [], translations: null, exercises: [] } as const;
const changed = { state: 'done', playbook: 'p', step: 's', appliedAt: Date.UTC(2026, 10, 26, 9) } as const;

test('a finding alone has closed one link, and everything else is to come', () => {
  expect(loopOf(nothing)).toEqual({
    links: { finding: 'closed', action: 'to-come', step: 'to-come', translations: 'to-come', exercise: 'to-come' },
    closed: 1,
  });
});

test('a link is open while one of its actions is', () => {
  const { links } = loopOf({ ...nothing, actions: [changed, { state: 'open', playbook: 'p', step: 't' }] });
  expect([links.action, links.step]).toEqual(['open', 'open']);
  expect(loopOf({ ...nothing, actions: [changed] }).links.step).toBe('closed');
});

test('translations wait for those that are behind', () => {
  const of = (done: number) => loopOf({ ...nothing, actions: [changed], translations: { done, total: 5 } }).links;
  expect([of(4).translations, of(5).translations]).toEqual(['open', 'closed']);
  expect(loopOf({ ...nothing, translations: { done: 0, total: 5 } }).links.translations).toBe('to-come');
});

test('the next exercise is one that plays the changed playbook, not before the change, and is not cancelled', () => {
  const exercise = (id: string, start: string, state = 'planned', playbooks = ['p']) => ({
    id,
    start,
    state,
    playbooks,
  });
  const all = [
    exercise('later', '2027-03-14'),
    exercise('that day', '2026-11-26'),
    exercise('before', '2026-11-25', 'held'),
    exercise('called off', '2026-12-01', 'cancelled'),
    exercise('of another', '2026-12-01', 'planned', ['q']),
  ];
  expect(nextExercises(all, [changed]).map(({ id }) => id)).toEqual(['that day', 'later']);
  // The same instant is a day later where the clocks are ahead.
  const ahead = { ...exercise('ahead', '2026-11-26'), timeZone: 'Pacific/Kiritimati' };
  expect(nextExercises([ahead], [{ ...changed, appliedAt: Date.UTC(2026, 10, 26, 12) }])).toEqual([]);
  const links = (state: string) =>
    loopOf({ ...nothing, actions: [changed], exercises: [exercise('x', '2027-01-01', state)] });
  expect([links('planned').links.exercise, links('held').links.exercise]).toEqual(['open', 'closed']);
});

test('a translation has caught up when it was made from what stands there now', async () => {
  const engine = createFakeLiveEngine();
  const apply = async (result: ReturnType<typeof setFields>) => {
    if (!result.ok) throw new Error(result.failure.kind);
    await engine.apply('me', result.value);
    const [state] = await engine.open(['s']);
    if (state === undefined) throw new Error('no step');
    return state;
  };
  const texts = (state: Awaited<ReturnType<typeof apply>>) => caughtUpOf(viewOf(step, state), 'description.en', 'en');
  const made = await apply(
    createRecord(step, { scope: 'scope', id: 's' }, { description: { en: 'Stop.', ar: 'قف.', fr: 'Halte.' } }),
  );
  expect(texts(made)).toEqual({ done: 2, total: 2 });
  const changed = await apply(setFields(step, made, { 'description.en': 'Stop all traffic.' }));
  expect(texts(changed)).toEqual({ done: 0, total: 2 });
  const translated = await apply(setFields(step, changed, { 'description.fr': 'Arrêtez toute circulation.' }));
  expect(texts(translated)).toEqual({ done: 1, total: 2 });
  expect(caughtUpOf(viewOf(step, translated), 'caution.en', 'en')).toEqual({ done: 0, total: 0 });
});
