import { expect, test } from 'vitest';
import { createRecord, setFields } from '../edit.ts';
import { playbook } from '../playbook.ts';
import type { OperationDraft, RecordState } from '../record-state.ts';
import { step } from '../step.ts';
import { languagesBehind } from './behind.ts';
import { withTranslationNotes } from './fill-notes.ts';

let count = 0;

/** Saves like the engine: what a draft supersedes is gone, the others stay beside it. */
function save(state: RecordState, drafts: readonly OperationDraft[], known: RecordState = state): RecordState {
  const fields = { ...state.fields };
  for (const draft of withTranslationNotes(
    drafts,
    new Map([
      [state.id, state],
      [known.id, known],
    ]),
  )) {
    count += 1;
    const kept = (fields[draft.field] ?? []).filter(({ id }) => !draft.supersedes.includes(id));
    const head = { ...draft, id: `op${count}`, lamport: count, wall: count, author: 'a', device: 'd' };
    fields[draft.field] = [...kept, head];
  }
  return { ...state, fields };
}

const nothing = (type: string, id: string): RecordState => ({ scope: 's', type, id, fields: {}, missing: [] });
function write(state: RecordState, values: Readonly<Record<string, string | null>>) {
  const made = setFields(playbook, state, values);
  if (!made.ok) throw new Error(made.failure.kind);
  return save(state, made.value);
}

test('the languages whose source has changed, and no other', () => {
  const before = write(nothing('playbook', 'p'), { 'title.en': 'Ring', 'title.ar': 'حلقة', 'title.fr': 'Anneau' });
  expect(languagesBehind(playbook, before)).toEqual([]);
  const after = write(before, { 'title.en': 'Cordon' });
  expect(languagesBehind(playbook, after)).toEqual(['ar', 'fr']);
  expect(languagesBehind(playbook, write(after, { 'title.fr': 'Cordon' }))).toEqual(['ar']);
});

test('a translation that is taken away is missing, not behind', () => {
  const before = write(nothing('playbook', 'p'), { 'title.en': 'Ring', 'title.ar': 'حلقة' });
  const changed = write(before, { 'title.en': 'Cordon' });
  expect(languagesBehind(playbook, write(changed, { 'title.ar': null }))).toEqual([]);
});

test('a step is judged without the playbook that says what language it was written in', () => {
  const parent = write(nothing('playbook', 'p'), { language: 'fr', 'title.fr': 'Anneau' });
  const made = createRecord(step, { scope: 's', id: 'c' }, { playbook: 'p', name: { fr: 'Boucler', en: 'Seal off' } });
  if (!made.ok) throw new Error(made.failure.kind);
  const before = save(nothing('step', 'c'), made.value, parent);
  expect(languagesBehind(step, before)).toEqual([]);
  const drafts = setFields(step, before, { 'name.fr': 'Évacuer' });
  if (!drafts.ok) throw new Error(drafts.failure.kind);
  expect(languagesBehind(step, save(before, drafts.value, parent))).toEqual(['en']);
});
