import { textOfGb18030 } from '../../base/bytes.ts';

/**
 * Whether bytes that are no UTF-8 are Chinese: they make characters nearly without a rest, most of them common ones, and such as no
 * 8-bit alphabet would make by chance. Letters of Cyrillic and Arabic stand from C0 on; half of all common Chinese characters have a
 * byte below. Letters of Western European languages stand before plain ones, which are the second byte of no common character, but of
 * every third one of Big5. Korean has its syllables up to C8, and Japanese the characters of every day up to CF: where a quarter of
 * all common Chinese characters stand, from D0 to D7, both have next to none.
 */
export function isChinese(bytes: Uint8Array): boolean {
  let [characters, common, plain, low, late] = [0, 0, 0, 0, 0];
  for (let at = 0; at < bytes.length; at++) {
    const [first, second] = [bytes[at] as number, bytes[at + 1] ?? 0];
    if (first < 0x80) continue;
    at += isDigit(second) ? 3 : 1;
    // Signs and brackets say nothing: the alphabets have theirs there as well.
    if (first < 0xb0 && second >= 0xa1) continue;
    characters += 1;
    if (second >= 0xa1) plain += 1;
    if (first <= 0xd7 && second >= 0xa1) common += 1;
    if (first < 0xc0 || (second >= 0xa1 && second < 0xc0)) low += 1;
    if (first >= 0xd0 && first <= 0xd7) late += 1;
  }
  if (characters === 0 || common * 2 < characters || plain * 4 < characters * 3) return false;
  if (low * 6 < characters || late * 24 < characters) return false;
  // A file that was cut ends in half a character.
  const unreadable =
    textOfGb18030(bytes)
      .replace(/\ufffd$/, '')
      .split('\ufffd').length - 1;
  return unreadable * 200 <= characters;
}

/** The second of four bytes, of which rare characters are made. */
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
