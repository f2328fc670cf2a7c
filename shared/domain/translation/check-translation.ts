/** What a machine can see to be wrong with a translation. Hints for a person: nothing is refused. Pure. */
import { foldCharacter } from '../search/fold.ts';
import { tlpLevels } from '../tlp.ts';

export type TranslationProblem =
  /** `detail` is what is missing or too much, as it stands in the text. */
  | { readonly kind: 'placeholder-missing' | 'placeholder-extra'; readonly detail: string }
  | { readonly kind: 'number-missing' | 'number-extra'; readonly detail: string }
  | { readonly kind: 'mark-missing'; readonly detail: string }
  /** The mark that the end needs, in the target's own form. */
  | { readonly kind: 'ending-missing' | 'ending-extra'; readonly detail: string }
  | { readonly kind: 'untranslated' };

/** The problems of a text in `lang`, in the order in which they should be mended. An empty text has none: it is new. */
export function checkTranslation(source: string, target: string, lang: string): TranslationProblem[] {
  if (target.trim() === '') return [];
  if (source === target && /\p{L}{2,}.*\s.*\p{L}{2,}/u.test(source)) return [{ kind: 'untranslated' }];
  return [
    ...missing(placeholdersOf(source), placeholdersOf(target)).map(problem('placeholder-missing')),
    ...missing(placeholdersOf(target), placeholdersOf(source)).map(problem('placeholder-extra')),
    ...missing(numbersOf(source), numbersOf(target)).map(problem('number-missing')),
    ...missing(numbersOf(target), numbersOf(source)).map(problem('number-extra')),
    ...missing(marksOf(source), marksOf(target)).map(problem('mark-missing')),
    ...endingProblems(source, target, lang),
  ];
}

function problem<K extends Exclude<TranslationProblem['kind'], 'untranslated'>>(kind: K) {
  return (detail: string) => ({ kind, detail });
}

/** Variables of CACAO (`__name__:value`) and names in braces. */
const placeholderPattern = /__[A-Za-z0-9_-]+?__(?::value)?|\{\{?[\w.-]+\}?\}/g;
const markPattern = new RegExp(
  tlpLevels
    .map((level) => level.replace('+', '\\+'))
    .join('|')
    .replace('TLP:AMBER|', 'TLP:AMBER(?!\\+)|'),
  'g',
);
/** Digits, in groups of three or with a fraction; a point or comma at the end belongs to the sentence. */
const numberPattern = /\d{1,3}(?:[ \u00a0\u202f.,٬]\d{3})+(?!\d)|\d+(?:[.,٫/:]\d+)*/g;

function placeholdersOf(text: string): string[] {
  return text.match(placeholderPattern) ?? [];
}

function marksOf(text: string): string[] {
  return text.match(markPattern) ?? [];
}

/** Numbers by their digits alone: `1,5` and `1.5`, `10 000` and `10,000` and ١٠٠٠٠ are the same to a translator. */
function numbersOf(text: string): string[] {
  const plain = text.replace(placeholderPattern, ' ').replace(/\p{Nd}/gu, foldCharacter);
  return (plain.match(numberPattern) ?? []).map((number) => number.replace(/\D/g, ''));
}

/** What the first list has more often than the second. */
function missing(wanted: readonly string[], found: readonly string[]): string[] {
  const left = [...found];
  return wanted.filter((one) => {
    const place = left.indexOf(one);
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}

/** Marks that end a text, by what they mean; the first is the Latin form. */
const endings = {
  stop: '.。۔।',
  question: '?؟？',
  exclamation: '!！',
  colon: ':：',
  semicolon: ';؛；',
  comma: ',،，、',
  more: '…',
} as const;
type Ending = keyof typeof endings;

const ownForms: Readonly<Record<string, Readonly<Partial<Record<Ending, string>>>>> = {
  ar: { question: '؟', semicolon: '؛', comma: '،' },
  zh: { stop: '。', question: '？', exclamation: '！', colon: '：', semicolon: '；', comma: '，' },
};

function endingProblems(source: string, target: string, lang: string): TranslationProblem[] {
  const [wanted, found] = [endingOf(source), endingOf(target)];
  if (wanted === found) return [];
  if (wanted === null) return found === null ? [] : [{ kind: 'ending-extra', detail: formOf(found, lang) }];
  return [{ kind: 'ending-missing', detail: formOf(wanted, lang) }];
}

function endingOf(text: string): Ending | null {
  const [last] =
    text
      .trim()
      .replace(/["'”’»」』）)\]]+$/u, '')
      .trim()
      .match(/.$/u) ?? [];
  if (last === undefined) return null;
  return (Object.keys(endings) as Ending[]).find((ending) => endings[ending].includes(last)) ?? null;
}

function formOf(ending: Ending, lang: string): string {
  return ownForms[lang.split('-')[0] as string]?.[ending] ?? (endings[ending][0] as string);
}
