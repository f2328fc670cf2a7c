import { expect, test } from 'vitest';
import type { Json } from '../../base/json.ts';
import { checkValue } from '../edit.ts';
import type { Head, RecordState } from '../record-state.ts';
import { step as stepDeclaration } from '../step.ts';
import { fingerprintOf, noteKeyOf } from '../translation/translation-note.ts';
import { translationOf, unitsOf } from '../translation/translation-unit.ts';
import {
  digestOfFrozen,
  freezePlaybook,
  frozenLimit,
  readFrozen,
  statesOfFrozen,
  viewsOfFrozen,
} from './frozen-playbook.ts';
import { release } from './release.ts';

let count = 0;
const head = (value: Json): Head => ({
  id: String(++count).padStart(32, '0'),
  kind: 'set',
  value,
  lamport: ++count,
  wall: count,
  author: 'a',
  device: 'd',
});
const state = (type: string, id: string, values: Readonly<Record<string, Json | readonly Head[]>>): RecordState => ({
  scope: 's',
  type,
  id,
  missing: [],
  fields: Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      const heads =
        Array.isArray(value) && typeof value[0] === 'object' ? (value as readonly Head[]) : [head(value as Json)];
      return [key, heads];
    }),
  ),
});
const header = (more: Record<string, Json | readonly Head[]> = {}) =>
  state('playbook', 'p', { 'title.en': 'Unattended item', language: 'en', workflowStart: 'one', ...more });
const note = { state: 'reviewed', text: fingerprintOf('Отойти'), source: fingerprintOf('Move back') };
const steps = () => [
  state('step', 'two', { playbook: 'p', order: 'a1', kind: 'end', 'name.en': 'End' }),
  state('step', 'one', {
    playbook: 'p',
    order: 'a0',
    kind: 'action',
    onCompletion: 'two',
    'name.en': 'Move back',
    'name.ru': 'Отойти',
    [noteKeyOf('name.ru')]: note,
  }),
];
const frozenOf = (...args: Parameters<typeof freezePlaybook>) => {
  const frozen = freezePlaybook(...args);
  if (!frozen.ok) throw new Error(frozen.failure.kind);
  return frozen.value;
};

test('[RL1] the text is the same whoever wrote it when, in reading order, and knows nothing of state, number or validity', () => {
  const frozen = frozenOf(header(), steps());
  expect(frozen.steps.map(({ id }) => id)).toEqual(['one', 'two']);
  const said = { state: 'released', releaseNumber: '4.2', reviewDate: '2027-01-01', validUntil: 5, original: 'file' };
  expect(digestOfFrozen(frozenOf(header(said), steps().reverse()))).toBe(digestOfFrozen(frozen));
  expect(digestOfFrozen(frozenOf(header({ 'title.fr': 'Objet' }), steps()))).not.toBe(digestOfFrozen(frozen));
  const value = frozen as unknown as Json;
  expect(readFrozen(JSON.parse(JSON.stringify(value)))).toEqual(frozen);
  expect(checkValue(release, 'content', value).ok).toBe(true);
  expect(readFrozen({ format: 2, playbook: {}, steps: [] })).toBeNull();
});

test('[RL1] where values stand beside each other there is no text; a deleted step is no part of it', () => {
  const contested = header({ 'title.en': [head('Unattended item'), head('Left luggage')] });
  expect(freezePlaybook(contested, steps())).toMatchObject({ failure: { kind: 'playbook-contested', records: ['p'] } });
  const [two, one] = steps() as [RecordState, RecordState];
  const seen = Object.values(two.fields).flatMap((heads) => heads.map(({ id }) => id));
  const gone = { ...two, fields: { ...two.fields, '@exists': [{ ...head({ seen }), kind: 'delete' as const }] } };
  expect(frozenOf(header(), [gone, one]).steps.map(({ id }) => id)).toEqual(['one']);
});

test('a text that no change could carry is refused with its size', () => {
  const long = Object.fromEntries(
    Array.from({ length: 12 }, (_, n) => [`description.x${n}`, 'word '.repeat(32_000)] as const),
  );
  const refused = freezePlaybook(header(long), steps());
  expect(refused).toMatchObject({ failure: { kind: 'playbook-too-large', limit: frozenLimit } });
});

test('it is read as its records were: edges, languages, and which translation was reviewed', () => {
  const frozen = frozenOf(header(), steps());
  const { playbook, steps: views } = viewsOfFrozen(frozen, { scope: 's', at: 7 });
  expect([playbook.title, playbook.workflowStart, playbook.conflicts]).toEqual([{ en: 'Unattended item' }, 'one', []]);
  const [one] = views;
  if (one === undefined) throw new Error('no step');
  expect([one.playbook, one.onCompletion, one.changedAt]).toEqual(['p', 'two', 7]);
  const [unit] = unitsOf(stepDeclaration, one, 'en');
  expect(translationOf(one, unit as never, 'ru').state).toBe('reviewed');
  const [again, ...rest] = statesOfFrozen(frozen, { scope: 's', at: 7 });
  expect(frozenOf(again as RecordState, rest)).toEqual(frozen);
});
