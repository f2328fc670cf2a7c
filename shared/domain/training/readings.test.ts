import { expect, test } from 'vitest';
import { createRecord } from '../edit.ts';
import type { Head, RecordState } from '../record-state.ts';
import { accessEntry } from './access-entry.ts';
import { entryFor, readingsOf } from './readings.ts';

const day = '2026-11-27';
const reading = { person: 'p', reader: 'anna', name: 'Anna', day, at: 5, purpose: '' };

function entry(
  id: string,
  author: string,
  values: Parameters<typeof createRecord<typeof accessEntry>>[2],
): RecordState {
  const drafts = createRecord(accessEntry, { scope: 's', id }, values);
  if (!drafts.ok) throw new Error(JSON.stringify(drafts.failure));
  const heads = drafts.value.map(({ field, kind, value }): [string, Head[]] => [
    field,
    [{ id: `${id} ${field}`, kind, value, lamport: 1, wall: 1, author, device: 'd' }],
  ]);
  return { scope: 's', type: accessEntry.type, id, fields: Object.fromEntries(heads), missing: [] };
}

test('[PD2] the reader is whoever signed the entry, whatever name it carries', () => {
  const states = [entry('e1', 'anna', { day, at: 1, by: 'Boris' }), entry('e2', 'boris', { day, at: 2, by: 'Boris' })];
  expect(readingsOf(states).map(({ reader, name }) => [reader, name])).toEqual([
    ['boris', 'Boris'],
    ['anna', 'Boris'],
  ]);
});

test('[PD2] there is one entry a day for each reader and purpose', () => {
  expect(entryFor([], reading)).toEqual({ person: 'p', day, at: 5, by: 'Anna' });
  const known = readingsOf([entry('e1', 'anna', { day, at: 1, by: 'Anna' })]);
  expect(entryFor(known, reading)).toBeNull();
  expect(entryFor(known, { ...reading, reader: 'boris' })).not.toBeNull();
  expect(entryFor(known, { ...reading, day: '2026-11-28' })).not.toBeNull();
  const why = { ...reading, purpose: ' her letter ' };
  expect(entryFor(known, why)).toMatchObject({ purpose: 'her letter' });
  const said = readingsOf([entry('e2', 'anna', { day, at: 1, by: 'Anna', purpose: 'her letter' })]);
  expect([entryFor(said, why), entryFor(said, reading)]).toEqual([null, null]);
  expect(entryFor(said, { ...reading, purpose: 'another' })).not.toBeNull();
});

test('[PD2] an entry that was taken away, or says no day, is no reading', () => {
  const taken = entry('e1', 'anna', { day, at: 1 });
  const gone = {
    id: 'x',
    kind: 'delete',
    value: { seen: [] },
    lamport: 9,
    wall: 9,
    author: 'steward',
    device: 'd',
  } as const;
  const seen = Object.values(taken.fields).flatMap((heads) => heads.map(({ id }) => id));
  const deleted = { ...taken, fields: { ...taken.fields, '@exists': [{ ...gone, value: { seen } }] } };
  expect(readingsOf([deleted, entry('e2', 'anna', { at: 1 })])).toEqual([]);
});
