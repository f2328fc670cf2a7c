import { expect, test } from 'vitest';
import { uuidv7 } from '../../shared/base/ids.ts';
import { createRecord, setFields } from '../../shared/domain/edit.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { step } from '../../shared/domain/step.ts';
import { engineOf } from './support/page-engine.ts';
import { type Opened, sampleWorld } from './support/sample-world.ts';

const { open } = sampleWorld();

async function agree(a: Opened, b: Opened): Promise<void> {
  for (const { engine } of [a, b, a]) {
    const synced = await engine.call('sync');
    if (!synced.ok) throw new Error(`sync: ${JSON.stringify(synced.failure)}`);
    expect(synced.value.notAccepted).toBe(0);
  }
}

function grantOf({ engine }: Opened, role: Role) {
  const grant = engine.identity.grants.find(({ roles }) => roles.includes(role));
  if (grant === undefined) throw new Error(`nobody is a ${role}`);
  return grant;
}

async function apply(opened: Opened, drafts: { ok: true; value: OperationDraft[] } | { ok: false; failure: object }) {
  if (!drafts.ok) throw new Error(JSON.stringify(drafts.failure));
  const saved = await opened.engine.call('apply', grantOf(opened, 'coordinator').person, drafts.value);
  if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
}

/** A playbook of one step in English and Arabic; resolves with their ids. */
async function bilingual(opened: Opened): Promise<{ playbookId: string; stepId: string }> {
  const { scope } = grantOf(opened, 'coordinator');
  const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
  const [playbookId, stepId] = [uuidv7({ now: Date.now }, random), uuidv7({ now: Date.now }, random)];
  await apply(
    opened,
    createRecord(
      playbook,
      { scope, id: playbookId },
      { language: 'en', title: { en: 'Unattended item', ar: 'جسم متروك' } },
    ),
  );
  await apply(
    opened,
    createRecord(
      step,
      { scope, id: stepId },
      {
        playbook: playbookId,
        kind: 'action',
        order: 'a0',
        name: { en: 'Set the cordon', ar: 'أقم الطوق الأمني' },
        description: { en: 'Clear 50 m around the item.', ar: 'أخلِ مسافة 50 م حول الجسم.' },
      },
    ),
  );
  return { playbookId, stepId };
}

async function show({ laptop }: Opened, path: string): Promise<void> {
  await laptop.page.evaluate((address) => {
    location.hash = address;
  }, `#${path}`);
}

async function workAs({ laptop }: Opened, person: string): Promise<void> {
  await laptop.page.evaluate((who) => localStorage.setItem('waypost.profile', who), person);
  await laptop.page.reload();
  await engineOf(laptop.page);
}

const renewed = 'أخلِ مسافة 100 م حول الجسم.';

test('the original changes on one laptop, its translation is renewed on another, and the first shows it up to date', {
  timeout: 300_000,
}, async () => {
  const [a, b] = [await open('A'), await open('B')];
  const { playbookId, stepId } = await bilingual(a);
  await agree(a, b);

  const reader = `/playbooks/${playbookId}?lang=ar`;
  await show(a, reader);
  await a.laptop.page.getByText('أخلِ مسافة 50 م حول الجسم.').first().waitFor();
  const mark = a.laptop.page.getByText('The original changed after this translation');
  expect(await mark.count()).toBe(0);
  const before = await a.engine.state(stepId);
  await apply(a, setFields(step, before, { 'description.en': 'Clear 100 m around the item.' }));
  await mark.waitFor();
  await agree(a, b);

  await workAs(b, grantOf(b, 'translator').person);
  await show(b, '/translation?lang=ar');
  const { page } = b.laptop;
  await page.getByRole('heading', { level: 1 }).filter({ hasText: 'words left' }).waitFor();
  await page.getByRole('button', { name: 'Go on' }).click();
  const row = page.locator('li[aria-current="true"]');
  await row.getByText('Outdated', { exact: true }).waitFor();
  await row.locator('del', { hasText: '50' }).waitFor();
  await row.locator('ins', { hasText: '100' }).waitFor();
  await row.getByText('100 is missing').waitFor();
  const box = row.getByRole('textbox');
  await box.fill(renewed);
  await box.press('Control+Enter');
  await page.getByRole('button', { name: 'Outdated 0' }).waitFor();
  expect((await b.engine.state(stepId)).fields['description.ar']?.map(({ value }) => value)).toEqual([renewed]);

  await agree(b, a);
  await a.laptop.page.getByText(renewed).first().waitFor();
  await expect.poll(() => mark.count(), { timeout: 30_000 }).toBe(0);
  expect(await a.engine.state(stepId)).toEqual(await b.engine.state(stepId));
  expect([...a.laptop.complaints, ...b.laptop.complaints]).toEqual([]);
});
