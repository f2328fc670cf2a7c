import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '../../shared/base/ids.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { course } from '../../shared/domain/training/course.ts';
import { enrolment } from '../../shared/domain/training/enrolment.ts';
import { person } from '../../shared/domain/training/person.ts';
import { session } from '../../shared/domain/training/session.ts';
import { type HubProcess, startHubProcess } from './support/hub-process.ts';
import { type Laptop, newFolder, removeFolder, startLaptop } from './support/laptop.ts';
import { engineOf, type PageEngine } from './support/page-engine.ts';

let hub: HubProcess;
const folders: string[] = [];
const running: Laptop[] = [];

beforeAll(async () => {
  const folder = await newFolder('hub');
  folders.push(folder);
  hub = await startHubProcess({ folder, sample: true });
});
afterAll(async () => {
  for (const laptop of running) await laptop.kill();
  await hub?.stop();
  for (const folder of folders) await removeFolder(folder);
});

interface Opened {
  readonly laptop: Laptop;
  readonly engine: PageEngine;
}

async function open(label: string): Promise<Opened> {
  const folder = await newFolder(label);
  folders.push(folder);
  const laptop = await startLaptop({ folder, hubAddress: hub.address, sample: true, label });
  running.push(laptop);
  return { laptop, engine: await engineOf(laptop.page) };
}

const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
const newId = () => uuidv7({ now: () => Date.now() }, random);

function made<F>(result: { ok: true; value: OperationDraft[] } | { ok: false; failure: F }): OperationDraft[] {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

/** A session of one day, long past, with forty people; resolves with its id. */
async function fortyPeople({ engine }: Opened): Promise<string> {
  const grant = engine.identity.grants.find(({ roles }) => roles.includes('coordinator'));
  const { scope = '', person: author = '' } = grant ?? {};
  const [courseId, sessionId] = [newId(), newId()];
  const drafts = [
    ...made(
      createRecord(course, { scope, id: courseId }, { title: { en: 'Evidence across borders' }, language: 'en' }),
    ),
    ...made(
      createRecord(
        session,
        { scope, id: sessionId },
        { course: courseId, place: 'Quay Street', timeZone: 'UTC', start: '2020-11-23', end: '2020-11-23' },
      ),
    ),
    ...Array.from({ length: 40 }, (_, at) => {
      const id = newId();
      return [
        ...made(createRecord(person, { scope, id }, { name: `Person ${String(at + 1).padStart(2, '0')}` })),
        ...made(
          createRecord(enrolment, { scope, id: newId() }, { session: sessionId, person: id, status: 'enrolled' }),
        ),
      ];
    }).flat(),
  ];
  const saved = await engine.call('apply', author, drafts);
  if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
  return sessionId;
}

/** Works as the profile that may take attendance, and opens the roster. */
async function toAttendance({ laptop, engine }: Opened, sessionId: string): Promise<void> {
  const trainer = engine.identity.grants.find(
    ({ roles }) => roles.includes('trainer') || roles.includes('coordinator'),
  );
  await laptop.page.evaluate((who) => localStorage.setItem('waypost.profile', who), trainer?.person ?? '');
  await laptop.page.reload();
  await engineOf(laptop.page);
  await laptop.page.evaluate((id) => {
    location.hash = `#/training/sessions/${id}/attendance`;
  }, sessionId);
  await laptop.page.getByRole('button', { name: /Person 40/ }).waitFor();
}

async function press({ laptop }: Opened, from: string, keys: string): Promise<void> {
  await laptop.page.getByRole('button', { name: new RegExp(from) }).focus();
  for (const key of keys) await laptop.page.keyboard.press(key);
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

test('two laptops mark forty people offline, one is corrected, and both show the same', {
  timeout: 300_000,
}, async () => {
  const [a, b] = [await open('A'), await open('B')];
  const sessionId = await fortyPeople(a);
  await agree(a, b);
  await hub.stop();

  await toAttendance(a, sessionId);
  await toAttendance(b, sessionId);
  // A takes the first half and B the second; both mark the twentieth, and not alike.
  await press(a, 'Person 01', 'p'.repeat(19));
  await press(a, 'Person 20', 'p');
  await press(b, 'Person 20', 'a');
  await press(b, 'Person 21', `${'p'.repeat(18)}le`);
  await press(a, 'Person 05', 'l');
  await a.laptop.page.getByText('20 of 40').waitFor();
  await b.laptop.page.getByText('21 of 40').waitFor();
  await a.laptop.page.getByText('first marked: Present').waitFor();
  await expect.poll(async () => (await marksOf(a)).length, patient).toBe(21);
  await expect.poll(async () => (await marksOf(b)).length, patient).toBe(21);

  await hub.restart();
  await agree(a, b);
  await a.laptop.page.getByText('40 of 40').waitFor();
  await b.laptop.page.getByText('40 of 40').waitFor();
  expect(await marksOf(a)).toEqual(await marksOf(b));
  await expect.poll(async () => JSON.stringify(await rows(a)) === JSON.stringify(await rows(b)), patient).toBe(true);
  const shown = await rows(a);
  expect(shown[19]).toContain('Marked differently');
  expect(shown[4]).toMatch(/first marked: Present.*Late/);
  expect([...a.laptop.complaints, ...b.laptop.complaints]).toEqual([]);
});
