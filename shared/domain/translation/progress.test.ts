import { expect, test } from 'vitest';
import { createRecord } from '../edit.ts';
import { playbook } from '../playbook.ts';
import type { RecordState } from '../record-state.ts';
import { step } from '../step.ts';
import { viewOf } from '../view.ts';
import { withTranslationNotes } from './fill-notes.ts';
import { countWords, languagesIn, placedUnits, progressIn, sumProgress } from './progress.ts';
import { fingerprintOf, noteKeyOf } from './translation-note.ts';

function stateOf(
  made: ReturnType<typeof createRecord>,
  more: Readonly<Record<string, string | object>> = {},
): RecordState {
  if (!made.ok) throw new Error(made.failure.kind);
  const drafts = withTranslationNotes(made.value, new Map());
  const values = [...drafts.map(({ field, value }) => [field, value] as const), ...Object.entries(more)];
  const fields = Object.fromEntries(
    values.map(([field, value], place) => [
      field,
      [{ id: `${place}`, kind: 'set' as const, value: value as string, lamport: 1, wall: 1, author: 'a', device: 'd' }],
    ]),
  );
  return { scope: 's', type: made.value[0]?.type ?? '', id: made.value[0]?.record ?? '', fields, missing: [] };
}

const note = (text: string, source: string, state = 'translated') => ({
  state,
  text: fingerprintOf(text),
  source: fingerprintOf(source),
});

test('new, outdated, translated, reviewed and final are counted apart, with the words that are left', () => {
  const made = createRecord(
    step,
    { scope: 's', id: 'step' },
    {
      playbook: 'p',
      name: { en: 'Set the cordon', ar: 'أقم الطوق' },
      description: { en: 'Clear 100 m.', ar: 'أخلِ 50 م.' },
      who: { en: 'Shift leader', ar: 'قائد المناوبة' },
      caution: { en: 'No radio within 15 m' },
    },
  );
  const state = stateOf(made, {
    [noteKeyOf('name.ar')]: note('أقم الطوق', 'Set the cordon', 'final'),
    [noteKeyOf('description.ar')]: note('أخلِ 50 م.', 'Clear 50 m.'),
    [noteKeyOf('who.ar')]: note('قائد المناوبة', 'Shift leader', 'reviewed'),
  });
  const units = placedUnits(step, viewOf(step, state), 'en');
  const counts = {
    units: 4,
    originals: 0,
    initial: 1,
    outdated: 1,
    translated: 0,
    reviewed: 1,
    final: 1,
    wordsLeft: 8,
  };
  expect(progressIn('ar', units)).toEqual(counts);
  expect(progressIn('en', units)).toMatchObject({ units: 0, originals: 4, wordsLeft: 0 });
  expect(progressIn('fr', units)).toMatchObject({ units: 4, initial: 4 });
  expect(sumProgress([progressIn('ar', units), progressIn('fr', units)])).toMatchObject({ units: 8, initial: 5 });
});

test('a step takes the language of its playbook, a playbook its own', () => {
  const header = viewOf(
    playbook,
    stateOf(createRecord(playbook, { scope: 's', id: 'p' }, { language: 'fr', title: { fr: 'Cordon', en: 'Ring' } })),
  );
  const [unit] = placedUnits(playbook, header);
  expect(unit?.unit).toMatchObject({ field: 'title', lang: 'fr', source: 'Cordon' });
});

test('languages are listed in the order of the six, then by tag', () => {
  const made = createRecord(
    playbook,
    { scope: 's', id: 'p' },
    { title: { tr: 'a', zh: 'b', en: 'c', ar: 'd', de: 'e' } },
  );
  expect(languagesIn(placedUnits(playbook, viewOf(playbook, stateOf(made))))).toEqual(['en', 'ar', 'zh', 'de', 'tr']);
});

test('words are counted as translators count them', () => {
  expect([countWords('Clear 100 m, at once.'), countWords(''), countWords('设置警戒线')]).toEqual([5, 0, 5]);
});
