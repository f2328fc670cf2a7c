import { expect, test } from 'vitest';
import { missingPackages } from './system-packages.ts';

const installed = [
  'installed\txvfb\t',
  'installed\tlibgtk-3-0t64\tlibgtk-3-0 (= 3.24.41), gtk3',
  'config-files\tchromium\t',
];

test('what dpkg shows as installed, or as provided by something installed, is there', () => {
  expect(missingPackages(['xvfb', 'libgtk-3-0'], installed.join('\n'))).toEqual([]);
});

test('what was removed or never seen is missing', () => {
  expect(missingPackages(['chromium', 'xauth', 'xvfb'], installed.join('\n'))).toEqual(['chromium', 'xauth']);
});
