import { expect, test } from 'vitest';
import { isPicture, mediaTypeOf, purposeOf, showsPeople } from './media-type.ts';

test('a file is what the end of its name says, and otherwise nothing in particular', () => {
  expect(['a.JPG', 'plan.v2.pdf', 'x.constructor', 'README'].map(mediaTypeOf)).toEqual([
    'image/jpeg',
    'application/pdf',
    'application/octet-stream',
    'application/octet-stream',
  ]);
});

test('only pictures that hold nothing else are shown', () => {
  expect(['image/png', 'image/svg+xml', 'text/html', undefined].map(isPicture)).toEqual([true, false, false, false]);
  expect(['image/heic', 'application/pdf'].map(purposeOf)).toEqual(['photo', 'file']);
});

test('[CO3] whatever is not known to be a document may show people: a film by any ending, an archive, what says nothing', () => {
  const shows = (mediaType: unknown, purpose = 'file') => showsPeople(mediaType, purpose);
  const named = (name: string) => shows(mediaTypeOf(name));
  const shown = 'mov webm 3gp avi mkv wav ogg amr jfif heif avif tif tiff bmp heic mp3 m4a mp4 zip flv'.split(' ');
  expect(shown.filter((end) => !named(`film.${end}`) || !named(`film.${end.toUpperCase()}`))).toEqual([]);
  expect(['film.MOV', 'b.avif', 'c.wav'].map(mediaTypeOf)).toEqual(['video/quicktime', 'image/avif', 'audio/wav']);
  expect(['nameless', ''].map(named)).toEqual([true, true]);
  expect(
    [undefined, null, 7, '', 'VIDEO/MP4', 'application/octet-stream', 'application/zip'].map((type) => shows(type)),
  ).toEqual(new Array(7).fill(true));
  const read = 'pdf txt csv md markdown json docx xlsx pptx doc xls ppt odt ods odp rtf'.split(' ');
  expect(read.filter((end) => named(`plan.${end}`))).toEqual([]);
  expect([shows('Text/Plain; charset=utf-8'), shows('application/pdf', 'photo')]).toEqual([false, true]);
});
