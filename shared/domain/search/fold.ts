/**
 * Folding: how search sees a letter. Two spellings that a reader takes for the same word fold to the same text, and
 * every folded letter remembers where it came from, so that a match can be shown in the original.
 */

/** What NFKD does not decompose but readers take for the same letter. */
const equalLetters: Readonly<Record<string, string>> = {
  // Arabic: alef wasla, alef maksura, teh marbuta, and the Persian and Urdu yeh, kaf and heh
  ٱ: 'ا',
  ى: 'ي',
  ة: 'ه',
  ی: 'ي',
  ے: 'ي',
  ک: 'ك',
  ہ: 'ه',
  ھ: 'ه',
  // Latin letters with a stroke or joined
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  // traditional dotless and short i of older Cyrillic
  ѐ: 'е',
};

/** Marks, tatweel, joiners, soft hyphen, bidi controls: they change how a word looks, never which word it is. */
const silent = /[\p{M}\u0640\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

const known = new Map<string, string>();

/** The folded form of one character: compatibility form, no marks, lower case, digits as 0 to 9. May be empty. */
export function foldCharacter(character: string): string {
  const before = known.get(character);
  if (before !== undefined) return before;
  let folded = '';
  for (const part of character
    .normalize('NFKD')
    .replace(silent, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(silent, '')) {
    folded += equalLetters[part] ?? digitOf(part) ?? part;
  }
  known.set(character, folded);
  return folded;
}

/** Arabic-Indic and Persian digits; the wide ones are folded by NFKD already. */
function digitOf(character: string): string | null {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x660 && code <= 0x669) return String(code - 0x660);
  if (code >= 0x6f0 && code <= 0x6f9) return String(code - 0x6f0);
  return null;
}
