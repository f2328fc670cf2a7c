import { expect, test } from 'vitest';
import { makeAnew, type RefusedOperation, valuesOf } from './make-anew.ts';
import { playbook } from './playbook.ts';
import { existenceField, type RecordState } from './record-state.ts';
import { attendanceMark } from './training/attendance-mark.ts';
import { noteKeyOf } from './translation/translation-note.ts';

const scope = 'aaaaaaaa-0000-4000-8000-000000000001';
const record = 'bbbbbbbb-0000-7000-8000-000000000001';
const refused = (kind: RefusedOperation['kind'], field: string, value: RefusedOperation['value'] = null) => ({
  ...{ kind, scope, type: playbook.type, record, field, value },
});
const created = [
  refused('create', existenceField),
  refused('set', 'title.ar', 'طوق'),
  refused('set', noteKeyOf('title.ar'), { state: 'translated', text: '0'.repeat(16) }),
];
const head = (id: string, value: string | null, kind: 'set' | 'create' = 'set') => {
  return { id, kind, value, lamport: 1, wall: 1, author: 'a', device: 'd' };
};
const state: RecordState = {
  ...{ scope, type: playbook.type, id: record, missing: [] },
  fields: { [existenceField]: [head('c', null, 'create')], 'title.ar': [head('t', 'حاجز')] },
};

test('a record that the hub never had is made again under its id, without the note on its translation', () => {
  const drafts = makeAnew(created, null, valuesOf(created));
  expect(drafts?.ok && drafts.value.map(({ kind, record, field, value }) => [kind, record, field, value])).toEqual([
    ['create', record, existenceField, null],
    ['set', record, 'title.ar', 'طوق'],
  ]);
});

test('on a record that is here it replaces what stands there now, with the words as they were put right', () => {
  const change = [refused('set', 'title.ar', 'طوق')];
  const drafts = makeAnew(change, state, { 'title.ar': 'طوق أمني' });
  expect(drafts?.ok && drafts.value).toMatchObject([{ field: 'title.ar', value: 'طوق أمني', supersedes: ['t'] }]);
});

test('a delete and a restore are made again as such', () => {
  const [deleted, restored] = [refused('delete', existenceField, { seen: [] }), refused('restore', existenceField)];
  expect(makeAnew([deleted], state, {})).toMatchObject({
    ok: true,
    value: [{ kind: 'delete', value: { seen: ['t'] } }],
  });
  expect(makeAnew([restored], state, {})).toMatchObject({ ok: true, value: [{ kind: 'restore', supersedes: ['c'] }] });
});

test('a record that can only be added is added again', () => {
  const mark = { scope, type: attendanceMark.type, record };
  const change: RefusedOperation[] = [
    { ...mark, kind: 'create', field: existenceField, value: null },
    { ...mark, kind: 'set', field: 'mark', value: 'late' },
  ];
  expect(makeAnew(change, null, valuesOf(change))).toMatchObject({ ok: true, value: [{}, { value: 'late' }] });
});

test('an edit of a record that is not here, and a kind of record of a newer edition, cannot be made anew', () => {
  const edit = refused('set', 'title.ar', 'طوق');
  expect(makeAnew([edit], null, valuesOf([edit]))).toBeNull();
  const strange = { ...edit, type: 'weather' };
  expect(makeAnew([strange], null, {})).toBeNull();
});
