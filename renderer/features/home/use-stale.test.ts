import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { staleQuery } from './use-stale.ts';

afterEach(() => void vi.unstubAllEnvs());

const given: number[] = [];
const row = {
  id: 'row',
  load:
    async () =>
    async (_list: unknown, { now }: { readonly now: number }) => {
      given.push(now);
      return { late: [], coming: [] };
    },
};

test('[PO7] finders get the instant itself, and count anew when the day of the reader or that of UTC is over', async () => {
  vi.stubEnv('TZ', 'Europe/Paris');
  const client = new QueryClient();
  // One hour is between the two midnights: 23:30 in Paris, 00:30 there, and 01:30, when UTC has its new day as well.
  const clocks = [22, 23, 24, 25, 34].map((hour) => Date.UTC(2026, 2, 1, hour, 30));
  for (const now of clocks) await client.fetchQuery(staleQuery(row, 'en', now));
  expect(given).toEqual([clocks[0], clocks[1], clocks[2]]);
});
