import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileForAddress, listRendererFiles, type RendererFiles } from './renderer-files.ts';

let folder: string;
let files: RendererFiles;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waypost-files-'));
  mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true });
  for (const name of ['index.html', 'assets/a.js', 'assets/a.js.map', 'assets/b.css']) {
    writeFileSync(join(folder, 'renderer', name), name);
  }
  writeFileSync(join(folder, 'secret.json'), 'outside');
  files = listRendererFiles(join(folder, 'renderer'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the page and its parts are served, source maps and unknown kinds are not', () => {
  expect([...files.keys()].sort()).toEqual(['/assets/a.js', '/assets/b.css', '/index.html']);
  expect(fileForAddress(files, 'app://waypost/')?.path).toBe('/index.html');
  expect(fileForAddress(files, 'app://waypost/#/playbooks')?.path).toBe('/index.html');
  expect(fileForAddress(files, 'app://waypost/assets/a.js?v=1')?.path).toBe('/assets/a.js');
});

test('no address reaches a file outside the list', () => {
  const hostile = [
    '../secret.json',
    '..%2fsecret.json',
    '%2e%2e/secret.json',
    'assets/../../secret.json',
    '/secret.json',
    'assets\\..\\..\\secret.json',
  ];
  for (const path of hostile) expect(fileForAddress(files, `app://waypost/${path}`)).toBeNull();
  for (const origin of ['app://other/', 'app://waypost.evil/', 'app://waypost@evil/', 'file:///', 'http://waypost/']) {
    expect(fileForAddress(files, `${origin}index.html`)).toBeNull();
  }
  expect(fileForAddress(files, 'app://waypost')?.path).toBe('/index.html');
});

test('10,000 drawn addresses give a listed file or nothing', () => {
  const piece = fc.constantFrom(
    '..',
    '.',
    '%2e',
    '/',
    '\\',
    'assets',
    'a.js',
    'secret.json',
    'index.html',
    '\0',
    '?',
    '#',
    ':',
    '@',
    '~',
  );
  const address = fc
    .array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 8 })
    .map((parts) => `app://waypost/${parts.join('')}`);
  fc.assert(
    fc.property(address, (text) => {
      const found = fileForAddress(files, text);
      return found === null || [...files.values()].includes(found.file);
    }),
    { numRuns: 10_000 },
  );
});
