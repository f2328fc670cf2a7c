/**
 * What happened on the laptop before it is photographed: three runs, a conflict with a second device, a change that the
 * hub refused, an import. All of it is made through the window, but for what others did.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { samplePeople, sampleScopes } from '../../hub/network/sample-network.ts';
import { inProject } from '../project-root.ts';
import { runCommand } from '../run-command.ts';
import { goTo, stillness, syncNow, workAs } from './camera.ts';
import { openColleague } from './colleague.ts';

export interface Story {
  /** Record id of the playbook that the pictures show. */
  readonly playbook: string;
  /** A session with a roster, one of its courses' people, and the course. */
  readonly training: Readonly<Record<'session' | 'course' | 'person', string>>;
  /** A review whose action has changed a step. */
  readonly review: string;
  /** A playbook with a release in force and another in review, and one whose release was withdrawn. */
  readonly releases: Readonly<Record<'under' | 'withdrawn', string>>;
  /** A playbook of which two laptops changed different parts. */
  readonly apart: string;
  readonly runs: Readonly<Record<'under' | 'deciding' | 'finished', string>>;
}

const shown = 'Unattended item at a transport hub';
const cordonName = 'Clear and cordon';
const contested = 'Suspicious letter or parcel';
const reviewed = 'After Night train';
const released = 'Threat against a school';
const changedApart = 'Crowd evacuation of a venue';
const sweepName = 'Sweep by sector and report';
const withdrawn = 'Mass-casualty coordination';

export async function makeStory(page: Page, place: { readonly hub: string; readonly folder: string }): Promise<Story> {
  // What the network holds is here before anything is looked for.
  await syncNow(page);
  const playbook = await openByTitle(page, shown);
  const runs = {
    finished: await finishedRun(page, playbook),
    deciding: await startRun(page, playbook, 'Tolmara central station, platform 4', 2),
    under: await startRun(page, playbook, 'Port Sorrel ferry terminal', 1),
  };
  const training = {
    session: await firstOf(page, '/training', 'sessions'),
    course: await firstOf(page, '/training/courses', 'courses'),
    person: await firstOf(page, '/training/people', 'people'),
  };
  const review = await firstOf(page, '/reviews', 'reviews', reviewed);
  const releases = {
    under: await openByTitle(page, released),
    withdrawn: await openByTitle(page, withdrawn),
  };
  await startSigning(page);
  await goTo(page, `/runs/${runs.under}`);
  // Its keys count from when it stands.
  await page.getByRole('button', { name: 'Done', exact: true }).last().waitFor();
  await note(page, 'Grey sports bag under the bench nearest to gate 2. Nobody near it for ten minutes.');
  const apart = await disagree(page, playbook, place);
  await beRefused(page, place.folder);
  return { playbook, training, review, releases, apart, runs };
}

/** The trainer asks for the key of this laptop to sign, and the approver of the same centre says yes. */
async function startSigning(page: Page): Promise<void> {
  const before = await page.evaluate(() => localStorage.getItem('waypost.profile'));
  await workAs(page, samplePeople.trainer.person);
  await goTo(page, '/training/certificates');
  await pressAway(page, 'Ask for this laptop to sign');
  await workAs(page, samplePeople.approver.person);
  await goTo(page, '/training/certificates');
  await pressAway(page, 'Approve');
  await workAs(page, before);
}

async function openByTitle(page: Page, title: string): Promise<string> {
  await goTo(page, `/playbooks?q=${encodeURIComponent(title)}`);
  await page.locator('main [role="option"]').filter({ hasText: title }).first().click({ timeout: 120_000 });
  await page.waitForFunction(() => /^#\/playbooks\/[^/?]+/.test(location.hash) && !location.hash.includes('import'));
  await stillness(page);
  return idIn(page, 'playbooks');
}

/** Opens the first row of a list, or the first that says this; answers the address it leads to. */
async function firstOf(
  page: Page,
  list: string,
  kind: Exclude<Kind, 'playbooks' | 'runs'>,
  says = '',
): Promise<string> {
  await goTo(page, list);
  await page.locator('main [role="option"]').filter({ hasText: says }).first().click();
  await page.waitForFunction((part) => location.hash.includes(`/${part}/`), kind);
  await stillness(page);
  return `${kind === 'reviews' ? '' : '/training'}/${kind}/${await idIn(page, kind)}`;
}

type Kind = 'playbooks' | 'runs' | 'sessions' | 'courses' | 'people' | 'reviews';

async function idIn(page: Page, kind: Kind): Promise<string> {
  const hash = await page.evaluate(() => location.hash);
  const id = new RegExp(`/${kind}/([^/?]+)`).exec(hash)?.[1];
  if (id === undefined) throw new Error(`There is no id of ${kind} in ${hash}`);
  return id;
}

/** Begins a run and marks so many steps done. */
async function startRun(page: Page, playbook: string, where: string, done: number): Promise<string> {
  await goTo(page, `/playbooks/${playbook}/run`);
  await page.locator('main form input').fill(where);
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.waitForFunction(() => /^#\/runs\/[^/]+$/.test(location.hash));
  for (let i = 0; i < done; i += 1) await press(page, 'Done');
  return idIn(page, 'runs');
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).last().click();
  await stillness(page);
}

/** Presses what goes once its act is saved: a page that is loaded anew before that has lost it, as happens on a busy machine. */
async function pressAway(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true }).last();
  await button.click();
  await button.waitFor({ state: 'detached' });
}

async function note(page: Page, text: string): Promise<void> {
  await page.keyboard.press('n');
  await compose(page, text);
}

/** Writes into the open field of a run and saves it. */
async function compose(page: Page, text: string): Promise<void> {
  await page.locator('main textarea').fill(text);
  await page.locator('main form button[type="submit"]').click();
  await stillness(page);
}

async function finishedRun(page: Page, playbook: string): Promise<string> {
  const run = await startRun(page, playbook, 'Market hall, Perrin', 1);
  await note(page, 'Two staff asked; nobody knows the parcel.');
  await press(page, 'Done');
  await page.locator('main fieldset').first().locator('label').first().click();
  await page.locator('main fieldset').last().locator('label').nth(1).click();
  await press(page, 'Record decision');
  await press(page, 'Done');
  await page.keyboard.press('s');
  await compose(page, 'The explosives team was on site already.');
  await page.getByRole('button', { name: 'Finish', exact: true }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Finish', exact: true }).click();
  await stillness(page);
  return run;
}

/** One that is fine, one with a remark, two that are refused: dropped on the library. */
async function importFiles(page: Page): Promise<void> {
  const sample = await readFile(inProject('assets', 'sample', 'drone-near-a-border-post.json'), 'utf8');
  const original = JSON.parse(sample) as Record<string, unknown>;
  const copyOf = (id: string, name: string, changes: Record<string, unknown>) =>
    JSON.stringify({ ...original, id: `playbook--${id}`, name, ...changes })
      .replaceAll('PB-0119', `PB-03${id.slice(-2)}`)
      .replaceAll(
        'طائرة مسيّرة قرب مركز حدودي',
        id.endsWith('1') ? 'تفتيش محيط الموقع ليلاً' : 'تفتيش محيط الموقع نهاراً',
      );
  const files: [string, string][] = [
    ['perimeter-search.json', copyOf('2f7d7a5e-6d0e-4a5c-9d55-7b1f0f6a1c01', 'Search of a perimeter at night', {})],
    [
      'perimeter-search-by-day.json',
      copyOf('2f7d7a5e-6d0e-4a5c-9d55-7b1f0f6a1c02', 'Search of a perimeter by day', {
        playbook_types: ['unheard-of'],
        priority: 400,
      }),
    ],
    ['minutes-of-meeting.txt', 'Minutes of the meeting of 3 March\n'],
    ['half-a-file.json', sample.slice(0, 900)],
  ];
  await goTo(page, '/playbooks');
  await page.locator('main [role="option"]').first().waitFor();
  await page.evaluate((dropped) => {
    const transfer = new DataTransfer();
    for (const [name, content] of dropped) transfer.items.add(new File([content], name));
    const zone = document.querySelector('main [role="option"]');
    zone?.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
  }, files);
  await page.waitForFunction(() => location.hash.startsWith('#/playbooks/import'));
  await stillness(page);
}

/** The same place written twice, and a playbook deleted there that was edited here. */
async function disagree(
  page: Page,
  playbook: string,
  place: { readonly hub: string; readonly folder: string },
): Promise<string> {
  await syncNow(page);
  const colleague = await openColleague(join(place.folder, 'colleague'), place.hub);
  await editText(page, playbook, cordonName, (text) => `${text} Keep one lane of the approach road free for the team.`);
  const mail = await openByTitle(page, contested);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByLabel('Title', { exact: true }).fill('Suspicious letter, parcel or courier bag');
  await leaveField(page);
  const apart = await openByTitle(page, changedApart);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByLabel('Title', { exact: true }).fill('Crowd evacuation of a venue or stadium');
  await leaveField(page);
  await colleague.change(apart, { region: 'Sorrel Coast', priority: 20, marking: 'TLP:AMBER' });
  await colleague.rewriteStep(sweepName, (text) => `${text} Say which sectors are empty, by radio.`);
  await colleague.rewriteStep(cordonName, (text) => `${text} Leave the approach road open on both sides, and mark it.`);
  await colleague.remove(mail);
  await syncNow(page);
  await colleague.send();
  await syncNow(page);
  return apart;
}

async function editText(page: Page, playbook: string, step: string, change: (text: string) => string): Promise<void> {
  await goTo(page, `/playbooks/${playbook}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const names = page.locator('main textarea[aria-label^="Name of step"]');
  for (let i = 0; i < (await names.count()); i += 1) {
    if ((await names.nth(i).inputValue()) !== step) continue;
    const label = (await names.nth(i).getAttribute('aria-label')) ?? '';
    const text = page.getByLabel(label.replace('Name of', 'Text of'), { exact: true });
    await text.fill(change(await text.inputValue()));
    await leaveField(page);
    return;
  }
  throw new Error(`There is no step ${step}`);
}

async function leaveField(page: Page): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await stillness(page);
}

/** The translator lost her role at the hub, and this laptop does not know it yet when she writes. */
async function beRefused(page: Page, folder: string): Promise<void> {
  const { person } = samplePeople.translator;
  const before = await page.evaluate(() => localStorage.getItem('waypost.profile'));
  await workAs(page, person);
  await page.waitForTimeout(2_000); // the exchange of the start must not bring the news
  await setRoles(folder, person, []);
  await openByTitle(page, 'Mass-casualty coordination');
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByLabel('Title', { exact: true }).fill('Coordination when there are many casualties');
  await leaveField(page);
  await syncNow(page);
  await setRoles(folder, person, ['translator']);
  await workAs(page, before);
  await syncNow(page);
  // Last: the report lives as long as the window's page.
  await importFiles(page);
  await syncNow(page);
}

async function setRoles(folder: string, person: string, roles: readonly string[]): Promise<void> {
  const hub = ['--data', join(folder, 'network', 'hub'), '--sample'];
  const args = [inProject('hub', 'main.ts'), 'set-roles', person, sampleScopes.doctrine.id, ...roles, '--', ...hub];
  const { code, output } = await runCommand('node', args);
  if (code !== 0) throw new Error(`The roles were not changed: ${output}`);
}
