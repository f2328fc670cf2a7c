import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffText } from './text-diff.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(fc.constantFrom('clear', 'the', ' ', ', ', 'hall', '\n', 'المحطة', '车站'), { maxLength: 20 })
    .map((w) => w.join('')),
);

test('without what was added the parts are the old text, without what was removed the new one', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = diffText(before, after);
      const without = (kind: string) =>
        parts
          .filter((part) => part.kind !== kind)
          .map((part) => part.text)
          .join('');
      expect(without('added')).toBe(before);
      expect(without('removed')).toBe(after);
    }),
  );
});

test('words that changed together are one change', () => {
  expect(diffText('two old men stay', 'three young men stay')).toEqual([
    { kind: 'removed', text: 'two old' },
    { kind: 'added', text: 'three young' },
    { kind: 'same', text: ' men stay' },
  ]);
});

test('texts that are the same have no changes', () => {
  expect(diffText('Stay.', 'Stay.').every((part) => part.kind === 'same')).toBe(true);
});
