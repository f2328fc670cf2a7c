/** A playbook is begun on one laptop, and written on two at once. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { uuidv7 } from '../../../shared/base/ids.ts';
import { createRecord } from '../../../shared/domain/edit.ts';
import { playbook } from '../../../shared/domain/playbook.ts';
import { step } from '../../../shared/domain/step.ts';
import type { Opened } from '../support/sample-world.ts';
import { agree, goTo, press } from './acts.ts';

export interface Draft {
  readonly playbook: string;
  /** The step that everybody has something to say on. */
  readonly step: string;
}

const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
const newId = () => uuidv7({ now: () => Date.now() }, random);

/** A playbook of two steps by the coordinator. */
export async function beginPlaybook({ engine }: Opened): Promise<Draft> {
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
        description: { en: 'Agree on a radio channel.' },
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
  return { playbook: id, step: channel };
}

/** Both change the sentence of one step without seeing each other; one of them adds a step besides. What touches is settled. */
export async function writeAtOnce(a: Opened, b: Opened, draft: Draft): Promise<string> {
  // Else a link as quick as this one would bring the one's change before the other writes.
  await pressOnSync(b.page, 'Pause');
  await writeInEditor(a, draft, 'Agree on a radio channel. Write it down.');
  await writeInEditor(b, draft, 'Within five minutes: agree on a radio channel.');
  const row = b.page.locator('main [data-row]', { hasText: 'Agree on a channel' });
  await row.press('n');
  await b.page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Name');
  await b.page.keyboard.type('Tell the harbour');
  await row.focus();
  await pressOnSync(b.page, 'Go on');
  await agree(a, b);
  await goTo(b.page, `/playbooks/${draft.playbook}`);
  await b.page.getByRole('link', { name: 'In conflict: settle it' }).click();
  // Neither change touches the other, so the proposal holds both.
  const merged = 'Within five minutes: agree on a radio channel. Write it down.';
  await b.page.getByRole('textbox').getByText(merged).waitFor();
  await press(b.page, /^Accept and go to the next/);
  await agree(b, a);
  await goTo(a.page, `/playbooks/${draft.playbook}`);
  for (const text of [merged, 'Tell the harbour']) await a.page.getByText(text).first().waitFor();
  return merged;
}

async function pressOnSync(page: Page, name: 'Pause' | 'Go on'): Promise<void> {
  await goTo(page, '/sync');
  await page.getByRole('button', { name, exact: true }).click();
}

/** Writes the text of the step in the editor; it is saved when the field is left. */
export async function writeInEditor({ page, engine }: Opened, draft: Draft, text: string): Promise<void> {
  await goTo(page, `/playbooks/${draft.playbook}/edit`);
  const row = page.locator('main [data-row]', { hasText: 'Agree on a channel' });
  await row.press('Enter');
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill(text);
  await row.focus();
  const isSaved = async () => {
    const [state] = await engine.call('open', [draft.step]);
    return state?.fields['description.en']?.some(({ value }) => value === text) === true;
  };
  await expect.poll(isSaved, { timeout: 10_000 }).toBe(true);
}
