import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { expect, test, vi } from 'vitest';
import type { HubKey } from '../../../shared/domain/identity.ts';
import { hubKeyId } from '../../../shared/protocol/hub-key.ts';
import type { WitnessReport } from '../../../shared/sync/engine-api.ts';
import { renderApp } from '../../../test/support/dom.tsx';
import { createSyncWorld, identity, quietDesktop, scope, underEngine } from '../../../test/support/sync-world.tsx';
import { syncFeature } from './feature.ts';

const epoch = 'eeeeeeee-0000-4000-8000-000000000001';
const place = { scope, epoch, chain: 'ab'.repeat(16), key: 'cd'.repeat(8), signature: 'ef'.repeat(64) };
const seen = { ...place, seq: 9, at: Date.UTC(2026, 10, 3, 12) };
const given = { ...place, seq: 9, chain: '12'.repeat(16), at: Date.UTC(2026, 10, 4, 12) };

async function open(said: Partial<WitnessReport>, hubKeys: readonly HubKey[] = []) {
  const report: WitnessReport = { places: [], contradictions: [], log: { seen: null, evidence: [] }, ...said };
  const world = await createSyncWorld();
  const audit = vi.fn(async () => ({ ok: true as const, value: new Uint8Array([1, 2, 3]) }));
  Object.assign(world.engine, { witness: async () => report, audit });
  const shown = await renderApp('/sync', {
    features: [syncFeature],
    namespaces: ['sync'],
    wrap: underEngine(world.engine, { ...identity, hubKeys: [...hubKeys] }),
  });
  await screen.findByRole('heading', { level: 1 });
  return { audit, shown };
}

/** Nothing leaves before the person was told what. */
async function confirmLeaving(): Promise<void> {
  const dialog = await screen.findByRole('dialog', { name: 'What leaves this laptop' });
  expect(dialog.textContent).toContain('The order of all changes in Doctrine');
  expect(dialog.textContent).toContain('can be found out by trying');
  // Nobody looked at the marks of what it names.
  expect(dialog.textContent).toContain('whatever mark the record carries');
  expect(dialog.textContent).not.toContain('Nothing in it carries a mark');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save the file' }));
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
  await confirmLeaving();
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
  await confirmLeaving();
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

test('[AU5] an auditor gets the file of a scope from the app, and the key’s short name as the commands print it', async () => {
  const call = vi.spyOn(quietDesktop, 'call').mockResolvedValue({ ok: true, value: { saved: true } } as never);
  const keys = [{ publicKey: '12'.repeat(32) }, { publicKey: '34'.repeat(32), endorsement: 'ab'.repeat(64) }];
  const { audit, shown } = await open({ places: [seen] }, keys);
  const section = await screen.findByRole('region', { name: 'For an auditor' });
  for (const { publicKey } of keys) within(section).getByText(hubKeyId(publicKey));
  expect(section.textContent).toMatch(/Signed by the hub up to place .?9.?, /);
  fireEvent.click(within(section).getByRole('button', { name: /^Save the audit file: .?Doctrine/ }));
  expect(audit).not.toHaveBeenCalled();
  await confirmLeaving();
  const file = { suggestedName: `waypost-audit-${scope}.jsonl`, bytes: new Uint8Array([1, 2, 3]) };
  await waitFor(() => expect(call).toHaveBeenCalledWith('files:save', file));
  call.mockRestore();
  expect((await axe.run(shown.container)).violations).toEqual([]);
});

test('[AU5] where the hub signed nothing yet there is nothing for an auditor', async () => {
  await open({ places: [{ ...seen, seq: 0 }] }, [{ publicKey: '12'.repeat(32) }]);
  expect(screen.queryByText('For an auditor')).toBeNull();
});
