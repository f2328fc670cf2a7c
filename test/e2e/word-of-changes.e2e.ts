import { expect, test } from 'vitest';
import { sampleWorld } from './support/sample-world.ts';

const { open } = sampleWorld();

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
