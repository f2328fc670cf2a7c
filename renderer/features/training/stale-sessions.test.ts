import { afterEach, expect, test, vi } from 'vitest';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { findUnmarkedSessions } from './stale-sessions.ts';

afterEach(() => void vi.unstubAllEnvs());

const entry = (type: string, id: string, parent: string, values: CatalogueEntry['values']): CatalogueEntry => {
  return { id, scope: 's', type, parent, values, deleted: false, conflicts: 0, behind: [], changedAt: 0 };
};
const session = (id: string, values: CatalogueEntry['values']) => [
  entry('session', id, 'course', { reference: id, ...values }),
  entry('enrolment', `e-${id}`, id, { person: 'ana' }),
];
const find = (entries: readonly CatalogueEntry[], now: number) =>
  findUnmarkedSessions(
    async ({ type, parent }) =>
      entries.filter((each) => each.type === type && (parent === undefined || each.parent === parent)),
    { language: 'en', now },
  );

test('half days that nobody marked are counted in days since, those of today as one; what comes is not late', async () => {
  const entries = [
    ...session('over', { start: '2026-02-26', end: '2026-02-26', timeZone: 'UTC' }),
    ...session('today', { start: '2026-03-01', end: '2026-03-01', timeZone: 'UTC' }),
    ...session('coming', { start: '2026-03-02', end: '2026-03-02', timeZone: 'UTC' }),
    ...session('long ago', { start: '2025-11-30', end: '2025-11-30', timeZone: 'UTC' }),
    entry('session', 'nobody enrolled', 'course', { start: '2026-02-26', timeZone: 'UTC' }),
  ];
  const { late } = await find(entries, Date.UTC(2026, 2, 1, 14));
  expect(late.map(({ id, days }) => [id, days])).toEqual([
    ['over', -3],
    ['today', -1],
  ]);
});

test('[PO7] days since a session are those of the calendar of its place, wherever the laptop is', async () => {
  vi.stubEnv('TZ', 'America/Lima');
  const entries = session('S-1', { start: '2026-02-28', end: '2026-02-28', timeZone: 'Pacific/Auckland' });
  // Noon of 1 March in UTC is an hour after midnight of 2 March in Auckland.
  const { late } = await find(entries, Date.UTC(2026, 2, 1, 12));
  expect(late.map(({ days }) => days)).toEqual([-2]);
});
