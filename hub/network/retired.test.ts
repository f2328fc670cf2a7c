import { expect, test } from 'vitest';
import { retiredSince, usualRetireAfter } from './retired.ts';

const day = 86_400_000;
const device = { enrolledAt: 0, lastContact: 10 * day, revokedAt: null };

test('[DV4] 180 days after it was last heard a device is retired, and not a moment before', () => {
  expect(usualRetireAfter).toBe(180 * day);
  expect(retiredSince(device, 190 * day - 1)).toBeNull();
  expect(retiredSince(device, 400 * day)).toBe(190 * day);
  expect(retiredSince(device, 30 * day, 20 * day)).toBe(30 * day);
});

test('[DV4] one that never came is retired by the day it was enrolled, one whose key is withdrawn never', () => {
  expect(retiredSince({ ...device, lastContact: null }, 180 * day)).toBe(180 * day);
  expect(retiredSince({ ...device, revokedAt: 11 * day }, 400 * day)).toBeNull();
});
