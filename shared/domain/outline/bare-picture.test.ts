import { expect, test } from 'vitest';
import { barePicture } from './bare-picture.ts';
import { pictureSize } from './picture-size.ts';

const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const segment = (marker: number, ...body: number[]) => [
  ...[0xff, marker],
  ...[(body.length + 2) >> 8, (body.length + 2) & 0xff],
  ...body,
];

/** EXIF of a phone that was turned: which way up (6), then a place that must not leave. */
const exif = segment(
  0xe1,
  ...letters('Exif\0\0'),
  ...[...letters('II'), 0x2a, 0, 8, 0, 0, 0, 2, 0],
  ...[0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0],
  ...[0x0f, 0x01, 2, 0, 4, 0, 0, 0, ...letters('Phon')],
  ...[0, 0, 0, 0, ...letters('GPS 36.19 N, 44.01 E')],
);
const frame = segment(0xc0, 8, 0, 60, 0, 80, 1, 1, 0x11, 0);
const scan = [...segment(0xda, 1, 1, 0, 0, 63, 0), 0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56];
const icc = segment(0xe2, ...letters('ICC_PROFILE\0'), 1, 1, 9);

function jpeg(...parts: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from([0xff, 0xd8, ...parts.flat(), 0xff, 0xd9]);
}
const says = (bytes: Uint8Array | null, text: string) => String.fromCharCode(...(bytes ?? [])).includes(text);

test('[RN8] a JPEG leaves without place, camera, comments and what hangs behind it, and stands the right way up', () => {
  const iptc = segment(0xed, ...letters('Photoshop 3.0 by Amal'));
  const pictures = segment(0xe2, ...letters('MPF second picture'));
  const comment = segment(0xfe, ...letters('taken at Quay Street'));
  const recorded = [...jpeg(exif, iptc, icc, pictures, comment, frame, scan), ...letters('film of a phone')];
  const bare = barePicture(Uint8Array.from(recorded));
  for (const story of ['GPS', 'Phon', 'Amal', 'Quay', 'MPF', 'film'])
    expect([story, says(bare, story)]).toEqual([story, false]);
  expect(says(bare, 'ICC_PROFILE')).toBe(true);
  expect(pictureSize(bare ?? new Uint8Array())).toEqual({ form: 'jpeg', width: 80, height: 60 });
  expect([...(bare ?? [])].slice(-scan.length - 2)).toEqual([...scan, 0xff, 0xd9]);
  // Its EXIF is one entry, the orientation, and stripping it again changes nothing.
  expect([...(bare ?? [])].slice(2, 6)).toEqual([0xff, 0xe1, 0, 34]);
  expect(barePicture(bare ?? new Uint8Array())).toEqual(bare);
});

test('[RN8] a picture that tells nothing stays as it is', () => {
  const plain = jpeg(icc, frame, scan);
  expect(barePicture(plain)).toEqual(plain);
});

const chunk = (kind: string, ...body: number[]) => [0, 0, 0, body.length, ...letters(kind), ...body, 1, 2, 3, 4];

test('[RN8] a PNG and a WebP leave without texts and EXIF', () => {
  const head = [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10];
  const size = chunk('IHDR', 0, 0, 0, 9, 0, 0, 0, 7, 8, 2, 0, 0, 0);
  const png = [...head, ...size, ...chunk('eXIf', ...letters('GPS')), ...chunk('tEXt', ...letters('by Amal'))];
  const end = [...chunk('IDAT', 5), ...chunk('IEND')];
  expect(barePicture(Uint8Array.from([...png, ...end, ...letters('more')]))).toEqual(
    Uint8Array.from([...head, ...size, ...end]),
  );
  const part = (kind: string, ...body: number[]) => [...letters(kind), body.length, 0, 0, 0, ...body];
  const webp = (...parts: readonly (readonly number[])[]) => {
    const body = parts.flat();
    return Uint8Array.from([...letters('RIFF'), 4 + body.length, 0, 0, 0, ...letters('WEBP'), ...body]);
  };
  const flags = (bits: number) => part('VP8X', bits, 0, 0, 0, 1, 0, 0, 1, 0, 0);
  const told = webp(flags(0x2c), part('VP8 ', 1, 2, 3, 4), part('EXIF', ...letters('GPS!')));
  expect(barePicture(told)).toEqual(webp(flags(0x20), part('VP8 ', 1, 2, 3, 4)));
});

test('[RN8] a JPEG keeps how it is coded, without the small copies and the words that stand in the same segments', () => {
  const jfif = (...size: number[]) => [...letters('JFIF\0'), 1, 2, 1, 0, 72, 0, 72, ...size];
  const adobe = [...letters('Adobe'), 0, 100, 0, 0, 0, 0, 1];
  const told = jpeg(
    segment(0xe0, ...jfif(2, 1), ...letters('thumbs')),
    segment(0xe0, ...letters('JFXX\0'), 0x10, ...letters('small copy')),
    segment(0xe0, ...letters('II'), 26, 0, 0, 0, ...letters('HEAPJPGM by Amal')),
    segment(0xee, ...adobe, ...letters('hung on')),
    segment(0xee, ...letters('Other words')),
    ...[0xf0, 0xfd, 0x02].map((marker) => segment(marker, ...letters('hidden'))),
    ...[frame, scan],
  );
  const kept = jpeg(segment(0xe0, ...jfif(0, 0)), segment(0xee, ...adobe), frame, scan);
  expect(barePicture(told)).toEqual(kept);
  expect(barePicture(kept)).toEqual(kept);
});

test('[RN8] a picture of pieces without end does not leave', () => {
  const pieces = (count: number) => jpeg(...Array.from({ length: count }, () => segment(0xdd)), frame, scan);
  expect(barePicture(pieces(5_000))).toEqual(pieces(5_000));
  expect(barePicture(pieces(10_001))).toBeNull();
});

test('[RN8] what is damaged or not known does not leave at all', () => {
  const whole = jpeg(exif, frame, scan);
  expect(barePicture(whole.subarray(0, whole.length - 2))).toBeNull();
  expect(barePicture(whole.subarray(0, 40))).toBeNull();
  expect(barePicture(Uint8Array.from(letters('GIF89a and what follows')))).toBeNull();
  expect(barePicture(new Uint8Array(3))).toBeNull();
});
