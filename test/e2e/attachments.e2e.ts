import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { uuidv7 } from '../../shared/base/ids.ts';
import { chunkSize } from '../../shared/domain/attachment.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import { action } from '../../shared/domain/review/action.ts';
import { finding } from '../../shared/domain/review/finding.ts';
import { review } from '../../shared/domain/review/review.ts';
import { seeded } from '../sim/seeded.ts';
import { pickNext } from './support/file-dialogs.ts';
import { engineOf, type PageEngine } from './support/page-engine.ts';
import { type Opened, sampleWorld } from './support/sample-world.ts';

const world = sampleWorld();

/** A laptop used by its coordinator. */
async function open(label: string, folder: string): Promise<Opened> {
  const opened = await world.open(label, folder);
  const grant = opened.engine.identity.grants.find(({ roles }) => roles.includes('coordinator'));
  const [who, before] = [
    grant?.person ?? '',
    await opened.page.evaluate(() => localStorage.getItem('waypost.profile')),
  ];
  if (before === who) return opened;
  await opened.page.evaluate((person) => localStorage.setItem('waypost.profile', person), who);
  await opened.page.reload();
  return { ...opened, engine: await engineOf(opened.page) };
}

const newId = () =>
  uuidv7({ now: () => Date.now() }, { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) });

/** A corrective action with its finding and review, by the coordinator. */
async function createAction(engine: PageEngine) {
  const grant = engine.identity.grants.find(({ roles }) => roles.includes('coordinator'));
  const { scope = '', person = '' } = grant ?? {};
  const ids = { review: newId(), finding: newId(), action: newId() };
  const made = [
    createRecord(review, { scope, id: ids.review }, { title: { en: 'Bridge exercise' }, language: 'en' }),
    createRecord(
      finding,
      { scope, id: ids.finding },
      { review: ids.review, observation: { en: 'The gate was shut.' } },
    ),
    createRecord(
      action,
      { scope, id: ids.action },
      { review: ids.review, finding: ids.finding, text: { en: 'Agree on a key holder' } },
    ),
  ];
  for (const drafts of made) {
    const saved = drafts.ok ? await engine.call('apply', person, drafts.value) : drafts;
    if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
  }
  return ids;
}

async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, path);
}

/** A picture that no packing makes smaller, of some chunks. */
function noisePicture(width: number, height: number): Buffer {
  const random = seeded(7);
  const rows = Array.from({ length: height }, () => Buffer.concat([Buffer.of(0), random.bytes(width * 3)]));
  const part = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    crc.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, crc]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    part('IHDR', head),
    part('IDAT', deflateSync(Buffer.concat(rows))),
    part('IEND', Buffer.alloc(0)),
  ]);
}

test('[AT1] [AT2] a photo attached to an action on one laptop is fetched on another, across a power cut, and looked at', {
  timeout: 420_000,
}, async () => {
  const [folderA, folderB] = [await world.folder('a'), await world.folder('b')];
  const a = await open('A', folderA);
  const ids = await createAction(a.engine);
  const path = `/reviews/${ids.review}/actions/${ids.action}`;
  const picture = noisePicture(640, 480);
  expect(picture.length).toBeGreaterThan(3 * chunkSize);
  const file = join(folderA, 'gate.png');
  await writeFile(file, picture);
  await goTo(a.page, path);
  await pickNext(a.laptop, file);
  await a.page.getByRole('button', { name: 'Attach a file or photo' }).click();
  await a.page.getByText(/on this laptop$/).waitFor();
  // All of it goes to the hub by itself, after the records.
  await expect
    .poll(async () => (await a.engine.call('sync')).ok && (await a.engine.call('status')).waiting, { timeout: 60_000 })
    .toBe(0);
  await a.engine.call('sync');

  let b = await open('B', folderB);
  await b.engine.call('sync');
  await goTo(b.page, '/sync');
  await b.page.getByRole('combobox', { name: 'Use of the line' }).selectOption('16000');
  await goTo(b.page, path);
  await b.page.getByText(/not on this laptop yet/).waitFor();
  await b.page.getByRole('button', { name: 'Fetch gate.png' }).click();
  // At that rate a chunk has sixteen seconds: after the first the power goes.
  const some = async () => (await here(b.engine, ids.action))?.here ?? 0;
  await expect.poll(some, { timeout: 60_000 }).toBeGreaterThan(0);
  // Chromium writes what the page keeps within some seconds.
  await b.page.waitForTimeout(8_000);
  const before = await some();
  expect(before).toBeLessThan(4);
  await world.kill(b.laptop);

  b = await open('B', folderB);
  expect((await here(b.engine, ids.action))?.here).toBeGreaterThanOrEqual(before);
  await goTo(b.page, '/sync');
  await b.page.getByRole('combobox', { name: 'Use of the line' }).selectOption('');
  await goTo(b.page, path);
  // It goes on by itself: nobody presses "Fetch" again.
  await b.page.getByRole('button', { name: 'Look at gate.png' }).click({ timeout: 90_000 });
  const shown = b.page.getByRole('img', { name: 'gate.png' });
  await expect
    .poll(() => shown.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
    .toBe(640);
  expect([a.laptop.complaints, b.laptop.complaints]).toEqual([[], []]);
});

/** How many chunks of the first file of a record are on a laptop. */
async function here(engine: PageEngine, owner: string) {
  const [file] = await engine.call('list', { type: 'attachment', parent: owner });
  return file === undefined ? undefined : (await engine.call('filesHere', [file.id]))[0];
}
