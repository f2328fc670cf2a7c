import { afterEach, expect, test, vi } from 'vitest';
import type { CatalogueEntry } from '../../../../shared/domain/catalogue.ts';
import { findDueReports } from './stale-reports.ts';

afterEach(() => void vi.unstubAllEnvs());

const entry = (id: string, values: CatalogueEntry['values']): CatalogueEntry => ({
  id,
  scope: 's',
  type: 'placement',
  parent: 'ana',
  values: { person: 'ana', host: `Host ${id}`, ...values },
  deleted: false,
  conflicts: 0,
  behind: [],
  changedAt: 0,
});

test('[PC3] home counts reports that are due and those that will be, by host and without a name', async () => {
  const entries = [
    entry('late', { start: '2026-01-01', end: '2026-01-20', reportDue: '2026-02-01' }),
    entry('today', { start: '2026-01-01', end: '2026-01-20', reportDue: '2026-03-01' }),
    entry('soon', { start: '2026-01-01', end: '2026-02-27' }),
    entry('done', { start: '2026-01-01', end: '2026-01-20', reportedOn: '2026-01-21' }),
    entry('away', { start: '2026-02-01', end: '2026-04-01' }),
  ];
  const found = await findDueReports(async () => entries, { language: 'en', now: Date.UTC(2026, 2, 1, 12) });
  expect(found.late).toEqual([
    { id: 'late', title: { text: 'Host late', lang: 'en' }, reference: undefined, days: -28 },
    { id: 'today', title: { text: 'Host today', lang: 'en' }, reference: undefined, days: 0 },
  ]);
  expect(found.coming.map(({ id, days }) => [id, days])).toEqual([['soon', 28]]);
});

test('[PC3] home counts the day as the list does: by the calendar of the laptop', async () => {
  vi.stubEnv('TZ', 'Pacific/Auckland');
  const entries = [entry('due', { start: '2026-01-01', end: '2026-01-20', reportDue: '2026-03-02' })];
  const found = await findDueReports(async () => entries, { language: 'en', now: Date.UTC(2026, 2, 1, 12) });
  expect(found.late.map(({ days }) => days)).toEqual([0]);
});
