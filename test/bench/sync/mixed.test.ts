import { expect, test } from 'vitest';
import { draftsOf, draftsOfTick } from './drafts.ts';
import { answersIn, changesIn, heldAfter, makeEdits } from './mixed.ts';
import { makeRecords } from './records.ts';

const records = makeRecords(2_000);

test('mixed edits are of every kind, as many as come to the changes asked for, and the same in every run', () => {
  const edits = makeEdits(records, 1_000, 1);
  const changes = edits.reduce((sum, edit) => sum + changesIn(edit), 0);
  expect(changes).toBeGreaterThanOrEqual(1_000);
  expect(changes).toBeLessThan(1_008);
  const kinds = edits.map((edit) => ('field' in edit ? `${edit.kind} ${edit.field}` : edit.kind));
  expect([...new Set(kinds)].sort()).toEqual([
    'answer reference',
    'create',
    'delete',
    'restore',
    'set capability',
    'set observation',
    'set order',
    'set reference',
    'tick',
  ]);
  expect(makeEdits(records, 1_000, 1)).toEqual(edits);
  expect(makeEdits(records, 1_000, 2)).not.toEqual(edits);
});

test('a change is an operation: what a tick and a new record come to is what the product makes of them', () => {
  for (const edit of makeEdits(records, 200, 1)) {
    if (edit.kind === 'tick') expect(draftsOfTick(edit.record)).toHaveLength(changesIn(edit));
    if (edit.kind === 'create') expect(draftsOf(edit.record)).toHaveLength(changesIn(edit));
  }
});

test('a server has the edits when it holds the last value of each field; only what was deleted is brought back', () => {
  const edits = makeEdits(records, 3_000, 1);
  const held = new Map(heldAfter(edits).map(({ id, field, value }) => [`${id} ${field}`, value]));
  const gone = new Set<string>();
  for (const edit of edits) {
    if (edit.kind === 'delete') gone.add(edit.id);
    if (edit.kind === 'restore') expect(gone.delete(edit.id)).toBe(true);
  }
  expect(gone.size).toBeGreaterThan(0);
  for (const id of gone) expect(held.get(`${id} gone`)).toBe('yes');
  for (const { id, field, value } of answersIn(edits)) expect(held.get(`${id} ${field}`)).toBe(value);
  expect(held.size).toBe(edits.length - edits.filter(({ kind }) => kind === 'restore').length);
});
