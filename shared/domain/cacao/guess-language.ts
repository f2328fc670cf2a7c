/** CACAO has no language property, so plain files are read by script and, in Latin script, by common words. */
import type { Language } from '../language.ts';

const scripts: readonly (readonly [Language, RegExp])[] = [
  ['ar', /\p{Script=Arabic}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
  ['zh', /\p{Script=Han}/gu],
];
const words: readonly (readonly [Language, RegExp])[] = [
  ['en', /\b(the|and|of|to|in|is|for|with|this|that|by|from)\b/giu],
  ['fr', /\b(le|la|les|des|du|une|et|pour|dans|avec|est|sur|aux?)\b/giu],
  ['es', /\b(el|los|las|del|una|y|para|con|es|por|que|en)\b/giu],
];

/** The likeliest of the six languages of a text; English when nothing tells. A guess that people can correct. */
export function guessLanguage(text: string): Language {
  const sample = text.slice(0, 20_000);
  const letters = count(sample, /\p{L}/gu);
  for (const [language, pattern] of scripts) {
    if (count(sample, pattern) > letters * 0.3) return language;
  }
  let best: Language = 'en';
  let most = 0;
  for (const [language, pattern] of words) {
    const found = count(sample, pattern);
    if (found > most) [best, most] = [language, found];
  }
  return best;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
