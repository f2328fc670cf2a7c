/** Text of a file whose encoding nobody has told us. Says how sure it is, so that a screen can offer the others. */
import { looseTextOfUtf8, textOfGb18030, textOfUtf8 } from '../../base/bytes.ts';
import { codePages } from './code-pages.ts';
import { isChinese } from './is-chinese.ts';

export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1251',
  'windows-1256',
  /** What Chinese offices write, GBK and GB 2312 in it. */
  'gb18030',
] as const;
export type Encoding = (typeof encodings)[number];

export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  /** `marked` by a byte-order mark, `valid` as UTF-8, `chosen` by the person, `guessed` from the letters. */
  readonly certainty: 'marked' | 'valid' | 'chosen' | 'guessed';
  /** Bytes that stand for no character in this encoding; they show as U+FFFD. */
  readonly unreadable: number;
}

/** Reads a file in the encoding it declares, is valid in, or most likely has; or in the one that a person chose. */
export function decodeText(bytes: Uint8Array, chosen?: Encoding): DecodedText {
  if (chosen !== undefined) return decoded(bytes, chosen, 'chosen');
  const marked = markOf(bytes);
  if (marked !== null) return decoded(bytes, marked, 'marked');
  const wide = wideWithoutMark(bytes);
  if (wide !== null) return decoded(bytes, wide, 'guessed');
  const text = textOfUtf8(bytes);
  if (text !== null) return { text, encoding: 'utf-8', certainty: 'valid', unreadable: 0 };
  if (isNearlyUtf8(bytes)) return decoded(bytes, 'utf-8', 'guessed');
  return decoded(bytes, isChinese(bytes) ? 'gb18030' : likelyCodePage(bytes), 'guessed');
}

function decoded(bytes: Uint8Array, encoding: Encoding, certainty: DecodedText['certainty']): DecodedText {
  const text = textIn(bytes, encoding).replace(/^\ufeff/, '');
  return { text, encoding, certainty, unreadable: text.split('\ufffd').length - 1 };
}

function markOf(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** Separators and line ends are ASCII, so UTF-16 shows by zeros that stand at even or at odd places only. */
function wideWithoutMark(bytes: Uint8Array): Encoding | null {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) i % 2 === 0 ? even++ : odd++;
  if (even + odd < bytes.length / 50) return null;
  if (even === 0) return 'utf-16le';
  return odd === 0 ? 'utf-16be' : null;
}

function textIn(bytes: Uint8Array, encoding: Encoding): string {
  switch (encoding) {
    case 'utf-8':
      return looseTextOfUtf8(bytes);
    case 'utf-16le':
    case 'utf-16be':
      return wideText(bytes, encoding === 'utf-16le');
    case 'gb18030':
      return textOfGb18030(bytes);
    default:
      return pageText(bytes, codePages[encoding]);
  }
}

/** Whether at most one in 200 of its characters beyond ASCII is none: lines of another file were put in, or it was cut. */
function isNearlyUtf8(bytes: Uint8Array): boolean {
  // What is left of a last character that was cut counts for nothing.
  const text = looseTextOfUtf8(bytes).replace(/\ufffd$/, '');
  const faults = text.split('\ufffd').length - 1;
  const beyond = text.match(/[^\p{ASCII}]/gu)?.length ?? 0;
  return beyond > faults && faults * 200 <= beyond;
}

function wideText(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const units: string[] = [];
  for (let at = 0; at + 1 < bytes.length; at += 2) units.push(String.fromCharCode(view.getUint16(at, littleEndian)));
  if (bytes.length % 2 !== 0) units.push('\ufffd');
  return units.join('');
}

function pageText(bytes: Uint8Array, page: string): string {
  const characters: string[] = [];
  for (const byte of bytes) characters.push(byte < 0x80 ? String.fromCharCode(byte) : (page[byte - 0x80] as string));
  return characters.join('');
}

const commonCyrillic = new Set('оеаинтсрвлкмОЕАИНТСРВЛКМ');
const commonArabic = new Set('اليمونرتبدعسحفهة');

/**
 * In Cyrillic and Arabic nearly every letter of a word is above 7F, in Western European text one here and there. Of the
 * two alphabets the one whose commonest letters appear.
 */
function likelyCodePage(bytes: Uint8Array): Encoding {
  let high = 0;
  let runs = 0;
  for (let i = 0; i < bytes.length; i++) {
    if ((bytes[i] as number) < 0x80) continue;
    high++;
    if (i === 0 || (bytes[i - 1] as number) < 0x80) runs++;
  }
  if (high / Math.max(1, runs) < 2) return 'windows-1252';
  const share = (page: string, common: ReadonlySet<string>) => {
    let found = 0;
    for (const byte of bytes) if (byte >= 0x80 && common.has(page[byte - 0x80] as string)) found++;
    return found;
  };
  const cyrillic = share(codePages['windows-1251'], commonCyrillic);
  const arabic = share(codePages['windows-1256'], commonArabic);
  return cyrillic >= arabic ? 'windows-1251' : 'windows-1256';
}
