/** The credential that is baked into a PNG image. */
import { concat, textOfUtf8, utf8 } from '../../base/bytes.ts';
import { BadgeFault } from './badge-verdict.ts';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const keyword = 'openbadgecredential';

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

export function isPng(bytes: Uint8Array): boolean {
  return signature.every((byte, at) => bytes[at] === byte);
}

/**
 * Text of the one chunk `openbadgecredential` (Open Badges 3.0, Baked Badge: iTXt, not compressed, once). Every chunk must
 * have its right checksum, so that a byte changed anywhere in the image is noticed too.
 */
export function credentialOfPng(bytes: Uint8Array): string {
  const found: string[] = [];
  for (const { type, data } of chunksOf(bytes)) {
    if (type === 'iTXt') {
      const text = credentialOfText(data);
      if (text !== null) found.push(text);
    }
    if (type === 'tEXt' && latin(data, 0, 11) === 'openbadges\0') {
      throw new BadgeFault('the image holds a badge of Open Badges 1 or 2, which is not read');
    }
  }
  if (found.length > 1) throw new BadgeFault('the image holds more than one certificate');
  if (found[0] === undefined) throw new BadgeFault('the image holds no certificate');
  return found[0];
}

/** The image with the credential in it, right before its end ([CT9]). The image must be one that {@link credentialOfPng} would read. */
export function bakePng(image: Uint8Array, text: string): Uint8Array {
  const body = concat(utf8(`iTXt${keyword}`), new Uint8Array(5), utf8(text));
  const [length, check] = [new Uint8Array(4), new Uint8Array(4)];
  new DataView(length.buffer).setUint32(0, body.length - 4);
  new DataView(check.buffer).setUint32(0, crc32(body));
  const end = image.length - endLength;
  return concat(image.subarray(0, end), length, body, check, image.subarray(end));
}

/** Of the last chunk of every image: its length, `IEND`, its checksum. */
const endLength = 12;

function* chunksOf(bytes: Uint8Array): Generator<{ readonly type: string; readonly data: Uint8Array }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = signature.length; ; ) {
    if (at + 12 > bytes.length) throw new BadgeFault('the image ends early');
    const end = at + 8 + view.getUint32(at);
    if (end + 4 > bytes.length) throw new BadgeFault('the image ends early');
    if (crc32(bytes.subarray(at + 4, end)) !== view.getUint32(end)) {
      throw new BadgeFault('a checksum of the image is wrong: its bytes were changed');
    }
    const type = latin(bytes, at + 4, 4);
    yield { type, data: bytes.subarray(at + 8, end) };
    at = end + 4;
    if (type !== 'IEND') continue;
    if (at < bytes.length) throw new BadgeFault('something follows after the end of the image');
    return;
  }
}

/** keyword, 0, compressed?, method, language, 0, translated keyword, 0, text (PNG, 11.3.3.4). */
function credentialOfText(data: Uint8Array): string | null {
  if (latin(data, 0, keyword.length + 1) !== `${keyword}\0`) return null;
  const flag = keyword.length + 1;
  if (data[flag] !== 0)
    throw new BadgeFault('the certificate in the image is compressed, which the standard rules out');
  const language = data.indexOf(0, flag + 2);
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
  const text = translated < 0 ? null : textOfUtf8(data.subarray(translated + 1));
  if (text === null) throw new BadgeFault('the certificate in the image is not text');
  return text;
}

function latin(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
