import { cleanup, screen } from '@testing-library/react';
import axe from 'axe-core';
import type { ReactNode } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { Language } from '../../../shared/domain/language.ts';
import { renderApp } from '../../../test/support/dom.tsx';
import { createFakeDesktop } from '../../../test/support/fake-desktop.ts';
import { createSyncWorld, identity } from '../../../test/support/sync-world.tsx';
import { EngineProvider } from '../../data/engine-context.tsx';
import { syncFeature } from './feature.ts';

afterEach(cleanup);

const day = 86_400_000;

/** The sync screen of a laptop whose lease and certificate end in so many days. */
async function open(leaseDays: number, certificateDays: number, language: Language = 'en') {
  localStorage.clear();
  const { engine } = await createSyncWorld();
  const now = Date.now();
  engine.lease = async () => ({
    heardAt: now - 50 * day,
    endsAt: now + leaseDays * day,
    certificateEndsAt: now + certificateDays * day,
    isOver: leaseDays < 0,
  });
  const wrap = (children: ReactNode) => (
    <EngineProvider engine={engine} identity={identity} desktop={createFakeDesktop()}>
      {children}
    </EngineProvider>
  );
  const shown = await renderApp('/sync', { features: [syncFeature], namespaces: ['sync'], wrap, language });
  await screen.findByRole('heading', { level: 1 });
  return shown;
}

test('[LE1] while there is time nothing is said; two weeks before the end it is, with what follows', async () => {
  await open(15, 90);
  expect(screen.queryByText(/should hear this laptop/)).toBeNull();
  cleanup();
  await open(13, 90);
  expect(await screen.findByText(/should hear this laptop by/)).toBeTruthy();
  expect(screen.getByText(/only released playbooks that are not TLP:RED/)).toBeTruthy();
  cleanup();
  // Once it is over the frame says so, on every screen.
  const { container } = await open(-1, 10);
  expect(screen.queryByText(/should hear this laptop/)).toBeNull();
  expect(await screen.findByText(/Other laptops take the word of this one until/)).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
});

test('[LE1] it is said in Arabic too', async () => {
  const { container } = await open(13, -1, 'ar');
  expect(await screen.findByText(/ينبغي أن يتصل هذا الجهاز/)).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
});
