import { expect, test } from 'vitest';
import { playbook } from '../playbook.ts';
import type { Head, RecordState } from '../record-state.ts';
import { viewOf } from '../view.ts';
import { judgeUnit, translateUnit } from './translate.ts';
import { fingerprintOf, noteKeyOf } from './translation-note.ts';
import { type TranslationUnit, textOfFingerprint, unitsOf } from './translation-unit.ts';

function head(id: string, value: Head['value']): Head {
  return { id, kind: 'set', value, lamport: 1, wall: 1, author: 'a', device: 'd' };
}
const note = (text: string, source: string) => ({
  state: 'translated',
  text: fingerprintOf(text),
  source: fingerprintOf(source),
});
const state: RecordState = {
  scope: 's',
  type: 'playbook',
  id: 'p',
  missing: [],
  fields: {
    'title.en': [head('1', 'Cordon')],
    'title.ar': [head('2', 'حلقة')],
    [noteKeyOf('title.ar')]: [head('3', note('حلقة', 'Ring'))],
  },
};
const unit = unitsOf(playbook, viewOf(playbook, state), 'en')[0] as TranslationUnit;

test('a translation is saved with the source that its author had in front of him', () => {
  const made = translateUnit(playbook, state, { ...unit, source: 'Cordons' }, 'ar', 'طوق');
  expect(made.ok && made.value.map(({ field, value, supersedes }) => [field, value, supersedes])).toEqual([
    ['title.ar', 'طوق', ['2']],
    ['translation:title.ar', note('طوق', 'Cordons'), ['3']],
  ]);
});

test('words that still fit are confirmed by the note alone, and confirming twice says nothing', () => {
  const made = translateUnit(playbook, state, unit, 'ar', 'حلقة');
  expect(made.ok && made.value.map(({ field }) => field)).toEqual(['translation:title.ar']);
  const done = { ...state, fields: { ...state.fields, [noteKeyOf('title.ar')]: [head('4', note('حلقة', 'Cordon'))] } };
  expect(translateUnit(playbook, done, unit, 'ar', 'حلقة')).toEqual({ ok: true, value: [] });
});

test('an emptied translation is cleared', () => {
  const made = translateUnit(playbook, state, unit, 'ar', ' ');
  expect(made.ok && made.value).toMatchObject([{ field: 'title.ar', value: null, supersedes: ['2'] }]);
});

test('a judgement names the text it is about, and leaves what is known of a rival text', () => {
  const rival = {
    ...state,
    fields: {
      ...state.fields,
      'title.ar': [head('2', 'حلقة'), head('5', 'طوق')],
      [noteKeyOf('title.ar')]: [head('3', note('حلقة', 'Ring')), head('6', note('طوق', 'Cordon'))],
    },
  };
  const made = judgeUnit(playbook, rival, unit, 'ar', 'حلقة', 'reviewed');
  expect(made.ok && made.value).toMatchObject([
    { value: { ...note('حلقة', 'Cordon'), state: 'reviewed' }, supersedes: ['3'] },
  ]);
});

test('words that are not finished keep the source they had, so that the unit stays outdated', () => {
  const made = translateUnit(playbook, state, unit, 'ar', 'طو', fingerprintOf('Ring'));
  expect(made.ok && made.value[1]?.value).toEqual(note('طو', 'Ring'));
});

test('the source of then is found in what the field has said, in any language', () => {
  const history = [
    { field: 'description.en', value: 'Ring' },
    { field: 'title.en', value: 'Cordon' },
    { field: 'title.fr', value: 'Ring' },
  ];
  expect(textOfFingerprint(history, 'title', fingerprintOf('Ring'))).toBe('Ring');
  expect(textOfFingerprint(history, 'title', fingerprintOf('Circle'))).toBeNull();
});
