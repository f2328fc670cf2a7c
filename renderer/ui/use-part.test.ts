import { expect, test } from 'vitest';
import { firstSpan } from './use-part.ts';

test('[WE12] a short list is drawn whole, of a long one what stands around the item that is asked for', () => {
  expect(firstSpan(300, 299)).toEqual({ from: 0, to: 300 });
  expect(firstSpan(5_000, 0)).toEqual({ from: 0, to: 120 });
  expect(firstSpan(5_000, 2_500)).toEqual({ from: 2_440, to: 2_560 });
  expect(firstSpan(5_000, 4_999)).toEqual({ from: 4_880, to: 5_000 });
});
