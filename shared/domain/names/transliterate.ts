/**
 * Names in Latin letters, for comparing only: rough on purpose, since everybody transliterates differently. What is
 * shown or saved is always what a person wrote.
 */
import { syllables } from './syllables.ts';

const cyrillic: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sh',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  і: 'i',
  ї: 'i',
  є: 'e',
  ґ: 'g',
  ў: 'u',
  ј: 'y',
  љ: 'l',
  њ: 'n',
  ћ: 'ch',
  ђ: 'dj',
};

const arabic: Readonly<Record<string, string>> = {
  ا: 'a',
  ب: 'b',
  ت: 't',
  ث: 'th',
  ج: 'j',
  ح: 'h',
  خ: 'kh',
  د: 'd',
  ذ: 'dh',
  ر: 'r',
  ز: 'z',
  س: 's',
  ش: 'sh',
  ص: 's',
  ض: 'd',
  ط: 't',
  ظ: 'z',
  ع: 'a',
  غ: 'gh',
  ف: 'f',
  ق: 'q',
  ك: 'k',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ه: 'h',
  و: 'w',
  ي: 'y',
  ء: '',
  پ: 'p',
  چ: 'ch',
  ژ: 'zh',
  گ: 'g',
  ڤ: 'v',
  ٹ: 't',
  ڈ: 'd',
  ڑ: 'r',
  ں: 'n',
};

/** A folded word (see search/fold.ts) in rough Latin letters; what no table knows stays as it is. */
export function transliterate(word: string): string {
  if (/\p{Script=Han}/u.test(word)) return fromHan(word);
  // The article is written together with its noun.
  const bare = word.length > 4 && word.startsWith('ال') ? word.slice(2) : word;
  let latin = '';
  for (const letter of bare) latin += cyrillic[letter] ?? arabic[letter] ?? letter;
  return latin;
}

/** Pinyin, family name first: 陈玉兰 is `chen yulan`. Characters outside the table stay, so that nothing is invented. */
function fromHan(word: string): string {
  const read = [...word].map((character) => syllables.get(character) ?? character);
  const family = [...word].length > 3 ? 2 : 1;
  return `${read.slice(0, family).join('')} ${read.slice(family).join('')}`.trim();
}
