import { textOfGb18030 } from '../../base/bytes.ts';

/**
 * Whether bytes that are no UTF-8 are Chinese: they make characters nearly without a rest, most of them common ones, and such as no
 * 8-bit alphabet would make by chance. Letters of Cyrillic and Arabic stand from C0 on; half of all common Chinese characters have a
 * byte below. Letters of Western European languages stand before plain ones, which are the second byte of no common character.
 */
export function isChinese(bytes: Uint8Array): boolean {
  let [characters, common, low] = [0, 0, 0];
  for (let at = 0; at < bytes.length; at++) {
    const [first, second] = [bytes[at] as number, bytes[at + 1] ?? 0];
    if (first < 0x80) continue;
    at += isDigit(second) ? 3 : 1;
    // Signs and brackets say nothing: the alphabets have theirs there as well.
    if (first < 0xb0 && second >= 0xa1) continue;
    characters += 1;
    if (first <= 0xd7 && second >= 0xa1) common += 1;
    if (first < 0xc0 || (second >= 0xa1 && second < 0xc0)) low += 1;
  }
  if (characters === 0 || common * 2 < characters || low * 8 < characters) return false;
  const unreadable = textOfGb18030(bytes).split('\ufffd').length - 1;
  return unreadable * 200 <= characters;
}

/** The second of four bytes, of which rare characters are made. */
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
