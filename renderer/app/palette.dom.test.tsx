import { IconBook2, IconHome, IconListCheck, IconSchool } from '@tabler/icons-react';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { expect, test, vi } from 'vitest';
import { renderApp } from '../../test/support/dom.tsx';
import type { Feature } from '../feature.ts';
import { useScreenCommands } from '../ui/screen-commands.ts';
import { ScreenHeading } from '../ui/screen-heading.tsx';
import { useScreenTitle } from '../ui/screen-title.ts';
import { emptyShellData, type ShellData } from './shell-data.ts';

const ran = vi.fn();

function Reader() {
  useScreenTitle('Unattended item', 'Playbooks');
  useScreenCommands([{ id: 'run', icon: IconListCheck, label: () => 'Run as checklist', run: ran }]);
  return <ScreenHeading>Unattended item</ScreenHeading>;
}
function Plain() {
  return <ScreenHeading>Plain</ScreenHeading>;
}

const hit = (id: string, title: string) => ({ id, title, path: '/playbooks' });
const features: readonly Feature[] = [
  {
    namespace: 'ui',
    routes: [
      { path: '/', load: async () => Plain },
      { path: '/playbooks', load: async () => Reader },
      { path: '/all', load: async () => Plain },
    ],
    everything: { path: '/all', icon: IconHome, label: (_, query) => `All of ${query}` },
    rail: { icon: IconHome, label: () => 'Home', path: '/', order: 0 },
    invalidates: {},
    search: { label: () => 'Terms', useFind: () => async () => [hit('t', 'cordon')] },
  },
  {
    namespace: 'data',
    routes: [],
    rail: { icon: IconBook2, label: () => 'Playbooks', path: '/playbooks', order: 1 },
    invalidates: {},
    commands: [{ id: 'cordon', icon: IconSchool, label: () => 'Draw a cordon', run: () => {} }],
    search: {
      label: () => 'Steps',
      useFind: () => async () => [hit('1', 'Set the cordon'), hit('2', 'Hold the cordon')],
    },
  },
];

const people: ShellData = {
  ...emptyShellData,
  useProfiles: () => ({
    current: { id: 'a', name: 'Amina Dessalou', roles: ['investigator'] },
    all: [
      { id: 'a', name: 'Amina Dessalou', roles: ['investigator'] },
      { id: 't', name: 'Tomasz Veld', roles: ['trainer'] },
    ],
    switchTo: ran,
  }),
  useSyncNow: () => ran,
};

async function openAt(path: string, shellData: ShellData = emptyShellData, offered = features) {
  const app = await renderApp(path, { features: offered, shellData });
  await screen.findByRole('heading', { level: 1 });
  fireEvent.keyDown(window, { code: 'KeyK', ctrlKey: true });
  return { ...app, field: await screen.findByRole('combobox') };
}

const groups = () =>
  screen.getAllByRole('group').flatMap((group) => group.querySelector('[role=presentation]')?.textContent ?? []);
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });

test('before anything is typed: where one was, what can be done here, places, commands', async () => {
  const { router, field } = await openAt('/playbooks');
  expect(groups()).toEqual(['On this screen', 'Go to', 'Do']);
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(ran).toHaveBeenCalledTimes(1);
  await new Promise((resolve) => setTimeout(resolve, 450)); // a screen is remembered once it has named itself
  await router.navigate({ to: '/' });
  await screen.findByRole('heading', { name: 'Plain' });
  fireEvent.keyDown(window, { code: 'KeyK', ctrlKey: true });
  const recent = await screen.findByRole('option', { name: /Unattended item · Playbooks/ });
  expect(groups()[0]).toBe('Lately');
  fireEvent.click(recent);
  await waitFor(() => expect(router.state.location.pathname).toBe('/playbooks'));
});

test('what is found stands by kind, commands last, and the Tab key shows one kind after the other', async () => {
  const { field } = await openAt('/');
  type(field, 'cordon');
  await screen.findByRole('option', { name: 'Set the cordon' });
  expect(groups()).toEqual(['Terms', 'Steps', 'Do']);
  const kinds = within(screen.getByRole('group', { name: 'What was found, by kind' }));
  expect(kinds.getAllByRole('button').map((chip) => chip.textContent)).toEqual(['All 4', 'Terms 1', 'Steps 2', 'Do 1']);
  fireEvent.keyDown(field, { key: 'Tab' });
  fireEvent.keyDown(field, { key: 'Tab' });
  expect(groups()).toEqual(['Steps']);
  expect(kinds.getByRole('button', { pressed: true }).textContent).toBe('Steps 2');
  fireEvent.keyDown(field, { key: 'Tab', shiftKey: true });
  expect(groups()).toEqual(['Terms']);
  fireEvent.click(kinds.getByRole('button', { name: /All/ }));
  expect(groups()).toHaveLength(3);
  const { violations } = await run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('the last row leads to everything that is found, and so does Ctrl with Enter; it is no result itself', async () => {
  const { router, field } = await openAt('/');
  expect(screen.queryByRole('option', { name: /All of/ })).toBeNull();
  type(field, ' cordon ');
  await screen.findByRole('option', { name: 'Set the cordon' });
  await waitFor(() => expect(screen.getAllByRole('option').at(-1)?.textContent).toContain('All of cordon'));
  expect(screen.getByText('4 results')).toBeTruthy();
  fireEvent.keyDown(field, { key: 'ArrowUp' });
  expect(screen.getByRole('option', { selected: true }).textContent).toContain('All of cordon');
  fireEvent.keyDown(field, { key: 'Enter' });
  await waitFor(() => expect(router.state.location.pathname).toBe('/all'));
  expect(router.state.location.search).toEqual({ q: 'cordon' });
  await router.navigate({ to: '/' });
  fireEvent.keyDown(window, { code: 'KeyK', ctrlKey: true });
  const again = await screen.findByRole('combobox');
  type(again, 'no such words');
  await screen.findByText(/Nothing found for “no such words”/);
  fireEvent.keyDown(again, { key: 'Enter', ctrlKey: true });
  await waitFor(() => expect(router.state.location.search).toEqual({ q: 'no such words' }));
});

/** Two commands that are there at once, and a search that answers when it is told to. */
function lateSearch() {
  let answer = (_hits: readonly ReturnType<typeof hit>[]) => {};
  const answered = new Promise<Parameters<typeof answer>[0]>((resolve) => {
    answer = resolve;
  });
  const [asked, took] = [vi.fn(), vi.fn()];
  const late: Feature = {
    namespace: 'data',
    routes: [],
    invalidates: {},
    commands: ['Draw a cordon', 'Lift the cordon'].map((label) => {
      return { id: label, icon: IconSchool, label: () => label, run: () => took(label) };
    }),
    search: {
      label: () => 'Steps',
      useFind: () => () => {
        asked();
        return answered;
      },
    },
  };
  return { offered: [features[0] as Feature, late], answer, asked, took };
}

test('Enter runs what was marked, also when what is found late has come in above it', async () => {
  const { offered, answer, asked, took } = lateSearch();
  const { field } = await openAt('/', emptyShellData, offered);
  type(field, 'cordon');
  await waitFor(() => expect(asked).toHaveBeenCalled());
  fireEvent.keyDown(field, { key: 'ArrowDown' });
  const marked = () => screen.getByRole('option', { selected: true }).textContent;
  expect(marked()).toContain('Lift the cordon');
  answer([hit('1', 'Set the cordon'), hit('2', 'Hold the cordon')]);
  await screen.findByRole('option', { name: 'Set the cordon' });
  const names = screen.getAllByRole('option').map(({ textContent }) => textContent);
  expect(names.findIndex((name) => name?.includes('Lift'))).toBeGreaterThan(1);
  expect(marked()).toContain('Lift the cordon');
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(took.mock.calls).toEqual([['Lift the cordon']]);
});

test('Enter pressed before the answers are there takes the first of them, not what was found first', async () => {
  const { offered, answer, asked, took } = lateSearch();
  const { router, field } = await openAt('/', emptyShellData, offered);
  type(field, 'cordon');
  await waitFor(() => expect(asked).toHaveBeenCalled());
  expect(screen.getByRole('listbox').getAttribute('aria-busy')).toBe('true');
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(screen.getByRole('option', { selected: true }).textContent).toContain('Draw a cordon');
  answer([hit('1', 'Set the cordon')]);
  await waitFor(() => expect(router.state.location.pathname).toBe('/playbooks'));
  expect(took).not.toHaveBeenCalled();
  expect(screen.queryByRole('combobox')).toBeNull();
});

test('one can be somebody else, found by name or by role, and ask for an exchange', async () => {
  ran.mockClear();
  const { field } = await openAt('/', people);
  type(field, 'trainer');
  const other = await screen.findByRole('option', { name: /Be Tomasz Veld/ });
  expect(other.textContent).toContain('Trainer');
  expect(screen.queryByRole('option', { name: /Amina/ })).toBeNull();
  fireEvent.click(other);
  expect(ran).toHaveBeenCalledWith('t');
  fireEvent.keyDown(window, { code: 'KeyK', ctrlKey: true });
  type(await screen.findByRole('combobox'), 'sync now');
  fireEvent.click(await screen.findByRole('option', { name: /Sync now/ }));
  expect(ran).toHaveBeenCalledTimes(2);
});

test('Arabic words are found however they are spelt', async () => {
  const { i18n } = await openAt('/');
  await i18n.changeLanguage('ar');
  type(screen.getByRole('combobox'), 'الاعدادات');
  expect(await screen.findByRole('option', { name: /الإعدادات/ })).toBeTruthy();
});
