import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeText } from './text-merge.ts';
import { wordsOf } from './text-tokens.ts';

/** Texts that look like steps: a few sentences of a few words in a few paragraphs, in four scripts. */
const word = fc.constantFrom(
  'clear',
  'the',
  'hall',
  '100',
  'm',
  'خط',
  'المحطة',
  'станция',
  '车站',
  'exit',
  'not',
  'close',
);
const sentence = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 6 }), fc.constantFrom('. ', '! ', '؟ ', '。', ', '))
  .map(([words, mark]) => words.join(' ') + mark);
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));
const prose = fc.array(paragraph, { maxLength: 3 }).map((parts) => parts.join('\n\n'));
const anyText = fc.oneof(prose, fc.string({ unit: 'grapheme', maxLength: 40 }));
const three = [anyText, anyText, anyText] as const;

test('a side that changed nothing takes the other side whole', () => {
  fc.assert(
    fc.property(anyText, anyText, (base, changed) => {
      expect(mergeText(base, changed, base)).toMatchObject({ text: changed, clean: true });
      expect(mergeText(base, base, changed)).toMatchObject({ text: changed, clean: true });
    }),
  );
});

test('the same change on both sides is no conflict', () => {
  fc.assert(
    fc.property(anyText, anyText, (base, changed) => {
      expect(mergeText(base, changed, changed)).toMatchObject({ text: changed, clean: true });
    }),
  );
});

test('swapping the sides gives the same verdict, and the same text when it is clean', () => {
  fc.assert(
    fc.property(...three, (base, ours, theirs) => {
      const one = mergeText(base, ours, theirs);
      const other = mergeText(base, theirs, ours);
      expect(other.clean).toBe(one.clean);
      if (one.clean) expect(other.text).toBe(one.text);
    }),
  );
});

test('the pieces are the text, and no word is invented', () => {
  fc.assert(
    fc.property(prose, prose, prose, (base, ours, theirs) => {
      const merged = mergeText(base, ours, theirs);
      expect(merged.pieces.map((piece) => piece.text).join('')).toBe(merged.text);
      const known = new Set([base, ours, theirs].flatMap(wordsOf));
      for (const written of wordsOf(merged.text)) expect(known.has(written) || /^\s+$/u.test(written)).toBe(true);
    }),
  );
});

/** Texts of many words that have nothing in common, as paragraphs or as one line: more than anybody looks for. */
const long = (seed: number, paragraphs: number, words: number) =>
  Array.from({ length: paragraphs }, (_, at) =>
    Array.from({ length: words }, (_, n) => `w${(((at * words + n) * 2_654_435_761 + seed) >>> 0).toString(36)}`).join(
      ' ',
    ),
  ).join('\n');

test('[CF12] long texts that have nothing in common are merged in a moment: both readings are kept', () => {
  const [base, ours, theirs] = [1, 2, 3].map((seed) => `Begin.\n${long(seed, 60, 300)}\nEnd.`) as [
    string,
    string,
    string,
  ];
  const merged = mergeText(base, ours, theirs);
  expect([merged.text === ours, merged.clean]).toEqual([true, false]);
});

test('[CF12] beyond what is looked for, what stands between the common beginning and end is one change', () => {
  const base = `Alpha one.\n\nStays.\n\n${long(1, 1, 1_800)}\n\nOmega two.`;
  const ours = base.replace('Alpha one.', 'Alpha first.');
  const theirs = base.replace(long(1, 1, 1_800), long(2, 1, 1_800));
  const { text, clean, counts } = mergeText(base, ours, theirs);
  expect(text === theirs.replace('Alpha one.', 'Alpha first.')).toBe(true);
  expect([clean, counts.ours, counts.theirs]).toEqual([true, 1, 1]);
});

test('[CF12] with little to look for the answer is coarser, and as true', () => {
  fc.assert(
    fc.property(...three, fc.nat({ max: 60 }), (base, ours, theirs, effort) => {
      const one = mergeText(base, ours, theirs, 'words', effort);
      const other = mergeText(base, theirs, ours, 'words', effort);
      expect(one.pieces.map((piece) => piece.text).join('')).toBe(one.text);
      expect(other.clean).toBe(one.clean);
      if (one.clean) expect(other.text).toBe(one.text);
      expect(mergeText(base, ours, base, 'words', effort)).toMatchObject({ text: ours, clean: true });
    }),
  );
});

test('changes in different paragraphs are both taken', () => {
  fc.assert(
    fc.property(sentence, sentence, (first, second) => {
      const base = 'Alpha one.\n\nMiddle stays.\n\nOmega two.';
      const merged = mergeText(
        base,
        base.replace('Alpha one.', `A ${first}`),
        base.replace('Omega two.', `O ${second}`),
      );
      expect(merged).toMatchObject({ text: `A ${first}\n\nMiddle stays.\n\nO ${second}`, clean: true });
    }),
  );
});

test('changes apart in one sentence join, each with its side', () => {
  const base = 'Clear 100 m for a bag, 200 m for a vehicle. Keep the exits of the station open.';
  const theirs = 'Clear 100 m for a bag, 400 m for a vehicle or trailer. Keep the exits of the station open.';
  const ours = 'Clear 100 m for a bag, 200 m for a vehicle. Keep the exits of the station open, one for each line.';
  const merged = mergeText(base, ours, theirs);
  expect(merged.clean).toBe(true);
  expect(merged.text).toBe(
    'Clear 100 m for a bag, 400 m for a vehicle or trailer. Keep the exits of the station open, one for each line.',
  );
  expect(merged.pieces.filter((piece) => piece.from !== 'base')).toEqual([
    { from: 'theirs', text: '400' },
    { from: 'theirs', text: ' or trailer' },
    { from: 'ours', text: ', one for each line' },
  ]);
});

test('two answers to one question are a conflict that holds both', () => {
  const merged = mergeText('Clear 100 m.', 'Clear 150 m.', 'Clear 300 m.');
  expect(merged).toMatchObject({ clean: false, text: 'Clear 150 m.', counts: { conflicts: 1 } });
  expect(merged.pieces).toContainEqual({ from: 'conflict', text: '150', base: '100', theirs: '300' });
});

test('changes with only a comma between them touch: they are not mixed', () => {
  expect(mergeText('red, blue flag', 'green, blue flag', 'red, white flag').clean).toBe(false);
});

test('a removal on one side and an edit of the removed words on the other is a conflict', () => {
  expect(mergeText('Keep this line.\nStay.', 'Stay.', 'Keep this red line.\nStay.').clean).toBe(false);
});

test('Arabic and Chinese join word by word', () => {
  const arabic = mergeText(
    'أخلِ مسافة 100 م حول الحقيبة. أبقِ المخارج مفتوحة.',
    'أخلِ مسافة 100 م حول الحقيبة. أبقِ المخارج كلها مفتوحة.',
    'أخلِ مسافة 400 م حول الحقيبة. أبقِ المخارج مفتوحة.',
  );
  expect(arabic).toMatchObject({ clean: true, text: 'أخلِ مسافة 400 م حول الحقيبة. أبقِ المخارج كلها مفتوحة.' });
  const chinese = mergeText(
    '疏散一百米范围，保持出口畅通。',
    '疏散一百米范围，保持所有出口畅通。',
    '疏散四百米范围，保持出口畅通。',
  );
  expect(chinese).toMatchObject({ clean: true, text: '疏散四百米范围，保持所有出口畅通。' });
});
