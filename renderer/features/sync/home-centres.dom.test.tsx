import { screen, within } from '@testing-library/react';
import axe from 'axe-core';
import { expect, test } from 'vitest';
import type { NetworkGlance } from '../../../shared/protocol/network-glance.ts';
import { renderPiece } from '../../../test/support/dom.tsx';
import { createSyncWorld, underEngine } from '../../../test/support/sync-world.tsx';
import { HomeCentres } from './home-centres.tsx';

const now = Date.now();
const day = 86_400_000;
const level = { laptops: 2, needing: 0, quietest: now - 3_600_000, behind: 0, waiting: 0, held: 0 };

async function open(glance: NetworkGlance | null, language: 'en' | 'ar' = 'en') {
  const world = await createSyncWorld();
  world.engine.networkGlance = async () => glance;
  return renderPiece(<HomeCentres />, { language, namespaces: ['sync'], wrap: underEngine(world.engine) });
}

test('[SY14] centres stand by urgency, each with what is the matter, and as of when the hub told it', async () => {
  const { container } = await open({
    at: now - 2 * day,
    centres: [
      { ...level, centre: 'Perrin Lakes' },
      { ...level, centre: 'Sorrel Coast', laptops: 1, behind: 41, waiting: 7 },
      { ...level, centre: 'Tolmara Highlands', needing: 1, held: 3, quietest: now - 11 * day },
    ],
  });
  const region = within(await screen.findByRole('region', { name: 'Centres' }));
  expect(region.getByText(/^as of 2 days ago/)).toBeTruthy();
  const rows = region.getAllByRole('listitem').map((row) => row.textContent);
  expect(rows).toEqual([
    expect.stringMatching(/Tolmara Highlands.*1 laptop needs you.*3 changes held.*2 weeks ago/),
    expect.stringMatching(/Sorrel Coast.*Catching up.*41 changes behind.*7 changes wait there/),
    expect.stringMatching(/Perrin Lakes.*Level/),
  ]);
  expect((await axe.run(container)).violations).toEqual([]);
});

test('before the hub told anything, and in a network without laptops, it says what brings it', async () => {
  await open(null);
  expect(await screen.findByText(/comes with the next sync/)).toBeTruthy();
  await open({ at: now, centres: [] });
  expect(await screen.findByText(/enrolment code/)).toBeTruthy();
});

test('a laptop that the hub never met and laptops that centres share say so, in Arabic too', async () => {
  await open({ at: now, centres: [{ ...level, centre: '', quietest: null }] }, 'ar');
  expect(await screen.findByText('أجهزة تتقاسمها عدة مراكز')).toBeTruthy();
  expect(screen.getByText('جهاز منها لم يتصل قط')).toBeTruthy();
});

test('[DV4] laptops that are retired are named, and a centre of nothing else is no worry', async () => {
  await open({
    at: now,
    centres: [
      { ...level, centre: 'Perrin Lakes', laptops: 3, retired: 1 },
      { ...level, centre: 'Sorrel Coast', laptops: 1, retired: 1, quietest: null },
    ],
  });
  const region = within(await screen.findByRole('region', { name: 'Centres' }));
  const rows = region.getAllByRole('listitem').map((row) => row.textContent);
  expect(rows).toEqual([
    expect.stringMatching(/Sorrel Coast.*Level.*1 laptop retired$/),
    expect.stringMatching(/Perrin Lakes.*Level.*1 laptop retired.*quietest seen/),
  ]);
});
