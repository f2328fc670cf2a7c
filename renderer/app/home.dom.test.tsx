import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import type { Role } from '../../shared/domain/policy/roles.ts';
import { renderApp } from '../../test/support/dom.tsx';
import { createSyncWorld, identity, ids, people, type SyncWorld, underEngine } from '../../test/support/sync-world.tsx';
import { homeFeature } from '../features/home/feature.ts';
import { playbooksFeature } from '../features/playbooks/feature.ts';
import { syncFeature } from '../features/sync/feature.ts';

const features = [homeFeature, playbooksFeature, syncFeature];
const namespaces = ['home', 'playbooks', 'sync'];

let world: SyncWorld;
beforeEach(async () => {
  localStorage.clear();
  world = await createSyncWorld();
});

async function open(role: Role = 'investigator') {
  const as = { ...identity, grants: [{ person: people.amina, scope: identity.scopes[0]?.id ?? '', roles: [role] }] };
  return renderApp('/', { features, namespaces, wrap: underEngine(world.engine, as) });
}

test('the search box comes first, and what is typed goes to the search of the library', async () => {
  const { router } = await open();
  const box = await screen.findByRole('textbox', { name: 'Search playbooks' });
  fireEvent.keyDown(document.body, { key: '/' });
  expect(document.activeElement).toBe(box);
  fireEvent.change(box, { target: { value: ' cordon ' } });
  fireEvent.submit(box);
  await waitFor(() => expect(router.state.location.pathname).toBe('/playbooks'));
  expect(router.state.location.search).toEqual({ q: 'cordon' });
});

test('before anything is pinned the most urgent playbooks stand there, and a pin stays on this device', async () => {
  await open();
  const start = within(await screen.findByRole('region', { name: /To begin with/ }));
  fireEvent.click(start.getByRole('button', { name: 'Pin Unattended item' }));
  const pinned = within(await screen.findByRole('region', { name: 'Pinned' }));
  expect(pinned.getByRole('button', { name: 'Pin Unattended item' }).getAttribute('aria-pressed')).toBe('true');
  expect(JSON.parse(localStorage.getItem(`waypost.memory.${people.amina}`) ?? '{}').pins).toEqual([ids.playbook]);
});

test('an empty laptop says where playbooks come from', async () => {
  const { createFakeLiveEngine } = await import('../../test/support/fake-live-engine.ts');
  await renderApp('/', {
    features,
    namespaces,
    wrap: underEngine(createFakeLiveEngine(), { ...identity }),
  });
  expect(await screen.findByText('No playbooks on this laptop yet')).toBeTruthy();
  expect(screen.getByText(/They come from the hub/)).toBeTruthy();
});

test('a coordinator sees what waits to be settled above the rest, others below it', async () => {
  const first = await open('coordinator');
  await screen.findByText('3 conflicts to settle');
  const order = () => screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent);
  expect(order().indexOf('Waiting for you')).toBeLessThan(order().indexOf('Running now'));
  first.unmount();
  await open('investigator');
  await screen.findByText('3 conflicts to settle');
  expect(order().indexOf('Waiting for you')).toBeGreaterThan(order().indexOf('Running now'));
});

test('translations that are missing are counted by language', async () => {
  await open('translator');
  const late = within(await screen.findByRole('region', { name: 'Before your next deployment' }));
  expect(late.getByText('Translations missing')).toBeTruthy();
  expect((await late.findByText('Русский')).parentElement?.textContent).toBe('Русский 2');
});
