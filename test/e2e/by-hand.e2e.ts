/** A laptop joins without a network: its request goes to the hub's machine, the answer comes back, and its first sync just works. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileAsText, fileOfText } from '../../shared/protocol/enrolment-request.ts';
import { type HubProcess, startHubProcess } from './support/hub-process.ts';
import { type Laptop, newFolder, removeFolder, startLaptop } from './support/laptop.ts';
import { engineOf } from './support/page-engine.ts';
import { setUpVault } from './support/vault.ts';

let hub: HubProcess;
let hubFolder: string;
let folder: string;
let laptop: Laptop;

beforeAll(async () => {
  [hubFolder, folder] = [await newFolder('hub'), await newFolder()];
  hub = await startHubProcess({ folder: hubFolder });
});
afterAll(async () => {
  await laptop?.kill();
  await hub?.stop();
  for (const one of [hubFolder, folder]) await removeFolder(one);
});

test('[OE1] [OE2] [OE3] a request and an answer go by hand, both screens show the same words', async () => {
  const { person } = await hub.admin('found', 'Ines Calder', 'Sorrel Coast');
  laptop = await startLaptop({ folder });
  await laptop.page.getByRole('button', { name: 'Protect this laptop' }).click();
  const { page } = await setUpVault(laptop, laptop.page);
  await page.getByRole('button', { name: 'Join without a network' }).click();
  await page.getByRole('textbox', { name: /Name of this laptop/ }).fill('SC-07');
  await page.getByRole('button', { name: 'Make the request' }).click();
  const wordsOf = async (name: string) => {
    const list = page.getByRole('list', { name });
    await list.waitFor();
    return list.getByRole('listitem').allTextContents();
  };
  /** Carries the request to the hub's machine, and its answer back. */
  const carry = async (name: string) => {
    const requestWords = await wordsOf('Words of the request');
    await laptop.app.evaluate(({ clipboard }) => clipboard.clear());
    await page.getByRole('button', { name: 'Copy it as text' }).click();
    await expect
      .poll(() => laptop.app.evaluate(({ clipboard }) => clipboard.readText()), { timeout: 10_000 })
      .not.toBe('');
    const copied = await laptop.app.evaluate(({ clipboard }) => clipboard.readText());
    const file = join(hubFolder, `${name}.waypost-request`);
    await writeFile(file, fileOfText(copied) ?? new Uint8Array());
    const answered = await hub.admin('answer-request', file, hub.address, person ?? '');
    expect(answered['requestWords']).toEqual(requestWords);
    // A request counts once.
    await expect(hub.admin('answer-request', file, hub.address, person ?? '')).rejects.toThrow('answered before');
    return { said: answered, text: fileAsText(new Uint8Array(await readFile(answered['answerFile'] ?? ''))) };
  };
  const read = async (text: string) => {
    await page.getByRole('textbox', { name: 'Or paste the answer as text' }).fill(text);
    await page.getByRole('button', { name: 'Read the text' }).click();
  };
  const former = await carry('sc-07');
  await read(former.text.slice(0, 200));
  await page.getByRole('alert').getByText('your request stays here').waitFor();

  // Its answer was lost: whoever asks anew is another device, and the former answer is not taken.
  await page.getByRole('button', { name: 'Make a new request' }).click();
  await page.getByRole('textbox', { name: /Name of this laptop/ }).fill('SC-07 b');
  await page.getByRole('button', { name: 'Make the request' }).click();
  const answered = await carry('sc-07-b');
  expect(answered.said['requestWords']).not.toEqual(former.said['requestWords']);
  await read(former.text);
  await page.getByRole('alert').getByText('for an older request of this one').waitFor();
  await read(answered.text);
  expect(await wordsOf('Words of the answer')).toEqual(answered.said['answerWords']);
  await page.getByRole('button', { name: /The words are the same: join/ }).click();
  const engine = await engineOf(page);
  // [FC2] The hub was never met: nothing goes before somebody said yes to it.
  expect(await engine.call('sync')).toMatchObject({ ok: false, failure: { kind: 'hub-not-agreed' } });
  await page.getByRole('region', { name: /^First contact with the hub of/ }).waitFor();
  await page.getByRole('button', { name: 'Yes, sync' }).click();
  await engine.create({ title: { en: 'Joined by hand' } });
  expect(await engine.call('sync')).toMatchObject({ ok: true });
  expect(laptop.complaints).toEqual([]);
});
