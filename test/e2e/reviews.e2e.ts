import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { uuidv7 } from '../../shared/base/ids.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import { step } from '../../shared/domain/step.ts';
import { saveNext } from './support/file-dialogs.ts';
import { engineOf } from './support/page-engine.ts';
import { type Opened, sampleWorld } from './support/sample-world.ts';

const world = sampleWorld();

const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
const newId = () => uuidv7({ now: () => Date.now() }, random);

const before = 'Agree on a radio channel.';
const after = 'Name one radio channel for each crossing.';

/** A playbook of two steps by the coordinator, who then works on this laptop. */
async function bridgePlaybook({ page, engine }: Opened) {
  const grant = engine.identity.grants.find(({ roles }) => roles.includes('coordinator'));
  const { scope = '', person: author = '' } = grant ?? {};
  const [id, start, channel, cordon] = [newId(), newId(), newId(), newId()];
  const steps = [
    [start, { kind: 'start', order: 'a0', onCompletion: channel }],
    [
      channel,
      {
        kind: 'action',
        order: 'a1',
        name: { en: 'Agree on a channel' },
        description: { en: before },
        onCompletion: cordon,
      },
    ],
    [cordon, { kind: 'action', order: 'a2', name: { en: 'Close the bridge' } }],
  ] as const;
  const made = [
    createRecord(
      playbook,
      { scope, id },
      { title: { en: 'Bridge closed' }, reference: 'PB-0142', language: 'en', state: 'draft', workflowStart: start },
    ),
    ...steps.map(([stepId, values]) =>
      createRecord(
        step,
        { scope, id: stepId },
        { playbook: id, adaptable: ['additions', 'notes', 'replacements'], ...values },
      ),
    ),
  ];
  for (const drafts of made) {
    const saved = drafts.ok ? await engine.call('apply', author, drafts.value) : drafts;
    if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
  }
  await page.evaluate((who) => localStorage.setItem('waypost.profile', who), author);
  await page.reload();
  await engineOf(page);
  return { playbook: id, step: channel };
}

async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, path);
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).last().click();

/** Runs the playbook to its end, with a note, and stands on the report. */
async function runIt(page: Page, id: string): Promise<void> {
  await goTo(page, `/playbooks/${id}/run`);
  await page.locator('main form input').fill('Sarn bridge');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.waitForFunction(() => /^#\/runs\/[^/]+$/.test(location.hash));
  await page.getByRole('button', { name: 'Done', exact: true }).last().waitFor();
  await page.keyboard.press('n');
  await page.locator('main textarea').fill('Radio channel asked for three times.');
  await page.locator('main form button[type="submit"]').click();
  await page.getByText('Radio channel asked for three times.').first().waitFor();
  await page.getByRole('button', { name: 'Finish', exact: true }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Finish', exact: true }).click();
  await page.waitForFunction(() => /^#\/runs\/[^/]+\/report$/.test(location.hash));
}

/** The report of a run on paper: a whole PDF of A4 pages. */
async function printIt({ laptop, page }: Opened): Promise<void> {
  const path = join(await world.folder('paper'), 'report.pdf');
  await saveNext(laptop, path);
  await press(page, 'Save as PDF');
  const read = () => readFile(path, 'latin1').catch(() => '');
  await expect.poll(read).toMatch(/%%EOF\s*$/);
  const pdf = await read();
  expect(pdf).toMatch(/^%PDF-/);
  const sizes = [...pdf.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, ...size]) => size.map(Number));
  expect(sizes.map((size) => size.map(Math.round))).toEqual(sizes.map(() => [595, 842]));
  expect(sizes.length).toBeGreaterThan(0);
}

async function writeFinding(page: Page, title: string): Promise<void> {
  await page.getByRole('textbox', { name: 'The finding in one line' }).fill(title);
  await press(page, 'Save');
  await page.getByRole('heading', { name: /What became of finding/ }).waitFor();
}

async function proposeChange(page: Page): Promise<void> {
  const box = page.getByRole('combobox', { name: 'Step to change' });
  await box.fill('agree channel');
  await page.getByRole('option', { name: /Agree on a channel/ }).waitFor();
  await box.press('Enter');
  await page.getByRole('textbox', { name: 'The new wording' }).fill(after);
  await press(page, 'Put it into the playbook');
  await page.getByText(/Put into the playbook on/).waitFor();
}

async function agree(a: Opened, b: Opened): Promise<void> {
  for (const { engine } of [a, b, a]) {
    const synced = await engine.call('sync');
    if (!synced.ok) throw new Error(`sync: ${JSON.stringify(synced.failure)}`);
  }
}

const local = `${before} At Sarn bridge it is channel 7.`;

/** A centre lays a text of its own over the step of the network's playbook, on the second laptop ([AD1]). */
async function adaptIt({ page, engine }: Opened, id: string): Promise<void> {
  const ownScope = engine.identity.scopes.find(({ centre }) => centre === 'Sorrel Coast')?.id;
  const investigator = engine.identity.grants.find(
    ({ scope, roles }) => scope === ownScope && roles.includes('investigator'),
  );
  await page.evaluate((who) => localStorage.setItem('waypost.profile', who), investigator?.person ?? '');
  await page.reload();
  await engineOf(page);
  await goTo(page, `/playbooks/${id}`);
  await press(page, 'Adapt for Sorrel Coast');
  await press(page, 'Adapt step 1');
  await page.getByRole('menuitem', { name: 'Replace: text' }).click();
  await page.getByRole('textbox', { name: 'Your text' }).fill(local);
  await page.getByRole('textbox', { name: 'Why your centre needs it' }).fill('The other channels do not reach.');
  await press(page, 'Save');
  await page.getByText('Text of Sorrel Coast, instead of the core’s').waitFor();
}

/** The core said something else since: both changes are put together and read again ([AD4], [AD6]). */
async function bringToNewCore({ page }: Opened): Promise<void> {
  await page.getByText(/does not count until somebody decides/).waitFor();
  await page.getByRole('link', { name: 'Decide', exact: true }).click();
  await page
    .getByRole('region', { name: /^Now: core/ })
    .getByText('each crossing')
    .waitFor();
  await page.getByRole('radio', { name: /Write it anew/ }).check();
  expect(await page.getByRole('textbox', { name: 'New text' }).inputValue()).toContain('channel 7');
  await page.getByRole('textbox', { name: 'New text' }).fill(`${after} At Sarn bridge it is channel 7.`);
  await press(page, 'Decide');
  await page.getByText('Everything is decided.').waitFor();
  await press(page, 'Read the playbook');
  await page.getByText('Text of Sorrel Coast, instead of the core’s').waitFor();
}

/** From now on somebody else works on this laptop. */
async function workAs({ page, engine }: Opened, name: string): Promise<void> {
  const person = engine.identity.profiles.find((profile) => profile.name === name)?.person ?? '';
  await page.evaluate((who) => localStorage.setItem('waypost.profile', who), person);
  await page.reload();
  await engineOf(page);
}

/** Two of three centres approve the changed playbook, one puts it in force and takes it back: the other laptop reads each ([RL7]). */
async function releaseIt(a: Opened, b: Opened, id: string): Promise<void> {
  await goTo(a.page, `/playbooks/${id}/releases/ask`);
  await press(a.page, 'Ask for review');
  await a.page.getByText('2 more are missing').waitFor();
  await agree(a, b);
  const path = await a.page.evaluate(() => location.hash);
  await workAs(b, 'Jonas Okafor');
  await goTo(b.page, path);
  await press(b.page, 'Approve and sign 1.0');
  await b.page.getByText('1 more is missing').waitFor();
  await agree(b, a);
  await workAs(a, 'Mireille Sauvage');
  await goTo(a.page, path);
  await press(a.page, 'Approve and sign 1.0');
  await press(a.page, 'Release 1.0');
  await press(a.page, 'Release 1.0');
  await a.page.getByRole('button', { name: 'Withdraw 1.0' }).waitFor();
  await agree(a, b);
  await goTo(b.page, `/playbooks/${id}`);
  await b.page.getByRole('link', { name: 'approved by 2 centres' }).waitFor();
  await b.page.getByRole('button', { name: 'Run as checklist' }).waitFor();
  await press(a.page, 'Withdraw 1.0');
  await a.page.getByRole('textbox', { name: 'Reason' }).fill('The channel was given to another service.');
  await press(a.page, 'Withdraw 1.0');
  await a.page.getByRole('dialog').waitFor({ state: 'detached' });
  await agree(a, b);
  await b.page.getByText('Release 1.0 was withdrawn. Do not use it.').waitFor();
  expect(await b.page.getByRole('button', { name: 'Run as checklist' }).count()).toBe(0);
}

test('a run leads to a review, a finding to an action, the action changes the step, and the second laptop, whose centre had adapted it, sees it all; two centres release it', {
  timeout: 300_000,
}, async () => {
  const [a, b] = [await world.open('A'), await world.open('B')];
  const ids = await bridgePlaybook(a);
  await agree(a, b);
  await world.hub.stop();

  await adaptIt(b, ids.playbook);
  await runIt(a.page, ids.playbook);
  await printIt(a);
  await press(a.page, 'Start a review');
  await a.page.getByRole('textbox', { name: 'Title' }).waitFor();
  await press(a.page, 'Save');
  await a.page.getByRole('heading', { level: 1, name: 'After Bridge closed' }).waitFor();
  const review = /#\/reviews\/([^/?]+)/.exec(await a.page.evaluate(() => location.hash))?.[1] ?? '';

  // The first finding from what was noted in the run, the second by the keyboard.
  await a.page
    .getByRole('button', { name: /^Make a finding of/ })
    .first()
    .click();
  expect(await a.page.getByRole('textbox', { name: 'What was seen' }).inputValue()).toContain('asked for three times');
  await writeFinding(a.page, 'No shared radio channel at the bridge');
  await a.page.keyboard.press('n');
  await a.page.getByRole('radio', { name: 'Strength' }).check();
  await writeFinding(a.page, 'Bridge closed in four minutes');
  await a.page.getByRole('button', { name: 'No shared radio channel at the bridge' }).click();
  await press(a.page, 'Add an action');
  await a.page.getByRole('textbox', { name: 'What is to be done' }).fill('Name one channel per crossing');
  await a.page.getByRole('combobox', { name: 'Owner' }).fill('Ruslan Emirov');
  await a.page.getByLabel('Due').fill('2099-12-01');
  await press(a.page, 'Save');
  await proposeChange(a.page);

  await world.hub.restart();
  await agree(a, b);
  await goTo(b.page, `/reviews/${review}`);
  await b.page.getByRole('button', { name: 'Bridge closed in four minutes' }).waitFor();
  await b.page.getByText('Radio channel asked for three times.').first().waitFor();
  await b.page.getByRole('button', { name: 'No shared radio channel at the bridge' }).click();
  await b.page.getByRole('link', { name: 'Name one channel per crossing' }).click();
  await b.page.getByText(/Put into the playbook on .* by/).waitFor();
  await b.page.getByRole('link', { name: /PB-0142.*Agree on a channel/ }).click();
  await b.page.getByText(after).waitFor();
  await bringToNewCore(b);
  await b.page.getByRole('link', { name: /Changed because of an action: .*Name one channel per crossing/ }).click();
  await b.page.getByRole('heading', { level: 1, name: 'Name one channel per crossing' }).waitFor();

  expect((await b.engine.state(ids.step)).fields['description.en']?.[0]?.value).toBe(after);
  const kinds = (await b.engine.call('list', { type: 'finding', parent: review })).map(({ values }) => values['kind']);
  expect(kinds.sort()).toEqual(['improvement', 'strength']);
  await releaseIt(a, b, ids.playbook);
  expect([...a.laptop.complaints, ...b.laptop.complaints]).toEqual([]);
});
