import { expect, test } from 'vitest';
import { createRecord, deleteRecord, restoreRecord, setFields } from './edit.ts';
import { playbook } from './playbook.ts';
import { existenceField, type Head, type RecordState } from './record-state.ts';
import { runEvent } from './run.ts';

const place = { scope: 'aaaaaaaa-0000-4000-8000-000000000001', id: 'bbbbbbbb-0000-7000-8000-000000000001' };

function head(id: string, value: Head['value'], kind: Head['kind'] = 'set'): Head {
  return { id, kind, value, lamport: 1, wall: 1, author: 'a', device: 'd' };
}

function state(fields: RecordState['fields']): RecordState {
  return { scope: place.scope, type: 'playbook', id: place.id, fields, missing: [] };
}

test('creating a record makes one create and one operation per value and language', () => {
  const drafts = createRecord(playbook, place, { title: { en: 'Cordon', ar: 'طوق' }, state: 'draft' });
  expect(drafts.ok && drafts.value.map((draft) => [draft.kind, draft.field])).toEqual([
    ['create', existenceField],
    ['set', 'title.en'],
    ['set', 'title.ar'],
    ['set', 'state'],
  ]);
});

test('a value that its declaration refuses names the field and makes nothing', () => {
  const drafts = createRecord(playbook, place, { state: 'finished' as 'draft' });
  expect(drafts).toMatchObject({ ok: false, failure: { kind: 'value-invalid', field: 'state' } });
});

test('a localised field cannot be set without a language, nor an unknown field at all', () => {
  for (const key of ['title', 'priority.en', 'nothing', '__proto__.x']) {
    expect(setFields(playbook, state({}), { [key]: 'x' })).toMatchObject({ ok: false });
  }
});

test('setting what is already the only value makes no operation', () => {
  const drafts = setFields(playbook, state({ 'title.en': [head('1', 'Cordon')] }), { 'title.en': 'Cordon' });
  expect(drafts).toEqual({ ok: true, value: [] });
});

test('choosing one of two heads supersedes both, although the value is already shown', () => {
  const both = state({ 'title.en': [head('1', 'Cordon'), head('2', 'Ring')] });
  const drafts = setFields(playbook, both, { 'title.en': 'Cordon' });
  expect(drafts.ok && drafts.value[0]?.supersedes).toEqual(['1', '2']);
});

test('a delete names every head its author saw, and a restore replaces the delete', () => {
  const before = state({ [existenceField]: [head('c', null, 'create')], 'title.en': [head('1', 'Cordon')] });
  const gone = deleteRecord(playbook, before);
  expect(gone.ok && gone.value[0]).toMatchObject({ kind: 'delete', value: { seen: ['1'] }, supersedes: ['c'] });
  const after = state({ [existenceField]: [head('d', { seen: ['1'] }, 'delete')] });
  expect(restoreRecord(after)[0]).toMatchObject({ kind: 'restore', supersedes: ['d'] });
});

test('an append-only record is never set or deleted', () => {
  const event = { ...state({}), type: 'run-event' };
  expect(setFields(runEvent, event, { text: 'x' })).toMatchObject({
    ok: false,
    failure: { kind: 'record-append-only' },
  });
  expect(deleteRecord(runEvent, event)).toMatchObject({ ok: false, failure: { kind: 'record-append-only' } });
});
