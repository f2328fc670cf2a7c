import { expect, test } from 'vitest';
import { backupFindings } from './stale-backup.ts';

const now = Date.UTC(2026, 10, 27);
const at = (days: number) => backupFindings(now - days * 86_400_000, { language: 'en', now });

test('a backup is late after 30 days, and at once where there is none', () => {
  expect(at(30)).toMatchObject({ late: [], coming: [{ days: 0 }] });
  expect(at(31)).toMatchObject({ late: [{ days: -1 }], coming: [] });
  expect(at(0)).toMatchObject({ late: [], coming: [{ days: 30 }] });
  expect(backupFindings(null, { language: 'en', now })).toMatchObject({ late: [{ days: null }] });
});

test('a backup of a clock that is ahead is of today', () => {
  expect(at(-400)).toMatchObject({ late: [], coming: [{ days: 30 }] });
});
