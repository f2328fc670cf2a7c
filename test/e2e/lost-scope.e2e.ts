import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFrames } from '../../shared/protocol/frame.ts';
import { entryOfFrame } from '../../shared/sync/journal-entry.ts';
import { sampleWorld } from './support/sample-world.ts';

const world = sampleWorld();

/** The scopes of everything that stands in the journal's files of a laptop. */
async function scopesOnDisk(folder: string): Promise<Set<string>> {
  const place = join(folder, 'waypost', 'journal');
  const scopes = new Set<string>();
  for (const name of await readdir(place)) {
    for (const frame of readFrames(await readFile(join(place, name))).frames) {
      const entry = entryOfFrame(frame);
      if (entry !== null && 'operations' in entry) for (const { scope } of entry.operations) scopes.add(scope);
    }
  }
  return scopes;
}

test('[SC2] [SC4] a scope that its people lost is gone from a laptop, from the files of its journal too, and the rest is there', {
  timeout: 300_000,
}, async () => {
  const folder = await world.folder('A');
  const { laptop, engine } = await world.open('A', folder);
  const { scopes, profiles } = engine.identity;
  const [lost = { id: '', name: '' }] = scopes;
  await engine.create({ title: { en: 'Written here' } });
  expect((await engine.call('sync')).ok).toBe(true);
  const all = await engine.call('list', {});
  expect(await scopesOnDisk(folder)).toContain(lost.id);

  for (const { person } of profiles) await world.hub.admin('set-roles', person, lost.id);
  expect((await engine.call('sync')).ok).toBe(true);
  const others = all.filter(({ scope }) => scope !== lost.id);
  expect(others.length).toBeLessThan(all.length);
  expect((await engine.call('list', {})).map(({ id }) => id).sort()).toEqual(others.map(({ id }) => id).sort());
  expect([...(await scopesOnDisk(folder))].sort()).toEqual([...new Set(others.map(({ scope }) => scope))].sort());
  expect(await engine.call('purges')).toMatchObject([
    { scope: lost.id, name: lost.name, erased: true, receipted: true },
  ]);
  expect(laptop.complaints).toEqual([]);
});
