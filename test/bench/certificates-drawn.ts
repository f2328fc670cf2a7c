/**
 * A thousand certificates of one session in a real window, by the buttons of the product: signed, and written as one PDF with a page each,
 * as images and as drawings with the credential inside in one ZIP. The way out is tried too: who stops has no file.
 */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { saveNext } from '../e2e/support/file-dialogs.ts';
import { startHubProcess } from '../e2e/support/hub-process.ts';
import { type Laptop, startLaptop } from '../e2e/support/laptop.ts';
import { goTo, keyForCentre, manyAttended } from './certificates-room.ts';
import type { BenchContext, Figure, Row } from './figure.ts';
import { timed } from './statistics.ts';

const count = 1_000;
const shownCount = count.toLocaleString('en');
/** Milliseconds after which it is given up. */
const timeout = 300_000;

const forms = {
  PDF: 'One PDF, a page each',
  PNG: 'Images in one file (PNG, ZIP)',
  SVG: 'Drawings in one file (SVG, ZIP)',
} as const;
type Form = keyof typeof forms;

export const certificatesDrawn: Figure = {
  name: 'certificates as PNG and PDF',
  measure: async (context) => measure(context),
};

async function measure({ newFolder, say }: BenchContext): Promise<readonly Row[]> {
  const hub = await startHubProcess({ folder: await newFolder('certificates-hub'), sample: true });
  const folder = await newFolder('certificates');
  const laptop = await startLaptop({ folder, hubAddress: hub.address, sample: true });
  const { page } = laptop;
  try {
    const engine = await keyForCentre(page);
    say(`Filling a session with ${count} people ...`);
    await goTo(page, `/training/sessions/${await manyAttended(engine, count)}/certificates`);
    const issue = page.getByRole('button', { name: `Issue ${shownCount} certificates` });
    await issue.waitFor({ timeout });
    say(`Signing ${count} certificates ...`);
    const signed = await timed(async () => {
      await issue.click();
      await wordInMain(page, `${shownCount} certificates were issued.`);
    });
    await stopOnce(page);
    const written: Partial<Record<Form, number>> = {};
    for (const form of Object.keys(forms) as Form[]) {
      say(`${count} certificates as ${form} ...`);
      const file = join(folder, `all.${form}`);
      written[form] = await timed(() => write(laptop, form, file));
      say(`  ${((await stat(file)).size / 1e6).toFixed(1)} MB`);
      await assertAllThere(form, file);
    }
    return rowsOf(signed, written);
  } finally {
    await laptop.close();
    await hub.stop();
  }
}

function rowsOf(signed: number, written: Partial<Record<Form, number>>): readonly Row[] {
  const plain = { unit: 'ms', baseline: null, beside: '', goal: 60_000 } as const;
  return [
    { ...plain, name: 'a thousand certificates signed and saved', value: signed },
    ...(Object.keys(forms) as Form[]).map((form) => {
      return { ...plain, name: `the same, and written as ${form}`, value: signed + (written[form] ?? Number.NaN) };
    }),
  ];
}

const wordInMain = (page: Page, word: string) => page.locator('main').getByText(word).first().waitFor({ timeout });

async function choose(page: Page, form: Form): Promise<void> {
  await page.getByRole('button', { name: `Print or save all ${shownCount}` }).click();
  await page.getByRole('menuitem', { name: forms[form] }).click();
  await page.getByRole('button', { name: 'Save the file' }).click();
}

/** Whoever presses the button while it goes on has no file. */
async function stopOnce(page: Page): Promise<void> {
  await choose(page, 'SVG');
  await page.locator('main progress').waitFor({ timeout });
  await page.locator('main').getByRole('button', { name: 'Stop' }).click();
  await wordInMain(page, 'No file was written.');
}

async function write(laptop: Laptop, form: Form, file: string): Promise<void> {
  const { page } = laptop;
  await saveNext(laptop, file);
  await choose(page, form);
  await page.locator('main progress').waitFor({ timeout });
  await wordInMain(page, `The file holds ${shownCount} certificates.`);
}

/** A page, or a file of the ZIP, for each. */
async function assertAllThere(form: Form, file: string): Promise<void> {
  const bytes = await readFile(file);
  const found = form === 'PDF' ? (bytes.toString('latin1').match(/\/Type ?\/Page\b/g)?.length ?? 0) : entriesOf(bytes);
  if (found !== count) throw new Error(`${file} holds ${found} certificates`);
}

/** How many files a ZIP names at its end. */
function entriesOf(zip: Buffer): number {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  return zip.readUInt16LE(end + 10);
}
