/** What tests do at a vault: set it up, unlock it, and look whether anything of what was typed can be read on the disk. */
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Laptop } from './laptop.ts';

export const passphrase = 'ferry lantern orbit clay';

/** The window that comes after what `act` does; the one before is gone with its process. */
export async function nextWindow({ app }: Laptop, act: () => Promise<unknown>): Promise<Page> {
  const next = app.waitForEvent('window', { timeout: 60_000 });
  // What was clicked may not be answered any more.
  await Promise.all([next, act().catch(() => {})]);
  return next;
}

/** Both steps of setting a vault up, on whatever screen has the form. Gives the recovery key and the window that follows. */
export async function setUpVault(laptop: Laptop, page: Page): Promise<{ page: Page; recoveryKey: string }> {
  await page.getByLabel(/^New passphrase/).fill(passphrase);
  await page.getByLabel(/^The same passphrase again/).fill(passphrase);
  await page.getByRole('button', { name: 'Go on to the recovery key' }).click();
  const groups = page.getByRole('list', { name: 'Recovery key' }).getByRole('listitem');
  await groups.first().waitFor({ timeout: 60_000 });
  const recoveryKey = (await groups.allTextContents()).join(' ');
  const typed = page.getByLabel(/^Type it back/);
  await typed.fill(recoveryKey.replace(/^./, (sign) => (sign === '0' ? '1' : '0')));
  const finish = page.getByRole('button', { name: 'Protect this laptop' });
  await finish.click();
  await page.getByRole('alert').filter({ hasText: 'not the recovery key' }).waitFor();
  await typed.fill(recoveryKey.toLowerCase());
  return { page: await nextWindow(laptop, () => finish.click()), recoveryKey };
}

export async function unlock(page: Page, typed: string, way: 'Passphrase' | 'Recovery key' = 'Passphrase') {
  await page.getByRole('heading', { name: 'This laptop is locked' }).waitFor({ timeout: 30_000 });
  await page.getByRole('radio', { name: way }).check({ force: true });
  await page.getByRole('textbox', { name: way }).fill(typed);
  await page.getByRole('button', { name: 'Unlock' }).click();
}

/** Makes three shares on the open laptop, types the last one back, and gives them all. */
export async function makeShares(page: Page, names: readonly [string, string, string]): Promise<readonly string[]> {
  await page.evaluate(() => {
    location.hash = '#/vault';
  });
  await page.getByRole('button', { name: 'Name three custodians' }).click();
  await page
    .getByLabel(/^Passphrase/, { exact: false })
    .and(page.locator('input[type="password"]'))
    .fill(passphrase);
  for (const [at, name] of names.entries()) await page.getByLabel(`Custodian ${at + 1}`).fill(name);
  await page.getByRole('button', { name: 'Make the shares' }).click();
  const shares: string[] = [];
  for (const [at, name] of names.entries()) {
    await page.getByRole('heading', { name: `Share ${at + 1} of 3, for ${name}` }).waitFor({ timeout: 30_000 });
    shares.push((await page.getByRole('list', { name: 'Share' }).getByRole('listitem').allTextContents()).join('-'));
    await page.getByRole('button', { name: at === 2 ? 'All are handed over' : 'Next share' }).click();
  }
  await page.getByLabel(/^Share of one custodian/).fill(shares[2] ?? '');
  await page.getByRole('button', { name: 'Put the shares in force' }).click();
  await page.getByText('The shares are in force.').waitFor();
  return shares;
}

/** By the papers of two custodians. */
export async function unlockByShares(page: Page, first: string, second: string): Promise<void> {
  await page.getByRole('radio', { name: 'Two custodians' }).check({ force: true });
  await page.getByLabel(/^First share/).fill(first);
  await page.getByLabel(/^Second share/).fill(second);
  await page.getByRole('button', { name: 'Unlock' }).click();
}

/** Words that stand nowhere else: each begins with the same random letters, so that one look at the disk finds them all. */
export class Canaries {
  readonly mark = randomBytes(9).toString('hex').toUpperCase();
  made = 0;

  next(): string {
    this.made += 1;
    return `${this.mark}${randomBytes(8).toString('hex')}`;
  }

  /** Bytes that no compression makes smaller, marked all through. */
  bytes(size: number): number[] {
    const bytes = randomBytes(size);
    for (let at = 0; at + this.mark.length < size; at += 4_096) {
      bytes.write(this.mark, at, 'latin1');
      this.made += 1;
    }
    return [...bytes];
  }

  /** Every file below a folder in which one can be read, as text of one or two bytes a letter, and how often. */
  async findIn(folder: string): Promise<{ readonly files: string[]; readonly hits: number; readonly bytes: number }> {
    const found = { files: [] as string[], hits: 0, bytes: 0 };
    const looked = [Buffer.from(this.mark, 'utf8'), Buffer.from(this.mark, 'utf16le')];
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const content = await readFile(path);
      found.bytes += content.length;
      const hits = looked.reduce((sum, word) => sum + count(content, word), 0);
      if (hits > 0 || entry.name.includes(this.mark)) found.files.push(`${path.slice(folder.length)}: ${hits}`);
      found.hits += hits;
    }
    return found;
  }
}

function count(content: Buffer, word: Buffer): number {
  let hits = 0;
  for (let at = content.indexOf(word); at >= 0; at = content.indexOf(word, at + 1)) hits += 1;
  return hits;
}
