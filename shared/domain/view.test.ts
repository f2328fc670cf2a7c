import { expect, test } from 'vitest';
import { catalogueEntryOf, matchesQuery } from './catalogue.ts';
import { playbook } from './playbook.ts';
import { existenceField, type Head, type RecordState } from './record-state.ts';
import { fingerprintOf } from './translation/translation-note.ts';
import { viewOf } from './view.ts';

let count = 0;
function head(value: Head['value'], more: Partial<Head> = {}): Head {
  count += 1;
  return {
    id: `op${count}`,
    kind: 'set',
    value,
    lamport: count,
    wall: 1_000 + count,
    author: 'a',
    device: 'd',
    ...more,
  };
}
function state(fields: RecordState['fields']): RecordState {
  return { scope: 's', type: 'playbook', id: 'p', fields, missing: [] };
}
const created = head(null, { kind: 'create' });

test('[CF1] reviewed content keeps the incumbent until a person chooses', () => {
  const view = viewOf(playbook, state({ state: [head('draft'), head('approved')] }));
  expect(view.state).toBe('draft');
  expect(view.conflicts).toEqual(['state']);
});

test('[CF7] equal values collapse: two heads that say the same are no conflict', () => {
  const view = viewOf(playbook, state({ 'title.en': [head('Cordon'), head('Cordon')] }));
  expect(view.title).toEqual({ en: 'Cordon' });
  expect(view.conflicts).toEqual([]);
});

test('[CF1] sets are united and ask nobody', () => {
  const view = viewOf(playbook, state({ labels: [head(['b', 'a']), head(['c'])] }));
  expect(view.labels).toEqual(['a', 'b', 'c']);
  expect(view.conflicts).toEqual([]);
});

test('a delete that saw everything deletes', () => {
  const title = head('Cordon');
  const gone = head({ seen: [title.id] }, { kind: 'delete' });
  expect(viewOf(playbook, state({ [existenceField]: [gone], 'title.en': [title] })).deleted).toBe(true);
});

test('delete never wins silently: an edit that the deleter had not seen keeps the record, in conflict', () => {
  const title = head('Cordon');
  const gone = head({ seen: [] }, { kind: 'delete' });
  const view = viewOf(playbook, state({ [existenceField]: [gone], 'title.en': [title] }));
  expect(view).toMatchObject({ deleted: false, conflicts: [existenceField] });
});

test('a field of a newer version stays in the state and out of the view', () => {
  const view = viewOf(playbook, state({ [existenceField]: [created], hologram: [head('x')] }));
  expect(Object.keys(view)).not.toContain('hologram');
});

test('the catalogue carries listed fields only, and a query reads sets by what they contain', () => {
  const entry = catalogueEntryOf(
    playbook,
    state({ types: [head(['attack'])], 'title.en': [head('Cordon')], impact: [head(3)] }),
  );
  expect(entry.values).toEqual({ types: ['attack'], 'title.en': 'Cordon' });
  expect(matchesQuery(entry, { type: 'playbook', where: { types: 'attack' } })).toBe(true);
  expect(matchesQuery(entry, { changedAfter: entry.changedAt - 1 })).toBe(true);
  expect(matchesQuery(entry, { changedAfter: entry.changedAt })).toBe(false);
  expect(matchesQuery(entry, { type: 'playbook', where: { types: 'detection' } })).toBe(false);
});

test('the catalogue says which languages are behind, and can be asked for those records alone', () => {
  const note = head({ state: 'translated', text: fingerprintOf('طوق'), source: fingerprintOf('Ring') });
  const of = (title: string) =>
    catalogueEntryOf(
      playbook,
      state({ 'title.en': [head(title)], 'title.ar': [head('طوق')], 'translation:title.ar': [note] }),
    );
  expect([of('Ring').behind, of('Cordon').behind]).toEqual([[], ['ar']]);
  expect([of('Ring'), of('Cordon')].map((entry) => matchesQuery(entry, { isBehind: true }))).toEqual([false, true]);
});
