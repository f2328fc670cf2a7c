import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { beforeEach, expect, test } from 'vitest';
import { createRecord, setFields } from '../../shared/domain/edit.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import type { RecordState } from '../../shared/domain/record-state.ts';
import { step } from '../../shared/domain/step.ts';
import { course } from '../../shared/domain/training/course.ts';
import { enrolment } from '../../shared/domain/training/enrolment.ts';
import { person as personDeclaration } from '../../shared/domain/training/person.ts';
import { session } from '../../shared/domain/training/session.ts';
import { withTranslationNotes } from '../../shared/domain/translation/fill-notes.ts';
import { renderApp } from '../../test/support/dom.tsx';
import {
  createSyncWorld,
  identity,
  ids,
  people,
  type SyncWorld,
  scope,
  underEngine,
} from '../../test/support/sync-world.tsx';
import { manyPlaybooks } from '../../test/support/translation-screens.tsx';
import { homeFeature } from '../features/home/feature.ts';
import { playbooksFeature } from '../features/playbooks/feature.ts';
import { syncFeature } from '../features/sync/feature.ts';
import { trainingFeature } from '../features/training/feature.ts';
import { translationFeature } from '../features/translation/feature.ts';
import { invalidationsOf } from './invalidations.ts';

const features = [homeFeature, playbooksFeature, syncFeature, trainingFeature, translationFeature];
const namespaces = ['home', 'playbooks', 'sync', 'training', 'translation'];

let world: SyncWorld;
beforeEach(async () => {
  localStorage.clear();
  world = await createSyncWorld();
});

async function open(role: Role = 'investigator') {
  const as = { ...identity, grants: [{ person: people.amina, scope: identity.scopes[0]?.id ?? '', roles: [role] }] };
  return renderApp('/', { features, namespaces, wrap: underEngine(world.engine, as, invalidationsOf(features)) });
}

test('the search box comes first, and what is typed goes to the search of the library', async () => {
  const { router } = await open();
  const box = await screen.findByRole('textbox', { name: 'Search playbooks' });
  // The letter is listened for once the screen has settled, a moment after the box is there.
  await waitFor(() => {
    fireEvent.keyDown(document.body, { key: '/' });
    expect(document.activeElement).toBe(box);
  });
  fireEvent.change(box, { target: { value: ' cordon ' } });
  fireEvent.submit(box);
  await waitFor(() => expect(router.state.location.pathname).toBe('/playbooks'));
  expect(router.state.location.search).toEqual({ q: 'cordon' });
});

test('what is typed into the box of home is sought among all records with one more key, or its own button', async () => {
  const { router } = await open();
  const box = await screen.findByRole('textbox', { name: 'Search playbooks' });
  expect(screen.queryByRole('button', { name: /Everything/ })).toBeNull();
  fireEvent.change(box, { target: { value: ' zuzana ' } });
  expect(screen.getByRole('button', { name: /Everything/ })).toBeTruthy();
  fireEvent.keyDown(box, { key: 'Enter', ctrlKey: true });
  await waitFor(() => expect(router.state.location.pathname).toBe('/search'));
  expect(router.state.location.search).toEqual({ q: 'zuzana' });
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

test('translations that are outdated are counted apart from the missing ones, as soon as an original changes', async () => {
  await open('translator');
  const late = within(await screen.findByRole('region', { name: 'Before your next deployment' }));
  const row = late.getByRole('link', { name: 'Translations outdated' }).closest('div')?.parentElement as HTMLElement;
  await within(row).findByText('no original changed after it was translated');
  const before = await world.state(ids.step);
  const write = (values: Readonly<Record<string, string>>, state: RecordState) => {
    const made = setFields(step, state, values);
    if (made.ok) world.engine.receive(people.ruslan, withTranslationNotes(made.value, new Map([[state.id, state]])));
  };
  write({ 'name.ar': 'أخلِ وطوّق' }, before);
  write({ 'name.en': 'Clear, then cordon' }, await world.state(ids.step));
  await waitFor(() => expect(row.textContent).toMatch(/^1Translations outdatedUnattended item.*العربية 1$/));
  expect(within(row).getByRole('link').getAttribute('href')).toBe('/translation?show=outdated');
});

test('a translator sees first the words that are left, by language, and opens what comes first', async () => {
  const { router } = await open('translator');
  const queue = within(await screen.findByRole('region', { name: /words? left/ }));
  fireEvent.click(queue.getByRole('button', { name: /Français/ }));
  fireEvent.click(await queue.findByRole('button', { name: 'Unattended item' }));
  await waitFor(() => expect(router.state.location.pathname).toBe(`/translation/fr/${ids.playbook}`));
});

test('what a translator finds at home stands there while the rest is still read, and says that it is a part', async () => {
  world.engine.receive(people.ruslan, manyPlaybooks(120));
  const { open: openRecords } = world.engine;
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  world.engine.open = async (wanted) => {
    if (wanted.includes('many-0')) await gate; // made first, so it is read last
    return openRecords(wanted);
  };
  await open('translator');
  const queue = within(await screen.findByRole('region', { name: /words? left/ }));
  expect(queue.getByText(/^Records read so far: 100 of 12\d\. The figures still grow\.$/)).toBeTruthy();
  expect(queue.queryByText('Nothing outdated')).toBeNull();
  letGo();
  await waitFor(() => expect(queue.queryByText(/Records read so far/)).toBeNull());
  expect(queue.getAllByText('Nothing outdated').length).toBeGreaterThan(0);
});

const sessionId = '0190f000-0000-7000-8000-00000000c0aa';

/** A session from yesterday to tomorrow with two people on its roster, nobody marked yet. */
function planSession() {
  const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const courseId = '0190f000-0000-7000-8000-00000000c0ab';
  const made = [
    createRecord(course, { scope, id: courseId }, { title: { en: 'Evidence across borders' }, language: 'en' }),
    createRecord(
      session,
      { scope, id: sessionId },
      { course: courseId, reference: 'TR-26-031', start: at(-1), end: at(1), timeZone: 'UTC', marking: 'TLP:AMBER' },
    ),
    ...['p1', 'p2'].flatMap((person) => [
      createRecord(personDeclaration, { scope, id: person }, { name: person }),
      createRecord(enrolment, { scope, id: `e-${person}` }, { session: sessionId, person, status: 'enrolled' }),
    ]),
  ];
  world.engine.receive(
    people.ruslan,
    made.flatMap((each) => (each.ok ? each.value : [])),
  );
}

test('a trainer finds the session of today and one key takes its attendance', async () => {
  planSession();
  const { router } = await open('trainer');
  const today = within(await screen.findByRole('region', { name: 'Evidence across borders' }));
  expect(await today.findByText('2 people')).toBeTruthy();
  expect(today.getByText('day 2 of 3')).toBeTruthy();
  expect(today.getByText('0 of 2 marked')).toBeTruthy();
  expect(today.getByRole('button', { name: /Take attendance/ })).toBeTruthy();
  fireEvent.keyDown(document.body, { key: 'a', code: 'KeyA' });
  await waitFor(() => expect(router.state.location.pathname).toBe(`/training/sessions/${sessionId}/attendance`));
});

test('half days that nobody marked wait for the trainer, and open as they are named', async () => {
  planSession();
  const { router } = await open('trainer');
  const waiting = within(await screen.findByRole('region', { name: 'Still to mark' }));
  const [latest] = await waiting.findAllByRole('button', { name: 'Evidence across borders' });
  expect(waiting.getAllByText('2 people').length).toBeGreaterThanOrEqual(2);
  fireEvent.click(latest as HTMLElement);
  await waitFor(() =>
    expect(router.state.location.search).toMatchObject({ part: expect.stringMatching(/noon|morning/) }),
  );
});

test('the board counts sessions without marks, for everybody', async () => {
  planSession();
  await open('director');
  const board = within(await screen.findByRole('region', { name: 'Before your next deployment' }));
  const row = board.getByRole('link', { name: 'Sessions without marks' });
  await board.findByText('Evidence across borders');
  expect(row.parentElement?.parentElement?.textContent).toMatch(/^1/);
  const headings = screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent);
  expect(headings[0]).toBe('Before your next deployment');
});

async function axeProblems(): Promise<string[]> {
  // Colours are not computed in jsdom; they are measured in a real browser by the end-to-end tests.
  const { violations } = await run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`);
}

test('no part of home breaks the rules of accessibility, for no role', async () => {
  planSession();
  for (const role of ['trainer', 'investigator', 'coordinator', 'translator', 'director'] as const) {
    const { unmount } = await open(role);
    const board = within(await screen.findByRole('region', { name: 'Before your next deployment' }));
    await board.findByText('Evidence across borders');
    expect(await axeProblems()).toEqual([]);
    unmount();
  }
}, 60_000);
