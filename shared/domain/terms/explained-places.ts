/** Where a text uses terms and acronyms that are explained. Each is shown once: the first time it is read. Pure. */
import type { Language } from '../language.ts';
import { isWord, wordsOf } from '../text-tokens.ts';
import { acronymExplanations, type Explanation, termExplanations } from './explanations.ts';
import { isSameStem, languageKey, stemsOf, wordStem } from './find-terms.ts';
import { termList } from './term-list.ts';

export interface ExplainedPlace {
  /** [start, end) in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** The term by its English, or the acronym. */
  readonly key: string;
  readonly explanation: Explanation;
  /** What the term is called, by language; null for an acronym. */
  readonly term: Readonly<Record<Language, string>> | null;
}

interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly stem: string;
}

/** A longer text is read as it is: somebody pasted a book. */
const longestText = 20_000;

export function explainedPlaces(text: string, language: string): ExplainedPlace[] {
  const known = languageKey(language);
  if (known === null || text.length > longestText) return [];
  const words = placedWords(text, known);
  const places: ExplainedPlace[] = [];
  const seen = new Set<string>();
  for (let at = 0; at < words.length; ) {
    const found = acronymAt(words, at) ?? termAt(words, at, known);
    if (found === null || seen.has(found.key)) {
      at += 1;
      continue;
    }
    seen.add(found.key);
    places.push(found);
    while (at < words.length && (words[at] as Word).start < found.end) at += 1;
  }
  return places;
}

function placedWords(text: string, language: Language): Word[] {
  const words: Word[] = [];
  let start = 0;
  for (const piece of wordsOf(text)) {
    const end = start + piece.length;
    if (isWord(piece)) words.push({ start, end, text: piece, stem: wordStem(piece, language) });
    start = end;
  }
  return words;
}

function acronymAt(words: readonly Word[], at: number): ExplainedPlace | null {
  const { start, end, text } = words[at] as Word;
  const explanation = acronymExplanations.get(text);
  return explanation === undefined ? null : { start, end, key: text, explanation, term: null };
}

function termAt(words: readonly Word[], at: number, language: Language): ExplainedPlace | null {
  let best: ExplainedPlace | null = null;
  for (const { stems, term, explanation } of candidates(language)) {
    if (!stems.every((stem, i) => isSameStem(words[at + i]?.stem, stem))) continue;
    const end = (words[at + stems.length - 1] as Word).end;
    if (best === null || end > best.end) {
      best = { start: (words[at] as Word).start, end, key: term.en, explanation, term };
    }
  }
  return best;
}

const known = new Map<Language, ReturnType<typeof candidatesOf>>();

function candidates(language: Language) {
  const made = known.get(language) ?? candidatesOf(language);
  known.set(language, made);
  return made;
}

function candidatesOf(language: Language) {
  return termList.flatMap((term) => {
    const explanation = termExplanations.get(term.en);
    if (explanation === undefined) return [];
    const wordings = [term[language], ...(otherWordings[term.en]?.[language] ?? [])];
    return wordings.flatMap((wording) => {
      const stems = stemsOf(wording, language);
      return stems.length === 0 ? [] : [{ stems, term, explanation }];
    });
  });
}

/** What people write instead of the word of the list: a part of it, or another word for the same. Only explained, never proposed. */
const otherWordings: Readonly<Record<string, Readonly<Partial<Record<Language, readonly string[]>>>>> = {
  cordon: {
    ar: ['طوق', 'تطويق'],
    es: ['cordón', 'perímetro de seguridad'],
    fr: ['cordon', 'périmètre de sécurité'],
    zh: ['封锁线', '警戒圈'],
  },
  prosecutor: { ar: ['المدعي العام', 'النيابة'], es: ['fiscalía'], fr: ['parquet'], ru: ['прокуратура'] },
  'duty officer': { ar: ['ضابط المناوبة'], es: ['oficial de turno'] },
};
