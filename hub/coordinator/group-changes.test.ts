import { expect, test } from 'vitest';
import type { Json } from '../../shared/base/json.ts';
import { storedOperation } from '../../test/support/stored-operation.ts';
import { toHeldOperation } from './group-changes.ts';

const held = (field: string, value: Json) => toHeldOperation(storedOperation(1, { field, value }));

test('a note on a translation is told beside its value: the text it is about, the state, the original', () => {
  const value = { state: 'reviewed', text: '5de55f7a90e9bbe6', source: '9886a826d75558bf' };
  expect(held('translation:title.ar', value)).toMatchObject({
    value,
    note: { of: 'title.ar', state: 'reviewed', source: '9886a826d75558bf' },
  });
});

test('a note that this edition cannot read, and every other value, is passed on as it is', () => {
  expect(held('translation:title.ar', { state: 'reviewed' }).note).toBeUndefined();
  expect(held('title.ar', 'عنوان').note).toBeUndefined();
});
