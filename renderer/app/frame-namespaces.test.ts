import { expect, test } from 'vitest';
import { features } from './features.ts';
import { frameNamespaces } from './frame-namespaces.ts';

test('what home and its board say is loaded with the frame, for a feature that has nothing else there too', () => {
  const onBoard = features.filter(({ stale }) => stale !== undefined).map(({ namespace }) => namespace);
  expect(onBoard).toContain('releases');
  expect(frameNamespaces(features)).toEqual(expect.arrayContaining(onBoard));
  expect(frameNamespaces([{ namespace: 'ui', routes: [], invalidates: {} }])).toEqual([]);
});
