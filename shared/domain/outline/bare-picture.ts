/**
 * A photo without what its camera wrote about itself: place, time, camera, owner, small copies of the whole ([RN8]). Which way up it
 * is stays, since a picture on its side says nothing; so do its colours.
 */

/** A picture of pieces without end would fill the memory; one of the largest photos has some thousands. */
const mostParts = 10_000;

/** The picture without its story; null for a form that is not known here, or that is damaged: it then does not leave at all. */
export function barePicture(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 16) return null;
  if (view.getUint16(0) === 0xffd8) return bareJpeg(bytes, view);
  if (view.getUint32(0) === 0x89504e47) return barePng(bytes, view);
  return textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP' ? bareWebp(bytes, view) : null;
}

function bareJpeg(bytes: Uint8Array, view: DataView): Uint8Array | null {
  const kept: Uint8Array[] = [];
  let turned = 1;
  for (let at = 2; at + 4 <= view.byteLength && kept.length <= mostParts; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1; // filling
      continue;
    }
    // What stands behind the end is no part of the picture: films and second pictures of phones.
    if (marker === 0xd9) return joined([bytes.subarray(0, 2), orientationSegment(turned), ...kept, endOfJpeg]);
    const end = at + 2 + view.getUint16(at + 2);
    if (end > view.byteLength) return null;
    if (marker === 0xe1) turned = orientationOf(bytes, view, at + 4, end) ?? turned;
    const scanEnd = marker === 0xda ? endOfScan(view, end) : end;
    const part = picturePart(marker, bytes.subarray(at, scanEnd));
    if (part !== null) kept.push(part);
    at = scanEnd;
    if (at + 2 === view.byteLength && view.getUint16(at) === 0xffd9) {
      return joined([bytes.subarray(0, 2), orientationSegment(turned), ...kept, endOfJpeg]);
    }
  }
  return null;
}

const endOfJpeg = Uint8Array.of(0xff, 0xd9);

/**
 * Tables, frames and scans; of what applications add, only the form of the file, its colours and how they are coded. Null for
 * everything else, whatever it is called.
 */
function picturePart(marker: number, segment: Uint8Array): Uint8Array | null {
  if ((marker >= 0xc0 && marker <= 0xcf) || (marker >= 0xda && marker <= 0xdf)) return segment;
  if (marker === 0xe2) return textAt(segment, 4, 11) === 'ICC_PROFILE' ? segment : null;
  if (marker === 0xe0) return shortened(segment, 'JFIF\0', 18);
  return marker === 0xee ? shortened(segment, 'Adobe', 16) : null;
}

/** A segment of that name up to the length that its form has; what hangs behind, such as JFIF's small copy of the whole, is gone. */
function shortened(segment: Uint8Array, name: string, length: number): Uint8Array | null {
  if (segment.length < length || textAt(segment, 4, name.length) !== name) return null;
  const short = segment.slice(0, length);
  short.set([0, length - 2], 2);
  // Width and height of the small copy.
  if (name !== 'Adobe') short.set([0, 0], 16);
  return short;
}

/** Where the next marker stands that is no part of the coded picture. */
function endOfScan(view: DataView, from: number): number {
  for (let at = from; at + 1 < view.byteLength; at++) {
    if (view.getUint8(at) !== 0xff) continue;
    const next = view.getUint8(at + 1);
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return view.byteLength;
}

const orientationTag = 0x0112;

function orientationOf(bytes: Uint8Array, view: DataView, from: number, end: number): number | null {
  if (textAt(bytes, from, 4) !== 'Exif' || from + 14 > end) return null;
  const head = from + 6;
  const isLittle = view.getUint16(head) === 0x4949;
  const list = head + view.getUint32(head + 4, isLittle);
  if (list + 2 > end) return null;
  const count = view.getUint16(list, isLittle);
  for (let i = 0; i < count; i++) {
    const entry = list + 2 + i * 12;
    if (entry + 12 > end) return null;
    if (view.getUint16(entry, isLittle) === orientationTag) return view.getUint16(entry + 8, isLittle);
  }
  return null;
}

/** The one thing of EXIF that is kept; nothing for a picture that stands upright. */
function orientationSegment(turned: number): Uint8Array {
  if (turned < 2 || turned > 8) return new Uint8Array(0);
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0];
  const list = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0, 0, 0, 0, 0];
  return Uint8Array.of(0xff, 0xe1, 0, 2 + exif.length + list.length, ...exif, ...list);
}

const pngParts = new Set('IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs'.split(' '));

function barePng(bytes: Uint8Array, view: DataView): Uint8Array | null {
  const kept = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= view.byteLength && kept.length <= mostParts; ) {
    const end = at + 12 + view.getUint32(at);
    const kind = textAt(bytes, at + 4, 4);
    if (end > view.byteLength) return null;
    if (pngParts.has(kind)) kept.push(bytes.subarray(at, end));
    if (kind === 'IEND') return joined(kept);
    at = end;
  }
  return null;
}

const webpParts = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** Bits of the head that say that EXIF and XMP follow. */
const webpStory = 0x08 | 0x04;

function bareWebp(bytes: Uint8Array, view: DataView): Uint8Array | null {
  const kept: Uint8Array[] = [];
  const whole = Math.min(view.byteLength, 8 + view.getUint32(4, true));
  for (let at = 12; at + 8 <= whole; ) {
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size + (size % 2);
    const kind = textAt(bytes, at, 4);
    if (at + 8 + size > whole || kept.length > mostParts) return null;
    if (webpParts.has(kind)) {
      const part = bytes.slice(at, Math.min(end, whole));
      if (kind === 'VP8X') part[8] = (part[8] as number) & ~webpStory;
      kept.push(part);
    }
    at = end;
  }
  const head = bytes.slice(0, 12);
  const size = 4 + kept.reduce((sum, { length }) => sum + length, 0);
  new DataView(head.buffer).setUint32(4, size, true);
  return kept.length === 0 ? null : joined([head, ...kept]);
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
