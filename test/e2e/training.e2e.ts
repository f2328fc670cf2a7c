import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stillness } from '../../build/screenshots/camera.ts';
import { uuidv7 } from '../../shared/base/ids.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { course } from '../../shared/domain/training/course.ts';
import { session } from '../../shared/domain/training/session.ts';
import { raggedRoster } from '../support/ragged-roster.ts';
import { pickNext } from './support/file-dialogs.ts';
import { walk } from './support/keyboard-walk.ts';
import { engineOf } from './support/page-engine.ts';
import { type Opened, sampleWorld } from './support/sample-world.ts';

const world = sampleWorld();

const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
const newId = () => uuidv7({ now: () => Date.now() }, random);

function made<F>(result: { ok: true; value: OperationDraft[] } | { ok: false; failure: F }): OperationDraft[] {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

/** A session of one day, long past, with nobody on its roster; resolves with its id. */
async function emptySession({ engine }: Opened): Promise<string> {
  const grant = engine.identity.grants.find(({ roles }) => roles.includes('coordinator'));
  const { scope = '', person: author = '' } = grant ?? {};
  const [courseId, sessionId] = [newId(), newId()];
  const drafts = [
    ...made(
      createRecord(
        course,
        { scope, id: courseId },
        {
          title: { en: 'Evidence across borders' },
          aims: { en: 'Hand evidence over so that a court accepts it.' },
          competencies: ['Set and hold a cordon', 'Hand over evidence'],
          language: 'en',
          duration: 24,
          marking: 'TLP:GREEN',
        },
      ),
    ),
    ...made(
      createRecord(
        session,
        { scope, id: sessionId },
        {
          course: courseId,
          reference: 'TR-20-031',
          place: 'Quay Street',
          timeZone: 'UTC',
          start: '2020-11-23',
          end: '2020-11-23',
          marking: 'TLP:AMBER',
        },
      ),
    ),
  ];
  const saved = await engine.call('apply', author, drafts);
  if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
  return sessionId;
}

/** Presses tab until the control with this name has the focus. */
async function tabTo({ laptop: { page } }: Opened, name: RegExp): Promise<void> {
  for (let i = 0; i < 80; i += 1) {
    const at = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      return `${element?.labels?.[0]?.textContent ?? ''} ${element?.getAttribute('aria-label') ?? ''} ${element?.textContent ?? ''}`;
    });
    if (name.test(at)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The tab key does not lead to ${name}`);
}

/** Imports the ragged roster through its screen, with the keyboard alone: file, columns, dates, preview, import. */
async function importRoster(opened: Opened, sessionId: string): Promise<void> {
  const { laptop } = opened;
  const { page } = laptop;
  const file = join(laptop.folder, 'roster from a centre.csv');
  await writeFile(file, raggedRoster);
  await pickNext(laptop, file);
  await workAs(opened, 'coordinator');
  await page.evaluate((id) => {
    location.hash = `#/training/sessions/${id}/import`;
  }, sessionId);
  await page.getByRole('button', { name: 'Choose a file' }).waitFor();
  await tabTo(opened, /Choose a file/);
  await page.keyboard.press('Enter');
  await page.getByRole('listbox', { name: 'Rows' }).waitFor();
  // "Rank" was understood by its heading; taken away and given back it is the same.
  await tabTo(opened, /^Rank/);
  await page.keyboard.press('Home');
  await expect.poll(() => page.getByLabel('Rank', { exact: true }).inputValue()).toBe('');
  // One letter: a busy machine would take the next ones for another word.
  await page.keyboard.press('r');
  await expect.poll(() => page.getByLabel('Rank', { exact: true }).inputValue()).toBe('role');
  await tabTo(opened, /How are the dates meant/);
  await page.keyboard.press('ArrowDown');
  await page.getByRole('button', { name: 'Import 41 rows' }).waitFor();
  await tabTo(opened, /Import 41 rows/);
  await page.keyboard.press('Enter');
  await page.getByText('Imported.').waitFor();
}

/** Uses the laptop as the first person with this role. */
async function workAs({ laptop, engine }: Opened, role: Role): Promise<void> {
  const who = engine.identity.grants.find(({ roles }) => roles.includes(role));
  await laptop.page.evaluate((person) => localStorage.setItem('waypost.profile', person), who?.person ?? '');
  await laptop.page.reload();
  await engineOf(laptop.page);
}

/** Works as somebody who may take attendance, and opens the roster. */
async function toAttendance(opened: Opened, sessionId: string): Promise<void> {
  await workAs(
    opened,
    opened.engine.identity.grants.some(({ roles }) => roles.includes('trainer')) ? 'trainer' : 'coordinator',
  );
  await opened.laptop.page.evaluate((id) => {
    location.hash = `#/training/sessions/${id}/attendance`;
  }, sessionId);
  await row(opened, people).waitFor();
}

const row = ({ laptop }: Opened, number: number) =>
  laptop.page
    .getByRole('list', { name: 'People to mark' })
    .getByRole('button')
    .nth(number - 1);

/** Presses and clicks that marking took so far. */
let actions = 0;

/** Goes to a row, which is one action, then presses keys. */
async function press(opened: Opened, from: number, keys: string): Promise<void> {
  await row(opened, from).focus();
  actions += 1 + keys.length;
  for (const key of keys) await opened.laptop.page.keyboard.press(key);
}

/** What each row says, in the order of the list. */
async function rows({ laptop }: Opened): Promise<string[]> {
  return laptop.page.getByRole('list', { name: 'People to mark' }).getByRole('button').allTextContents();
}

async function agree(a: Opened, b: Opened): Promise<void> {
  for (const { engine } of [a, b, a]) {
    const synced = await engine.call('sync');
    if (!synced.ok) throw new Error(`sync: ${JSON.stringify(synced.failure)}`);
  }
}

const marksOf = async ({ engine }: Opened) =>
  (await engine.call('list', { type: 'attendance-mark' }))
    .map(({ id, values }) => `${id} ${String(values['person'])} ${String(values['mark'])}`)
    .sort();

/** Marks are shown at once and saved one after another; a busy machine may take its time. */
const patient = { timeout: 30_000 };

const people = 41;

test('a ragged roster is imported by keyboard, two laptops mark it offline, one is corrected, and both show the same', {
  timeout: 400_000,
}, async () => {
  const [a, b] = [await world.open('A'), await world.open('B')];
  const sessionId = await emptySession(a);
  await importRoster(a, sessionId);
  expect(await a.engine.call('list', { type: 'attachment', parent: sessionId })).toHaveLength(1);
  await agree(a, b);
  await world.hub.stop();

  await toAttendance(a, sessionId);
  await toAttendance(b, sessionId);
  // A takes the first half and B the second; both mark the twentieth, and not alike.
  await press(a, 1, 'p'.repeat(19));
  await press(a, 20, 'p');
  await press(b, 20, 'a');
  await press(b, 21, `${'p'.repeat(19)}le`);
  await press(a, 5, 'l');
  expect(actions / people).toBeLessThanOrEqual(1.5);
  await a.laptop.page.getByText('20 of 41').waitFor();
  await b.laptop.page.getByText('22 of 41').waitFor();
  await a.laptop.page.getByText('first marked: Present').waitFor();
  await expect.poll(async () => (await marksOf(a)).length, patient).toBe(21);
  await expect.poll(async () => (await marksOf(b)).length, patient).toBe(22);

  await world.hub.restart();
  await agree(a, b);
  await a.laptop.page.getByText('41 of 41').waitFor();
  await b.laptop.page.getByText('41 of 41').waitFor();
  expect(await marksOf(a)).toEqual(await marksOf(b));
  await expect.poll(async () => JSON.stringify(await rows(a)) === JSON.stringify(await rows(b)), patient).toBe(true);
  const shown = await rows(a);
  expect(shown[19]).toContain('Marked differently');
  expect(shown[4]).toMatch(/first marked: Present.*Late/);
  expect([...a.laptop.complaints, ...b.laptop.complaints]).toEqual([]);
});

test('every training screen is walked with the tab key and reads as sentences', { timeout: 400_000 }, async () => {
  const opened = await world.open('C');
  const { page } = opened.laptop;
  await agree(opened, opened);
  await workAs(opened, 'coordinator');
  const [course] = await opened.engine.call('list', { type: 'course' });
  const [session] = await opened.engine.call('list', { type: 'session' });
  const [person] = (await opened.engine.call('list', { type: 'person' })).filter(
    ({ values }) => values['name'] === 'Claire Solana',
  );
  const screens = {
    sessions: '/training',
    courses: '/training/courses',
    'course-form': '/training/courses/new',
    course: `/training/courses/${course?.id}`,
    'session-form': `/training/courses/${course?.id}/session`,
    session: `/training/sessions/${session?.id}`,
    import: `/training/sessions/${session?.id}/import`,
    attendance: `/training/sessions/${session?.id}/attendance`,
    people: '/training/people',
    person: `/training/people/${person?.id}`,
    'person-form': `/training/people/${person?.id}/edit`,
  };
  for (const [name, path] of Object.entries(screens)) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, path);
    await page.waitForFunction((hash) => location.hash === `#${hash}`, path);
    await page.locator('main h1').waitFor();
    await stillness(page);
    const spoken = (await page.locator('main').ariaSnapshot())
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
      // A person's page is read today, whatever day that is; the sessions of this story are of 2020.
      .replaceAll(/\b\d{1,2} \p{L}{3,4} (?!2020)\d{4}\b/gu, 'TODAY');
    expect({ name, nameless: spoken.match(/^ *- img$/gm) }).toEqual({ name, nameless: null });
    await expect(`${spoken}\n`).toMatchFileSnapshot(`./spoken/training-${name}.txt`);
    const walked = await walk(page);
    expect({ name, ...walked, stops: walked.stops.filter((stop) => /: $/.test(stop)) }).toEqual({
      name,
      stops: [],
      missed: [],
      unseen: [],
    });
    expect(walked.stops.length).toBeGreaterThan(0);
  }
});
