import { IconBook2, IconHome, IconListCheck } from '@tabler/icons-react';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { renderApp } from '../../test/support/dom.tsx';
import type { Feature } from '../feature.ts';
import { ScreenHeading } from '../ui/screen-heading.tsx';
import { useScreenTitle } from '../ui/screen-title.ts';
import { TopBar } from '../ui/top-bar.tsx';
import { emptyShellData, type ShellData } from './shell-data.ts';

function Home() {
  return (
    <>
      <ScreenHeading>Good morning</ScreenHeading>
      <input aria-label="Draft" />
    </>
  );
}

function Library() {
  useScreenTitle('Library');
  return (
    <>
      <TopBar crumbs={[{ label: 'Start', path: '/' }, { label: 'All playbooks' }]} />
      <ScreenHeading>All playbooks</ScreenHeading>
    </>
  );
}

let arrive = () => {};

/** A screen whose records arrive when the test says so. */
function Slow() {
  const [isThere, setThere] = useState(false);
  arrive = () => setThere(true);
  return isThere && <Library />;
}

function Broken(): never {
  throw new Error('planted fault');
}

const home: Feature = {
  namespace: 'ui',
  routes: [{ path: '/', load: async () => Home }],
  rail: { icon: IconHome, label: () => 'Home', path: '/', order: 0 },
  invalidates: {},
};
const library: Feature = {
  namespace: 'ui',
  routes: [
    { path: '/playbooks', load: async () => Library },
    { path: '/field', rail: 'small', load: async () => Library },
    { path: '/broken', load: async () => Broken },
  ],
  rail: { icon: IconBook2, label: () => 'Playbooks', path: '/playbooks', order: 10 },
  invalidates: {},
  commands: [
    {
      id: 'count',
      icon: IconListCheck,
      label: () => 'Count the playbooks',
      run: (app) => app.announce('214 playbooks'),
    },
  ],
  search: {
    label: () => 'Found playbooks',
    useFind: () => async (query) =>
      query === 'cordon' ? [{ id: '1', title: 'Set the cordon', matches: [[8, 14]], path: '/playbooks' }] : [],
  },
};
const slow: Feature = {
  namespace: 'ui',
  routes: [{ path: '/slow', load: async () => Slow }],
  rail: { icon: IconListCheck, label: () => 'Slow', path: '/slow', order: 20 },
  invalidates: {},
};
const features = [library, home];
const rail = () => screen.getByRole('navigation', { name: 'Main' });
const openPalette = () => fireEvent.keyDown(window, { code: 'KeyK', key: 'k', ctrlKey: true });

describe('the frame', () => {
  test('the rail lists the features there are, in their order, and marks the one in sight', async () => {
    await renderApp('/playbooks', { features });
    const links = within(rail()).getAllByRole('link');
    expect(links.map((link) => link.textContent)).toEqual(['Home', 'Playbooks']);
    expect(links[1]?.getAttribute('aria-current')).toBe('page');
    expect(links[0]?.getAttribute('aria-current')).toBeNull();
  });

  test('has landmarks, one heading and a way past the rail', async () => {
    await renderApp('/playbooks', { features });
    expect(screen.getAllByRole('heading', { level: 1 })).toHaveLength(1);
    fireEvent.click(screen.getByRole('button', { name: 'Skip to the content' }));
    expect(document.activeElement).toBe(screen.getByRole('main'));
  });

  test('a change of screen moves focus to its heading and names the window', async () => {
    await renderApp('/', { features });
    fireEvent.click(screen.getByRole('link', { name: 'Playbooks' }));
    const heading = await screen.findByRole('heading', { name: 'All playbooks' });
    await waitFor(() => expect(document.activeElement).toBe(heading));
    expect(document.title).toBe('Library · Waypost');
  });

  test('a screen that opens slowly leaves the palette its focus, and takes it once that is closed', async () => {
    await renderApp('/', { features: [...features, slow] });
    fireEvent.click(screen.getByRole('link', { name: 'Slow' }));
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Draft' })).toBeNull());
    openPalette();
    const field = await screen.findByRole('combobox');
    await waitFor(() => expect(document.activeElement).toBe(field));
    act(() => arrive());
    const heading = await screen.findByRole('heading', { name: 'All playbooks', hidden: true });
    await new Promise((resolve) => setTimeout(resolve));
    expect(document.activeElement).toBe(field);
    fireEvent.keyDown(field, { key: 'Escape' });
    await waitFor(() => expect(document.activeElement).toBe(heading));
  });

  test('a screen that throws says what was kept and leaves the rail usable', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    await renderApp('/broken', { features });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Everything that was saved is on this disk');
    fireEvent.click(within(alert).getByRole('button', { name: 'Go to the start' }));
    expect(await screen.findByRole('heading', { name: 'Good morning' })).toBeTruthy();
    vi.restoreAllMocks();
  });

  test('an address that leads nowhere says so and offers the start', async () => {
    await renderApp('/nowhere', { features });
    expect(screen.getByRole('heading', { name: 'There is no such page' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Go to the start' }));
    expect(await screen.findByRole('heading', { name: 'Good morning' })).toBeTruthy();
  });

  test('a field screen keeps the names of the small rail for screen readers', async () => {
    await renderApp('/field', { features });
    expect(within(rail()).getByRole('link', { name: 'Playbooks' })).toBeTruthy();
  });
});

test('without a home of its own the app opens at the first place of the rail', async () => {
  const { router } = await renderApp('/', { features: [library] });
  expect(router.state.location.pathname).toBe('/playbooks');
});

describe('the language', () => {
  test('changes without a restart: direction, words, and what was typed stays', async () => {
    await renderApp('/settings', { features });
    expect(document.documentElement.dir).toBe('ltr');
    const more = within(screen.getByRole('region', { name: 'Other settings' })).getAllByRole('listitem');
    expect(
      more.map((row) => [within(row).getByRole('link').getAttribute('href'), row.querySelector('p')?.textContent]),
    ).toEqual([
      ['/vault', 'Passphrase, recovery key, custodians, travel, backup'],
      ['/exchange', 'Library files for another laptop or centre, and those that come from there'],
      ['/about', 'Edition, network, and where your work is kept'],
    ]);
    fireEvent.click(screen.getByRole('radio', { name: 'العربية' }));
    expect(await screen.findByRole('heading', { name: 'الإعدادات' })).toBeTruthy();
    expect(document.documentElement.dir).toBe('rtl');
    expect(document.documentElement.lang).toBe('ar');
  });

  test('keeps the place: nothing on the screen is mounted anew', async () => {
    await renderApp('/', { features });
    const draft = screen.getByRole('textbox', { name: 'Draft' });
    fireEvent.change(draft, { target: { value: 'half a sentence' } });
    openPalette();
    const field = await screen.findByRole('combobox');
    fireEvent.change(field, { target: { value: '中文' } });
    await screen.findByRole('option', { name: /中文/ });
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(document.documentElement.lang).toBe('zh'));
    expect((screen.getByDisplayValue('half a sentence') as HTMLInputElement).isConnected).toBe(true);
    expect(screen.getByDisplayValue('half a sentence')).toBe(draft);
  });
});

describe('the palette', () => {
  test('opens by its key, finds, and goes where the chosen row leads', async () => {
    const { router } = await renderApp('/', { features });
    openPalette();
    const field = await screen.findByRole('combobox', { name: 'Go to, search, do' });
    fireEvent.change(field, { target: { value: 'cordon' } });
    const hit = await screen.findByRole('option', { name: /Set the cordon/ });
    expect(hit.querySelector('mark')?.textContent).toBe('cordon');
    expect(hit.getAttribute('aria-selected')).toBe('true');
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(router.state.location.pathname).toBe('/playbooks'));
  });

  test('arrows move through all sections and around the end', async () => {
    await renderApp('/', { features });
    openPalette();
    const field = await screen.findByRole('combobox');
    const selected = () => screen.getByRole('option', { selected: true });
    const options = screen.getAllByRole('option');
    expect(selected()).toBe(options[0]);
    fireEvent.keyDown(field, { key: 'ArrowDown' });
    expect(selected()).toBe(options[1]);
    fireEvent.keyDown(field, { key: 'ArrowUp' });
    fireEvent.keyDown(field, { key: 'ArrowUp' });
    expect(selected()).toBe(options.at(-1));
  });

  test('runs a command of a feature, which may speak to screen readers', async () => {
    await renderApp('/', { features });
    openPalette();
    fireEvent.click(await screen.findByRole('option', { name: /Count the playbooks/ }));
    await waitFor(() =>
      expect(screen.getAllByRole('status').some((region) => region.textContent?.includes('214'))).toBe(true),
    );
  });

  test('says so when nothing is found', async () => {
    await renderApp('/', { features });
    openPalette();
    fireEvent.change(await screen.findByRole('combobox'), { target: { value: 'xyzzy' } });
    expect(await screen.findByText(/Nothing found for “xyzzy”/)).toBeTruthy();
  });
});

describe('what the frame tells', () => {
  const withStatus = (status: Partial<ReturnType<ShellData['useSyncStatus']>>): ShellData => ({
    ...emptyShellData,
    useSyncStatus: () => ({ ...emptyShellData.useSyncStatus(), ...status }),
  });

  test('saved here, how much waits, and when the hub was seen', async () => {
    const lastContact = Date.now() - 3 * 86_400_000;
    await renderApp('/', { features, shellData: withStatus({ waiting: 12, lastContact }) });
    expect(rail().textContent).toContain('Saved here · 12 waiting');
    expect(rail().textContent).toContain('hub seen 3 days ago');
  });

  test('what was not accepted is more urgent than a conflict, and a conflict than the last contact', async () => {
    await renderApp('/', { features, shellData: withStatus({ held: 2, conflicts: 4 }) });
    expect(rail().textContent).toContain('2 not accepted');
    expect(rail().textContent).not.toContain('conflict');
  });

  test('[FC2] that an answer about the hub is awaited', async () => {
    await renderApp('/', { features, shellData: withStatus({ phase: 'unanswered' }) });
    expect(rail().textContent).toContain('your answer about the hub is awaited');
  });

  test('[LE2] that the lease is over, since when, what is kept, and what opens it again', async () => {
    const day = 86_400_000;
    const since = Date.now() - 3 * day;
    const shellData = { ...emptyShellData, useReadingLock: () => ({ since, heardAt: since - 45 * day }) };
    await renderApp('/', { features, shellData });
    const notice = within(screen.getByRole('region', { name: 'Reading is locked' }));
    expect(notice.getByText(/Nothing was removed; what you save is kept and sent/)).toBeTruthy();
    expect(notice.getByRole('link', { name: 'Go to sync' })).toBeTruthy();
    expect(notice.queryByText(/clock of this laptop/)).toBeNull();
  });

  test('[LE5] by a clock that is wrong by years, that it may be the clock', async () => {
    const since = Date.now() - 5 * 365 * 86_400_000;
    const shellData = { ...emptyShellData, useReadingLock: () => ({ since, heardAt: since }) };
    await renderApp('/', { features, shellData });
    const notice = within(screen.getByRole('region', { name: 'Reading is locked' }));
    expect(notice.getByText(/The clock of this laptop says .* set it right first/)).toBeTruthy();
    expect(notice.getByText(/ask your coordinator/)).toBeTruthy();
  });

  test('who one is, and the others one can be', async () => {
    const switchTo = vi.fn();
    const people = [
      { id: 'a', name: 'Amina Dessalou', roles: ['investigator'] as const },
      { id: 't', name: 'Tomas Velk', roles: ['trainer'] as const },
    ];
    const shellData: ShellData = {
      ...emptyShellData,
      useProfiles: () => ({ current: people[0] ?? null, all: people, switchTo }),
    };
    await renderApp('/', { features, shellData });
    fireEvent.click(screen.getByRole('button', { name: /^Amina Dessalou/ }));
    const other = await screen.findByRole('menuitem', { name: /Tomas Velk/ });
    act(() => fireEvent.click(other) as unknown as undefined);
    expect(switchTo).toHaveBeenCalledWith('t');
  });

  test('a sample network is always labelled', async () => {
    const shellData: ShellData = {
      ...emptyShellData,
      usePlace: () => ({ centre: 'Sorrel Coast Centre', network: 'Varenia network', isSample: true }),
    };
    await renderApp('/', { features, shellData });
    expect(rail().textContent).toContain('Sample, invented people');
  });
});
