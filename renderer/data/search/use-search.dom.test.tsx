import { act, renderHook } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { Found } from '../../../shared/domain/search/found.ts';
import { createObservable } from '../observable.ts';
import { useSearch } from './use-search.ts';

const index = vi.hoisted(() => ({ client: null as object | null }));
vi.mock('./search-client.ts', () => ({ createSearchClient: () => index.client }));
vi.mock('../engine-context.tsx', () => {
  const engine = {};
  return { useEngine: () => engine, useIdentity: () => ({ device: 'd' }) };
});
vi.mock('../../i18n/locale-provider.tsx', () => ({ useLocale: () => ({ language: 'en' }) }));

test('an index that fills all the time shows what it answered before, and an earlier answer never replaces a later one', async () => {
  const asked: ((found: Found) => void)[] = [];
  const revision = createObservable(0);
  index.client = { revision, find: () => new Promise<Found>((resolve) => asked.push(resolve)) };
  const options = { limit: 6 };
  const { result, rerender } = renderHook(({ query }) => useSearch(query, options), {
    initialProps: { query: 'fire' },
  });
  const fills = () => act(() => revision.set(revision.get() + 1));
  const answer = (at: number, total: number) => act(async () => asked[at]?.({ hits: [], total } as unknown as Found));
  const total = () => (result.current as { readonly total?: number } | null)?.total;
  fills();
  fills();
  expect(asked).toHaveLength(3);
  await answer(0, 1);
  expect(total()).toBe(1);
  await answer(2, 3);
  await answer(1, 2);
  expect(total()).toBe(3);
  rerender({ query: 'flood' });
  fills();
  await answer(4, 5);
  await answer(3, 4);
  expect(total()).toBe(5);
  expect(result.current?.query).toBe('flood');
});
