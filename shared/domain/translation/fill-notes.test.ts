import { expect, test } from 'vitest';
import { createRecord, setFields } from '../edit.ts';
import { playbook } from '../playbook.ts';
import type { Head, OperationDraft, RecordState } from '../record-state.ts';
import { step } from '../step.ts';
import { recordsForNotes, withTranslationNotes } from './fill-notes.ts';
import { fingerprintOf, noteKeyOf } from './translation-note.ts';

const scope = 's';

function head(id: string, value: Head['value'], lamport = 1): Head {
  return { id, kind: 'set', value, lamport, wall: 1, author: 'a', device: 'd' };
}

function stateOf(type: string, id: string, fields: RecordState['fields']): RecordState {
  return { scope, type, id, fields, missing: [] };
}

function draftsOf(result: ReturnType<typeof setFields>): OperationDraft[] {
  if (!result.ok) throw new Error(result.failure.kind);
  return result.value;
}

/** What the engine would save, and the notes among it by the key of their text. */
function notesOf(drafts: readonly OperationDraft[], states: readonly RecordState[] = []) {
  const saved = withTranslationNotes(drafts, new Map(states.map((state) => [state.id, state])));
  return Object.fromEntries(
    saved.filter(({ field }) => field.startsWith('translation:')).map((draft) => [draft.field, draft]),
  );
}

const note = (text: string, source: string, state = 'translated') => ({
  state,
  text: fingerprintOf(text),
  source: fingerprintOf(source),
});

test('[EN7] an import says of each translation which source it came with, and says nothing of the source', () => {
  const made = createRecord(playbook, { scope, id: 'p' }, { language: 'fr', title: { fr: 'Cordon', ar: 'طوق' } });
  const notes = notesOf(draftsOf(made));
  expect(Object.keys(notes)).toEqual(['translation:title.ar']);
  expect(notes['translation:title.ar']?.value).toEqual(note('طوق', 'Cordon'));
});

test('a step inherits its language from the playbook, whether that is made with it or here already', () => {
  const drafts = draftsOf(
    createRecord(step, { scope, id: 's' }, { playbook: 'p', name: { fr: 'Appeler', en: 'Call' } }),
  );
  expect(recordsForNotes(drafts, new Map())).toEqual(['s']);
  expect(recordsForNotes(drafts, new Map([['s', null]]))).toEqual(['p']);
  const parent = stateOf('playbook', 'p', { language: [head('1', 'fr')] });
  expect(notesOf(drafts, [parent])['translation:name.en']?.value).toEqual(note('Call', 'Appeler'));
  const together = [...draftsOf(createRecord(playbook, { scope, id: 'p' }, { language: 'fr' })), ...drafts];
  expect(notesOf(together)['translation:name.en']?.value).toEqual(note('Call', 'Appeler'));
});

test('a translation saved with a new source is a translation of the new one', () => {
  const before = stateOf('playbook', 'p', { 'title.en': [head('1', 'Ring')], 'title.ar': [head('2', 'حلقة')] });
  const notes = notesOf(draftsOf(setFields(playbook, before, { 'title.ar': 'طوق', 'title.en': 'Cordon' })), [before]);
  expect(notes['translation:title.ar']?.value).toEqual(note('طوق', 'Cordon'));
});

test('changing the source alone writes no note: what is outdated is derived', () => {
  const before = stateOf('playbook', 'p', { 'title.en': [head('1', 'Ring')], 'title.ar': [head('2', 'حلقة')] });
  expect(notesOf(draftsOf(setFields(playbook, before, { 'title.en': 'Cordon' })), [before])).toEqual({});
});

test('[EN7] a note that the action brings is left as it is', () => {
  const before = stateOf('playbook', 'p', { 'title.en': [head('1', 'Ring')] });
  const own = note('حلقة', 'An older ring');
  const drafts = draftsOf(setFields(playbook, before, { 'title.ar': 'حلقة', [noteKeyOf('title.ar')]: own }));
  expect(notesOf(drafts, [before])['translation:title.ar']?.value).toEqual(own);
});

test('whoever had not seen a text leaves its note beside it', () => {
  const before = stateOf('playbook', 'p', {
    'title.en': [head('1', 'Ring')],
    'title.ar': [head('2', 'حلقة'), head('3', 'طوق', 2)],
    [noteKeyOf('title.ar')]: [head('4', note('حلقة', 'Ring')), head('5', note('طوق', 'Ring'))],
  });
  const drafts = [
    { ...(draftsOf(setFields(playbook, before, { 'title.ar': 'دائرة' }))[0] as OperationDraft), supersedes: ['2'] },
  ];
  expect(notesOf(drafts, [before])['translation:title.ar']?.supersedes).toEqual(['4']);
});

const contested = stateOf('playbook', 'p', {
  'title.en': [head('1', 'Cordon')],
  'title.ar': [head('2', 'حلقة'), head('3', 'طوق', 2)],
  [noteKeyOf('title.ar')]: [head('4', note('حلقة', 'Ring')), head('5', note('طوق', 'Cordon', 'reviewed'))],
});

test('choosing one of two translations keeps what is known of it', () => {
  expect(notesOf(draftsOf(setFields(playbook, contested, { 'title.ar': 'طوق' })), [contested])).toEqual({});
});

test('settling two translations into new words does not make them newer than the older of the two', () => {
  const notes = notesOf(draftsOf(setFields(playbook, contested, { 'title.ar': 'طوق حلقة' })), [contested]);
  expect(notes['translation:title.ar']).toMatchObject({ value: note('طوق حلقة', 'Ring'), supersedes: ['4', '5'] });
});

test('a cleared translation and a field that is no text per language get no note', () => {
  const before = stateOf('playbook', 'p', { 'title.en': [head('1', 'Ring')], 'title.ar': [head('2', 'حلقة')] });
  expect(notesOf(draftsOf(setFields(playbook, before, { 'title.ar': null, region: 'North' })), [before])).toEqual({});
});
