/** An edition is reviewed, approved by centres, put in force, and taken back. */
import type { Opened } from '../support/sample-world.ts';
import { agree, goTo, press, workAs } from './acts.ts';

interface Asked {
  readonly number: string;
  /** How many approvals are asked for; two unless told. */
  readonly needed?: string;
}

/** Puts the draft to review; resolves with the address of the edition. */
export async function askForReview(
  { page }: Opened,
  playbook: string,
  { number, needed = '2' }: Asked,
): Promise<string> {
  await goTo(page, `/playbooks/${playbook}/releases/ask`);
  await page.getByRole('spinbutton', { name: 'How many approvals' }).fill(needed);
  await press(page, 'Ask for review');
  await page.getByRole('heading', { level: 2, name: 'Approvals' }).waitFor();
  await page.getByText(`${needed} more ${needed === '1' ? 'is' : 'are'} missing`).waitFor();
  await page.locator('main bdi', { hasText: new RegExp(`(^| → )${number}$`) }).waitFor();
  return page.evaluate(() => location.hash);
}

/** The reviewer of one centre says what they think and approves; the second of three centres makes it enough ([RL2], [RL9]). */
export async function approveByTwo(a: Opened, b: Opened, path: string): Promise<void> {
  await agree(a, b);
  await goTo(b.page, path);
  const said = 'Who keeps the list of channels?';
  await b.page.getByRole('textbox', { name: 'Your comment' }).fill(said);
  await press(b.page, 'Say it');
  await b.page.getByRole('list', { name: 'Comments' }).getByText(said).waitFor();
  await press(b.page, 'Approve and sign 1.0');
  await b.page.getByText('1 more is missing').waitFor();
  await agree(b, a);
  await workAs(a, 'Mireille Sauvage');
  await goTo(a.page, path);
  await a.page.getByText(said).waitFor();
  await press(a.page, 'Approve and sign 1.0');
  await putInForce(a, '1.0');
  await agree(a, b);
}

export async function putInForce({ page }: Opened, number: string): Promise<void> {
  await press(page, `Release ${number}`);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Release ${number}` })
    .click();
  await page.getByRole('button', { name: `Withdraw ${number}` }).waitFor();
}

/** Taken back on one laptop, and no longer offered on the other ([RL7]). */
export async function withdraw(a: Opened, b: Opened, place: { readonly path: string; readonly playbook: string }) {
  await goTo(b.page, `/playbooks/${place.playbook}`);
  await b.page.getByRole('button', { name: 'Run as checklist' }).waitFor();
  await goTo(a.page, place.path);
  await press(a.page, 'Withdraw 1.1');
  await a.page.getByRole('textbox', { name: 'Reason' }).fill('The channel was given to another service.');
  await press(a.page, 'Withdraw 1.1');
  await a.page.getByRole('dialog').waitFor({ state: 'detached' });
  await agree(a, b);
  await b.page.getByText('Release 1.1 was withdrawn. Do not use it.').waitFor();
  await b.page.getByRole('button', { name: 'Run as checklist' }).waitFor({ state: 'detached' });
}
