import { expect, test } from 'vitest';
import type { CatalogueEntry } from '../../shared/domain/catalogue.ts';
import { CatalogueCache } from './catalogue-cache.ts';

const entry = (id: string, over: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  ...{
    id,
    scope: 'a',
    type: 'playbook',
    parent: '',
    values: {},
    deleted: false,
    conflicts: 0,
    behind: [],
    changedAt: 0,
  },
  ...over,
});
const inScopes = (entries: readonly CatalogueEntry[]) => entries.map(({ id, scope }) => `${id} ${scope}`);

test('a list is in the order of ids, whatever was written since it was read', async () => {
  const cache = new CatalogueCache(async () => [entry('3'), entry('1')]);
  expect(inScopes(await cache.list({ type: 'playbook' }))).toEqual(['1 a', '3 a']);
  cache.take({ removed: [entry('1')], put: [entry('2'), entry('3', { changedAt: 5 })] });
  const listed = await cache.list({ type: 'playbook' });
  expect(inScopes(listed)).toEqual(['2 a', '3 a']);
  expect(listed[1]?.changedAt).toBe(5);
});

test('an entry that changed takes its own place, in either scope, and an earlier answer stays as it was', async () => {
  const there = ['1', '2', '2', '3'].map((id, at) => entry(id, { scope: at === 2 ? 'b' : 'a' }));
  const cache = new CatalogueCache(async () => there);
  const before = await cache.list({ type: 'playbook' });
  cache.take({ removed: [], put: [entry('2', { scope: 'b', changedAt: 7 }), entry('3', { deleted: true })] });
  const after = await cache.list({ type: 'playbook' });
  expect(inScopes(before)).toEqual(['1 a', '2 a', '2 b', '3 a']);
  expect(before[2]?.changedAt).toBe(0);
  expect(inScopes(after)).toEqual(['1 a', '2 a', '2 b']);
  expect(after.map((each) => each === there[before.indexOf(each)])).toEqual([true, true, false]);
  expect(after[2]?.changedAt).toBe(7);
});

test('a record that moved has an entry in each scope, and goes from one of them alone', async () => {
  const cache = new CatalogueCache(async () => [entry('1', { deleted: true }), entry('1', { scope: 'b' })]);
  expect(inScopes(await cache.list({ type: 'playbook' }))).toEqual(['1 b']);
  expect(await cache.list({ withDeleted: true })).toHaveLength(2);
  cache.take({ removed: [entry('1')], put: [] });
  expect(inScopes(await cache.list({ type: 'playbook', withDeleted: true }))).toEqual(['1 b']);
});

test('what is written while a type is read is newer than what the read brings', async () => {
  let read: (entries: readonly CatalogueEntry[]) => void = () => {};
  const cache = new CatalogueCache(() => new Promise((resolve) => (read = resolve)));
  const listing = cache.list({ type: 'playbook' });
  cache.take({ removed: [], put: [entry('1', { changedAt: 2 })] });
  read([entry('1', { changedAt: 1 }), entry('0')]);
  expect((await listing).map(({ changedAt }) => changedAt)).toEqual([0, 2]);
});

test('a store that was empty is never read: its lists are kept up while it is filled', async () => {
  let reads = 0;
  const cache = new CatalogueCache(async () => {
    reads += 1;
    return [entry('on the disk')];
  }, 2);
  cache.beginEmpty();
  cache.take({ removed: [], put: [entry('2'), entry('1')] });
  expect(inScopes(await cache.list({ type: 'playbook' }))).toEqual(['1 a', '2 a']);
  expect(await cache.list({ type: 'course' })).toEqual([]);
  cache.take({ removed: [], put: [entry('3')] });
  expect(await cache.list({})).toHaveLength(3);
  expect(reads).toBe(0);
});

test('lists of a store that was empty are given up when they grow large before anybody asks', async () => {
  const cache = new CatalogueCache(async () => [entry('on the disk')], 2);
  cache.beginEmpty();
  cache.take({ removed: [], put: [entry('1'), entry('2')] });
  cache.take({ removed: [], put: [entry('3')] });
  expect(inScopes(await cache.list({ type: 'playbook' }))).toEqual(['on the disk a']);
});
