import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderApp } from '../../../test/support/dom.tsx';
import { createFakeLiveEngine } from '../../../test/support/fake-live-engine.ts';
import { identity, quietDesktop, underEngine } from '../../../test/support/sync-world.tsx';
import { DataGate } from '../../data/data-context.tsx';
import type { DataSession } from '../../data/data-session.ts';
import { createObservable } from '../../data/observable.ts';
import { settingsFeature } from './feature.ts';

test('says which version, network and laptop this is, that it is a sample, and where the work is kept', async () => {
  const engine = createFakeLiveEngine();
  const session: DataSession = {
    state: createObservable<ReturnType<DataSession['state']['get']>>({ kind: 'ready', engine, identity }),
    replay: createObservable(null),
    about: createObservable<ReturnType<DataSession['about']['get']>>({
      version: '0.1.0',
      host: 'electron',
      platform: 'linux',
      languages: ['en'],
      label: '',
    }),
    desktop: quietDesktop,
    enrol: async () => ({ ok: true, value: identity }),
    vault: createObservable(null),
    lookAtVault: async () => {},
    join: () => Promise.reject(new Error('not asked')),
    protect: () => {},
    retry: () => {},
  };
  await renderApp('/about', {
    features: [settingsFeature],
    namespaces: ['settings'],
    wrap: (children) => (
      <DataGate session={session} starting={null} first={() => null} failed={() => null}>
        {underEngine(engine)(children)}
      </DataGate>
    ),
  });
  expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('About this laptop');
  for (const text of ['0.1.0', 'Varenia network', 'Sample, invented people', identity.device]) {
    expect(screen.getByText(text)).toBeTruthy();
  }
  expect(screen.getByText(/a journal that is written before anything is called saved/)).toBeTruthy();
});
