import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findMatches } from './find-matches.ts';
import { SearchIndex } from './search-index.ts';
import { tokenise } from './tokenise.ts';

/** Letters of each script, with the marks that people put on them and leave out. */
const scripts = {
  latin: [...'abcdefghilmnoprstuvzßœ', 'é', 'e\u0301', 'ñ', 'Ç', 'Ü', 'ﬁ'],
  arabic: [...'ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآةىئؤ', 'َ', 'ّ', 'ـ'],
  cyrillic: [...'абвгдеёжзийклмнопрстуфхцчшщъыьэюяЁЙ'],
  chinese: [...'警戒线人员留在以外等待指挥解除车站证据边境𠀀'],
  digits: [...'0123456789٠١٢٣٤۵۶７８'],
} as const;

const wordsOf = (letters: readonly string[]) =>
  fc.array(
    fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 9 }).map((some) => some.join('')),
    {
      minLength: 1,
      maxLength: 6,
    },
  );

test.each(Object.entries(scripts))(
  'every beginning of every word of a text in %s finds it, among others',
  (_, letters) => {
    fc.assert(
      fc.property(wordsOf(letters), wordsOf(letters), fc.nat(), fc.nat(), (words, others, at, length) => {
        const text = words.join(' ');
        const index = new SearchIndex();
        for (const [id, each] of [
          ['wanted', text],
          ['other', others.join(', ')],
        ] as const) {
          index.put({
            id,
            type: 'playbook',
            owner: id,
            texts: [{ field: 'title.en', text: each, weight: 'title', isName: false }],
          });
        }
        const characters = [...(words[at % words.length] as string)];
        const typed = characters.slice(0, 1 + (length % characters.length)).join('');
        // A mark without a letter is no word.
        if (tokenise(typed).length === 0) return;
        expect(
          index.search(typed, { limit: 10 }).hits.map(({ owner }) => owner),
          `${typed} in ${text}`,
        ).toContain('wanted');
        expect(findMatches(text, typed).length, `marks of ${typed} in ${text}`).toBeGreaterThan(0);
      }),
    );
  },
);

test.each(Object.entries(scripts))('terms of a text in %s stand where they say, in order', (_, letters) => {
  fc.assert(
    fc.property(wordsOf(letters), (words) => {
      const text = words.join(' · ');
      for (const { term, start, end } of tokenise(text)) {
        expect(start).toBeLessThan(end);
        expect(tokenise(text.slice(start, end)).map((token) => token.term)).toContain(term);
      }
    }),
  );
});
