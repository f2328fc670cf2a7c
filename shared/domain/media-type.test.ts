import { expect, test } from 'vitest';
import { isPicture, mediaTypeOf, purposeOf } from './media-type.ts';

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
