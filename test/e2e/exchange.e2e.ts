import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { utf8 } from '../../shared/base/bytes.ts';
import { uuidv7 } from '../../shared/base/ids.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import { draftsOfOriginal } from '../../shared/domain/original-file.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { step } from '../../shared/domain/step.ts';
import { course } from '../../shared/domain/training/course.ts';
import { person } from '../../shared/domain/training/person.ts';
import { pickNext, saveNext } from './support/file-dialogs.ts';
import { type HubProcess, startHubProcess } from './support/hub-process.ts';
import { walk } from './support/keyboard-walk.ts';
import { type Laptop, newFolder, removeFolder, startLaptop } from './support/laptop.ts';
import { engineOf, type PageEngine } from './support/page-engine.ts';

const folders: string[] = [];
const hubs: HubProcess[] = [];
const running: Laptop[] = [];
afterAll(async () => {
  for (const laptop of running) await laptop.kill();
  for (const hub of hubs) await hub.stop();
  for (const folder of folders) await removeFolder(folder);
});

interface Opened {
  readonly laptop: Laptop;
  readonly engine: PageEngine;
}

async function folderOf(label: string): Promise<string> {
  const folder = await newFolder(label);
  folders.push(folder);
  return folder;
}

/** A laptop in a network of its own, used by its steward. */
async function network(label: string): Promise<Opened> {
  const hub = await startHubProcess({ folder: await folderOf(`hub-${label}`), sample: true });
  hubs.push(hub);
  const laptop = await startLaptop({ folder: await folderOf(label), hubAddress: hub.address, sample: true, label });
  running.push(laptop);
  const { identity } = await engineOf(laptop.page);
  const steward = identity.grants.find(({ roles }) => roles.includes('steward'))?.person ?? '';
  await laptop.page.evaluate((who) => localStorage.setItem('waypost.profile', who), steward);
  await laptop.page.reload();
  return { laptop, engine: await engineOf(laptop.page) };
}

const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
const newId = () => uuidv7({ now: () => Date.now() }, random);

function made(result: { ok: true; value: OperationDraft[] } | { ok: false; failure: unknown }): OperationDraft[] {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

/** A playbook with a step and its original, one title of it in conflict, a course under TLP:RED, three hundred people. */
async function fill({ engine }: Opened): Promise<void> {
  const grant = engine.identity.grants.find(({ roles }) => roles.includes('steward'));
  const { scope = '', person: author = '' } = grant ?? {};
  const apply = async (drafts: readonly OperationDraft[]) => {
    const saved = await engine.call('apply', author, drafts);
    if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
  };
  const [id, bytes] = [newId(), utf8('as it came')];
  // Bytes would not survive the way into the page as an array of their own.
  const chunks = [await keep(engine, 'as it came')];
  await apply([
    ...made(createRecord(playbook, { scope, id }, { title: { en: 'Vehicle left' }, language: 'en' })),
    ...made(createRecord(step, { scope, id: newId() }, { playbook: id, name: { en: 'Cordon' }, order: 'a0' })),
    ...draftsOfOriginal({
      scope,
      id: newId(),
      owner: id,
      name: 'v.json',
      mediaType: 'application/json',
      bytes,
      chunks,
    }),
    ...made(createRecord(course, { scope, id: newId() }, { title: { en: 'Secret' }, marking: 'TLP:RED' })),
    ...Array.from({ length: 300 }, (_, at) =>
      made(createRecord(person, { scope, id: newId() }, { name: `=Person ${at}` })),
    ).flat(),
  ]);
  const base = { scope, type: 'playbook', record: id, kind: 'set' as const, supersedes: [] };
  await apply([{ ...base, field: 'title.en', value: 'Vehicle abandoned' }]);
}

async function keep({ call }: PageEngine, text: string): Promise<string> {
  const kept = await call('keepChunks', utf8(text));
  if (!kept.ok) throw new Error(kept.failure.kind);
  return kept.value[0] ?? '';
}

/** What both should show of everything but the notes of the import. */
async function shown({ engine }: Opened): Promise<string[]> {
  const entries = await engine.call('list', { withDeleted: true });
  const notes = new Set(entries.filter(({ type }) => type === 'library-import').map(({ id }) => id));
  return entries
    .filter(({ id, parent, values }) => !notes.has(id) && !notes.has(parent) && values['marking'] !== 'TLP:RED')
    .map(({ id, type, scope, values, conflicts }) =>
      JSON.stringify([id, type, scope, Object.entries(values).sort(), conflicts]),
    )
    .sort();
}

async function goTo({ laptop: { page } }: Opened, path: string, button: RegExp): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, path);
  await page.getByRole('button', { name: button }).waitFor();
}

async function pressButton({ laptop: { page } }: Opened, name: RegExp): Promise<void> {
  const button = page.getByRole('button', { name });
  await button.focus();
  await page.keyboard.press('Enter');
}

test('a whole library leaves one network by file and is the same in another one, whose hub takes all of it', {
  timeout: 400_000,
}, async () => {
  const [there, here] = [await network('there'), await network('here')];
  await fill(there);
  const file = join(there.laptop.folder, 'library.zip');
  await saveNext(there.laptop, file);
  await goTo(there, '/exchange', /^Write 303 records$/);
  await there.laptop.page.getByRole('complementary', { name: 'Stays here' }).getByText('Courses: 1').waitFor();
  expect((await walk(there.laptop.page)).missed).toEqual([]);
  await pressButton(there, /^Write 303 records$/);
  await there.laptop.page.getByText('Written: 303 records.').waitFor();

  const cut = join(here.laptop.folder, 'cut.zip');
  await writeFile(cut, (await readFile(file)).subarray(0, 2_000));
  await pickNext(here.laptop, cut);
  await goTo(here, '/exchange/import', /Choose a file/);
  await pressButton(here, /Choose a file/);
  await here.laptop.page.getByText('cut.zip cannot be imported.').waitFor();
  await pickNext(here.laptop, file);
  await pressButton(here, /Choose a file/);
  await here.laptop.page.getByRole('button', { name: 'Import 303 records' }).waitFor();
  expect(await here.engine.call('list', { type: 'person' })).toEqual([]);
  await pressButton(here, /Import 303 records/);
  await here.laptop.page.getByText('303 of 303 records are saved.').waitFor();
  await here.laptop.page.getByRole('button', { name: 'Nothing to import' }).waitFor();
  expect(await shown(here)).toEqual(await shown(there));

  const synced = await here.engine.call('sync');
  expect(synced).toMatchObject({ ok: true, value: { notAccepted: 0 } });
  expect(await here.engine.call('status')).toMatchObject({ waiting: 0, notAccepted: 0, conflicts: 1 });
  expect([...there.laptop.complaints, ...here.laptop.complaints]).toEqual([]);
});
