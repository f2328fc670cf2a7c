import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { expect, test, vi } from 'vitest';
import type { WitnessReport } from '../../../shared/sync/engine-api.ts';
import { renderApp } from '../../../test/support/dom.tsx';
import { createSyncWorld, quietDesktop, scope, underEngine } from '../../../test/support/sync-world.tsx';
import { syncFeature } from './feature.ts';

const epoch = 'eeeeeeee-0000-4000-8000-000000000001';
const place = { scope, epoch, chain: 'ab'.repeat(16), key: 'cd'.repeat(8), signature: 'ef'.repeat(64) };
const seen = { ...place, seq: 9, at: Date.UTC(2026, 10, 3, 12) };
const given = { ...place, seq: 9, chain: '12'.repeat(16), at: Date.UTC(2026, 10, 4, 12) };

async function open(said: Partial<WitnessReport>) {
  const report: WitnessReport = { places: [], contradictions: [], log: { seen: null, evidence: [] }, ...said };
  const world = await createSyncWorld();
  const audit = vi.fn(async () => ({ ok: true as const, value: new Uint8Array([1, 2, 3]) }));
  Object.assign(world.engine, { witness: async () => report, audit });
  const shown = await renderApp('/sync', {
    features: [syncFeature],
    namespaces: ['sync'],
    wrap: underEngine(world.engine),
  });
  await screen.findByRole('heading', { level: 1 });
  return { audit, shown };
}

const title = 'The hub’s record is not the one that it signed.';

test('the pane says until when the hub signed what is here', async () => {
  await open({ places: [seen, { ...seen, seq: 4, at: 5 }], contradictions: [] });
  const fact = await screen.findByText('Signed by the hub');
  expect(fact.nextElementSibling?.textContent).toMatch(/^up to .*2026/);
  expect(screen.queryByText(title)).toBeNull();
});

test('where nothing is signed, nothing is said of it', async () => {
  await open({ places: [{ ...seen, seq: 0 }], contradictions: [] });
  expect(screen.queryByText('Signed by the hub')).toBeNull();
});

test('[AU4] a hub that contradicts itself is named with what was kept, and the evidence can be taken away', async () => {
  const call = vi.spyOn(quietDesktop, 'call').mockResolvedValue({ ok: true, value: { saved: true } } as never);
  const { audit, shown } = await open({
    places: [given],
    contradictions: [{ kind: 'rewritten', seen, given, at: 1 }],
  });
  const banner = (await screen.findByText(title)).parentElement as HTMLElement;
  expect(banner.textContent).toContain('In Doctrine the hub says something else');
  expect(banner.textContent).toContain('Nothing was removed here');
  fireEvent.click(within(banner.parentElement as HTMLElement).getByRole('button', { name: 'Save the evidence' }));
  const file = { suggestedName: `waypost-audit-${scope}.jsonl`, bytes: new Uint8Array([1, 2, 3]) };
  await waitFor(() => expect(call).toHaveBeenCalledWith('files:save', file));
  expect(audit).toHaveBeenCalledWith(scope);
  call.mockRestore();
  expect((await axe.run(shown.container)).violations).toEqual([]);
});

test('[AL5] a hub that contradicts its log is told of with what to do, and the evidence can be taken away', async () => {
  const call = vi.spyOn(quietDesktop, 'call').mockResolvedValue({ ok: true, value: { saved: true } } as never);
  const checkpoint = { epoch, size: 9, root: 'ab'.repeat(32), at: seen.at, key: place.key, signature: place.signature };
  const evidence = { kind: 'forked' as const, seen: checkpoint, given: checkpoint, proof: [], at: 1 };
  const { audit, shown } = await open({ log: { seen: null, evidence: [evidence] } });
  const banner = (await screen.findByText('The hub contradicts its own log.')).parentElement as HTMLElement;
  expect(banner.textContent).toContain('ask whoever runs the hub whether a backup was put back');
  fireEvent.click(within(banner.parentElement as HTMLElement).getByRole('button', { name: 'Save the evidence' }));
  await waitFor(() => expect(audit).toHaveBeenCalledWith(scope));
  call.mockRestore();
  expect((await axe.run(shown.container)).violations).toEqual([]);
});

test('a history that the hub declared anew by a new epoch is no reproach', async () => {
  const declared = { ...given, epoch: 'eeeeeeee-0000-4000-8000-000000000002' };
  await open({ places: [declared], contradictions: [{ kind: 'shortened', seen, given: declared, at: 1 }] });
  await screen.findByText('Signed by the hub');
  expect(screen.queryByText(title)).toBeNull();
});
