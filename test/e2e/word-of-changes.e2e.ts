import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HubProcess, startHubProcess } from './support/hub-process.ts';
import { type Laptop, newFolder, removeFolder, startLaptop } from './support/laptop.ts';
import { engineOf } from './support/page-engine.ts';

let hub: HubProcess;
const folders: string[] = [];
const running: Laptop[] = [];

beforeAll(async () => {
  const folder = await newFolder('hub');
  folders.push(folder);
  hub = await startHubProcess({ folder, sample: true });
});
afterAll(async () => {
  for (const laptop of running) await laptop.kill();
  await hub?.stop();
  for (const folder of folders) await removeFolder(folder);
});

async function open(label: string) {
  const folder = await newFolder(label);
  folders.push(folder);
  const laptop = await startLaptop({ folder, hubAddress: hub.address, sample: true, label });
  running.push(laptop);
  return { laptop, engine: await engineOf(laptop.page) };
}

test('[BG8] what one laptop saves is on the other in seconds, though it would not have asked for half a minute', {
  timeout: 300_000,
}, async () => {
  const [a, b] = [await open('A'), await open('B')];
  for (const { engine } of [a, b, a, b]) await engine.call('sync');
  // Both have just asked: without a word from the hub they ask again in 24 seconds at the earliest.
  await a.laptop.page.waitForTimeout(5_000);
  const saved = await a.engine.create({ title: { en: 'Cordon' }, impact: 10 });
  const began = Date.now();
  await expect.poll(async () => (await b.engine.call('open', [saved])).length, { timeout: 15_000 }).toBe(1);
  expect(Date.now() - began).toBeLessThan(15_000);
  expect([a.laptop.complaints, b.laptop.complaints]).toEqual([[], []]);
});
