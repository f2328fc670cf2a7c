/** Bytes of a text as old programs write it. */
import { codePages } from '../../shared/domain/roster-import/code-pages.ts';

/** In one of the 8-bit alphabets. */
export function inCodePage(text: string, page: keyof typeof codePages): Uint8Array {
  return Uint8Array.from([...text], (letter) => {
    const place = letter < '\x80' ? letter.charCodeAt(0) : 128 + codePages[page].indexOf(letter);
    if (place === 127) throw new Error(`${page} has no ${letter}`);
    return place;
  });
}

/** In UTF-16, with no mark but one that the text begins with. */
export function inUtf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
  return bytes;
}

/** In the two bytes of GBK, as Chinese offices write it. */
export function inGbk(text: string): Uint8Array {
  const signs = gbkSigns();
  return Uint8Array.from(
    [...text].flatMap((sign) => {
      if (sign < '\x80') return sign.charCodeAt(0);
      const place = signs.get(sign);
      if (place === undefined) throw new Error(`GBK has no ${sign}`);
      return [place >> 8, place & 0xff];
    }),
  );
}

/** Each character of two bytes with its place, by asking for what every pair stands. */
function gbkSigns(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('gb18030');
  const signs = new Map<string, number>();
  for (let first = 0x81; first <= 0xfe; first++)
    for (let second = 0x40; second <= 0xfe; second++)
      signs.set(decoder.decode(Uint8Array.of(first, second)), (first << 8) | second);
  return signs;
}
