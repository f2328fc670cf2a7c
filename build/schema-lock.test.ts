import { expect, test } from 'vitest';
import { type AnyField, declareRecord, type RecordDeclaration } from '../shared/domain/declare-record.ts';
import { choice, localisedText, number, set, text } from '../shared/domain/field.ts';
import { extendedLock, problemsOfSchema, schemaOf } from './schema-lock.ts';

const note = declareRecord({
  type: 'note',
  version: 2,
  parent: null,
  appendOnly: false,
  fields: {
    title: localisedText(),
    weight: number(),
    state: choice(['open', 'closed']),
    place: text({ max: 60 }),
    tags: set(),
  },
});
const lock = schemaOf([note]);
const judged = (...declarations: RecordDeclaration[]) => problemsOfSchema(lock, schemaOf(declarations));
const withField = (name: string, field: AnyField, version = 2): RecordDeclaration => ({
  ...note,
  version,
  fields: { ...note.fields, [name]: field },
});
const without = (name: string): RecordDeclaration => {
  const { [name]: _, ...fields } = note.fields as RecordDeclaration['fields'];
  return { ...note, fields };
};

test('what is as it was has no problem', () => {
  expect(judged(note)).toEqual([]);
});

test('[EV2] a type or field that is gone is told, with what to do', () => {
  expect(judged()).toEqual([expect.stringMatching(/^The record type "note" is gone\. .*put the declaration back/)]);
  expect(judged(without('weight'))).toEqual([
    expect.stringMatching(/^The field "note\.weight" is gone\. .*put the declaration back/),
  ]);
});

test.each<[string, RecordDeclaration]>([
  ['"note.weight" was number and is text', withField('weight', text(), 3)],
  ['"note.title" was localised text and is text', withField('title', text(), 3)],
  ['"note.state" takes less', withField('state', choice(['open']), 3)],
  ['"note.place" takes less', withField('place', text({ max: 59 }), 3)],
  ['"note" was not append-only', { ...note, appendOnly: true }],
  ['"note" belonged to nothing', { ...note, parent: 'place' }],
  ['"note" had version 2 and has 1', { ...note, version: 1 }],
])('[EV2] %s: told, and not added', (sentence, declaration) => {
  expect(judged(declaration)).toEqual([expect.stringContaining(sentence)]);
  expect(() => extendedLock(lock, schemaOf([declaration]))).toThrow(sentence);
});

test.each<[string, AnyField, string]>([
  ['a new field', text(), 'colour'],
  ['one choice more', choice(['open', 'closed', 'archived']), 'state'],
  ['a longer text', text({ max: 61 }), 'place'],
])('[EV2] %s asks for a new version of the type, and then is added', (_, field, name) => {
  expect(judged(withField(name, field))).toEqual([expect.stringContaining('make it 3')]);
  const grown = withField(name, field, 3);
  expect(judged(grown)).toEqual([expect.stringContaining('node build/schema-lock.ts')]);
  const extended = extendedLock(lock, schemaOf([grown]));
  expect(problemsOfSchema(extended, schemaOf([grown]))).toEqual([]);
  expect(extended['note']?.fields['weight']?.since).toBe(2);
  expect(extended['note']?.fields[name]?.since).toBe(name === 'colour' ? 3 : 2);
  expect(problemsOfSchema(extended, lock)).not.toEqual([]);
});

test('a new type is added', () => {
  const other = { ...note, type: 'other' };
  expect(judged(note, other)).toEqual([expect.stringContaining('"other" is new: run `node build/schema-lock.ts`')]);
  expect(problemsOfSchema(extendedLock(lock, schemaOf([note, other])), schemaOf([note, other]))).toEqual([]);
});
