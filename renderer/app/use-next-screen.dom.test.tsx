import { renderHook, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Feature } from '../feature.ts';
import { useNextScreen } from './use-next-screen.ts';

test('while it is locked, the code and the words of the screen at this address are read, and no other', async () => {
  const read: string[] = [];
  const route = (path: string) => ({
    path,
    load: async () => {
      read.push(path);
      return () => null;
    },
  });
  const feature = (namespace: string, path: string): Feature => ({ namespace, routes: [route(path)], invalidates: {} });
  const features = [feature('home', '/'), feature('playbooks', '/playbooks')];
  const i18n = { loadNamespaces: async (name: unknown) => void read.push(`words of ${String(name)}`) };
  location.hash = '#/playbooks?q=bomb';
  const { rerender } = renderHook(({ isLocked }) => useNextScreen(isLocked, features, i18n), {
    initialProps: { isLocked: false },
  });
  expect(read).toEqual([]);
  rerender({ isLocked: true });
  await waitFor(() => expect(read).toEqual(['/playbooks', 'words of playbooks']));
});
