import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { catalogueQuery } from '../../data/record-queries.ts';
import { useMarkingOf } from './use-marking-of.ts';

const playbook = (marking: string | undefined, changedAt: number) =>
  ({ type: 'playbook', id: 'p', values: { marking }, changedAt }) as unknown as CatalogueEntry;

// Words of one length too, and a mark that goes: what is selected of a list may be anything.
test.each([
  ['TLP:GREEN', 'TLP:AMBER'],
  ['TLP:GREEN', 'TLP:RED'],
  ['TLP:GREEN', undefined],
  [undefined, 'TLP:RED'],
])('the mark of a running checklist follows that of its playbook from %s to %s', async (from, to) => {
  const client = new QueryClient();
  const { queryKey } = catalogueQuery({ type: 'playbook' });
  client.setQueryData(queryKey, [playbook(from, 1)]);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(() => useMarkingOf('p'), { wrapper });
  expect(result.current).toBe(from);
  act(() => {
    client.setQueryData(queryKey, [playbook(to, 2)]);
  });
  await waitFor(() => expect(result.current).toBe(to));
});
