import { expect, test } from 'vitest';
import { placeOnAxis } from './staleness.ts';

test('the axis runs from late to coming, and what lies beyond stands at its ends', () => {
  expect([-400, -90, 0, 45, 90, 400].map(placeOnAxis)).toEqual([0, 0, 0.5, 0.75, 1, 1]);
});
