import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readOrMakeSecret } from './secret-file.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-secret-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a secret is made once, for its owner alone, and nothing is left beside it', async () => {
  const path = join(folder, 'below', 'secret');
  const made = await readOrMakeSecret(path, 24);
  expect(made).toMatch(/^[0-9a-f]{48}$/);
  expect(await readOrMakeSecret(path, 24)).toBe(made);
  expect((await readFile(path, 'utf8')).trim()).toBe(made);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(folder, 'below'))).toEqual(['secret']);
});

test('whoever starts at the same moment reads the same one', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => readOrMakeSecret(join(folder, 'secret'), 8)));
  expect(new Set(all).size).toBe(1);
  expect(await readdir(folder)).toEqual(['secret']);
});

test('what cannot be read is not made anew', async () => {
  await writeFile(join(folder, 'a-file'), 'kept');
  await expect(readOrMakeSecret(join(folder, 'a-file', 'secret'), 8)).rejects.toThrow();
  expect(await readFile(join(folder, 'a-file'), 'utf8')).toBe('kept');
});
