import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { samplePeople } from '../../hub/network/sample-network.ts';
import { uuidv7 } from '../../shared/base/ids.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { run } from '../../shared/domain/run.ts';
import { step } from '../../shared/domain/step.ts';
import { course } from '../../shared/domain/training/course.ts';
import { enrolment } from '../../shared/domain/training/enrolment.ts';
import { person } from '../../shared/domain/training/person.ts';
import { session } from '../../shared/domain/training/session.ts';
import { type HubProcess, startHubProcess } from './support/hub-process.ts';
import { type Laptop, newFolder, removeFolder, startLaptop } from './support/laptop.ts';
import { engineOf, type PageEngine } from './support/page-engine.ts';

let hub: HubProcess;
let laptop: Laptop;
let page: Page;
let engine: PageEngine;
const folders: string[] = [];
const ids = { playbook: '', run: '', course: '', session: '', person: '' };

beforeAll(async () => {
  folders.push(await newFolder('hub'), await newFolder('laptop'));
  const [hubFolder = '', folder = ''] = folders;
  hub = await startHubProcess({ folder: hubFolder, sample: true });
  laptop = await startLaptop({ folder, hubAddress: hub.address, sample: true });
  page = laptop.page;
  engine = await engineOf(page);
  await fill();
});
afterAll(async () => {
  await laptop?.kill();
  await hub?.stop();
  for (const folder of folders) await removeFolder(folder);
});

const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
const newId = () => uuidv7({ now: () => Date.now() }, random);
const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

function made<F>(result: { ok: true; value: OperationDraft[] } | { ok: false; failure: F }): OperationDraft[] {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

/** A little of everything: a playbook in conflict, a run of it, a session that is on, somebody on its roster. */
async function fill(): Promise<void> {
  const scope = engine.identity.scopes[0]?.id ?? '';
  const author = samplePeople.coordinator.person;
  const apply = async (drafts: readonly OperationDraft[]) => {
    const saved = await engine.call('apply', author, drafts);
    if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
  };
  ids.playbook = await engine.create({ title: { en: 'Harbour perimeter search' }, language: 'en', state: 'released' });
  for (const name of ['run', 'course', 'session', 'person'] as const) ids[name] = newId();
  await apply([
    ...made(
      createRecord(
        step,
        { scope, id: newId() },
        { playbook: ids.playbook, kind: 'action', order: 'a0', name: { en: 'Walk the quay' } },
      ),
    ),
    ...made(
      createRecord(
        run,
        { scope, id: ids.run },
        { playbook: ids.playbook, playbookTitle: 'Ferry drill of the spring', startedAt: Date.now() },
      ),
    ),
    ...made(
      createRecord(course, { scope, id: ids.course }, { title: { en: 'Evidence across borders' }, language: 'en' }),
    ),
    ...made(
      createRecord(
        session,
        { scope, id: ids.session },
        { course: ids.course, reference: 'TR-77-031', start: dayFromNow(-1), end: dayFromNow(1), timeZone: 'UTC' },
      ),
    ),
    ...made(createRecord(person, { scope, id: ids.person }, { name: 'Zuzana Marek' })),
    ...made(
      createRecord(enrolment, { scope, id: newId() }, { session: ids.session, person: ids.person, status: 'enrolled' }),
    ),
  ]);
  const state = await engine.state(ids.playbook);
  const seen = (state.fields['language'] ?? []).map((head) => head.id);
  for (const value of ['fr', 'es']) {
    const place = { scope: state.scope, type: state.type, record: state.id, field: 'language' };
    await apply([{ ...place, kind: 'set', value, supersedes: seen }]);
  }
}

const hash = () => page.evaluate(() => location.hash);
const hashBecomes = (start: string) => page.waitForFunction((wanted) => location.hash.startsWith(wanted), start);

/** Presses Tab until the focus is on what has these words. */
async function tabTo(words: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    const text = await page.evaluate(() => document.activeElement?.textContent ?? '');
    const tag = await page.evaluate(() => document.activeElement?.tagName ?? '');
    if (['A', 'BUTTON'].includes(tag) && words.test(text)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not reach ${words}`);
}

/** Opens the palette, types, goes down to what is asked for, and takes it. */
async function palette(typed: string, wanted: RegExp): Promise<void> {
  await page.keyboard.press('Control+k');
  const field = page.locator('[role="dialog"] [role="combobox"]');
  await field.waitFor();
  await page.keyboard.type(typed);
  const list = page.locator('[role="dialog"] [role="listbox"][aria-busy="false"]'); // all answers are there
  await list.locator('[role="option"]').filter({ hasText: wanted }).first().waitFor();
  for (let presses = 0; presses < 60; presses += 1) {
    const text = await list.locator('[role="option"][aria-selected="true"]').textContent();
    if (wanted.test(text ?? '')) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await field.waitFor({ state: 'detached' });
}

/** Works as somebody else, from home. */
async function beAtHome(role: keyof typeof samplePeople): Promise<void> {
  const { name } = samplePeople[role];
  await palette('Home', /^Home/);
  await page.waitForFunction(() => ['', '#', '#/'].includes(location.hash));
  const now = await page.locator('nav').first().textContent();
  if (!now?.includes(name)) await palette(`Be ${name}`, new RegExp(`Be ${name}`));
  await page.locator('nav').filter({ hasText: name }).first().waitFor();
  await page.locator('main section').first().waitFor();
}

test('four roles reach their job from home by keyboard alone', async () => {
  await beAtHome('investigator');
  await page.keyboard.press('/');
  await page.keyboard.type('harbour');
  await page.keyboard.press('Enter');
  await hashBecomes('#/playbooks?q=harbour');
  await page.locator('main [role="option"]').first().waitFor();

  await beAtHome('investigator');
  await page.keyboard.press('/');
  await page.keyboard.type('Zuzana');
  await page.keyboard.press('Control+Enter');
  await hashBecomes('#/search?q=Zuzana');
  await page.locator('main').getByText('Zuzana Marek').first().waitFor();

  await beAtHome('trainer');
  await page.getByRole('button', { name: /Take attendance/ }).waitFor();
  await page.keyboard.press('a');
  await hashBecomes(`#/training/sessions/${ids.session}/attendance`);

  await beAtHome('coordinator');
  await page.locator('main').getByRole('button', { name: '1 conflict to settle' }).waitFor();
  await tabTo(/^1 conflict to settle$/);
  await page.keyboard.press('Enter');
  await hashBecomes('#/sync/conflicts');

  await beAtHome('translator');
  await tabTo(/^Translations/);
  await page.keyboard.press('Enter');
  await hashBecomes('#/playbooks');
  expect(laptop.complaints).toEqual([]);
}, 120_000);

test('the palette reaches a record of each type', async () => {
  const wanted: [string, RegExp, string][] = [
    ['harbour', /Harbour perimeter search/, `#/playbooks/${ids.playbook}`],
    ['ferry drill', /Ferry drill of the spring/, `#/runs/${ids.run}`],
    ['evidence across', /Evidence across borders/, `#/training/courses/${ids.course}`],
    ['TR-77-031', /TR-77-031/, `#/training/sessions/${ids.session}`],
    ['Zuzana', /Zuzana Marek/, '#/training/people'],
  ];
  for (const [typed, name, address] of wanted) {
    await palette(typed, name);
    await hashBecomes(address);
  }
}, 120_000);

test('the last row of the palette leads to everything that is found', async () => {
  await beAtHome('investigator');
  await palette('evidence', /All results for “evidence”/);
  await hashBecomes('#/search?q=evidence');
  await page.locator('main').getByText('Evidence across borders').first().waitFor();
}, 60_000);

test('an edit is undone after the window was opened again', async () => {
  await beAtHome('coordinator');
  await palette('harbour', /Harbour perimeter search/);
  await hashBecomes(`#/playbooks/${ids.playbook}`);
  await palette('edit', /^Edit(?! steps)/);
  await page.getByLabel('Title', { exact: true }).fill('Harbour perimeter search by night');
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const titleIs = async (text: string) => {
    await expect
      .poll(async () => (await engine.state(ids.playbook)).fields['title.en']?.map(({ value }) => value), {
        timeout: 15_000,
      })
      .toEqual([text]);
  };
  await titleIs('Harbour perimeter search by night');
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith('waypost.undo.')));
  await page.reload();
  engine = await engineOf(page);
  await page.locator('main h1').waitFor();
  await page.keyboard.press('Control+z');
  await page.getByText('Undone: edit of Harbour perimeter search by night').waitFor();
  await titleIs('Harbour perimeter search');
  expect(await hash()).toContain(ids.playbook);
}, 120_000);
