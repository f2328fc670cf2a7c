import { expect, test } from 'vitest';
import { faultOfPassphrase } from './passphrase-rules.ts';

const known = ['Anneke Duarte', 'Varenia hub', 'Varenia network'];

test.each([
  ['ferry lantern', 'too-short'],
  ['x'.repeat(257), 'too-long'],
  ['aaaaaaaaaaaaaaaaaaaa', 'too-plain'],
  ['ababababababababab', 'too-plain'],
  ['Waypost password 12345', 'too-plain'],
  ['anneke duarte varenia 1', 'too-plain'],
  // These are plain only because thousands took them: no rule finds them.
  ['mailcreated5240', 'too-plain'],
  ['Mail Created 5240', 'too-plain'],
  ['lytdybrbdfvgbhf', 'too-plain'],
  ['ferry lantern orbit clay', null],
  ['شاطئ قارب مصباح مدار طين', null],
  ['渡船灯笼轨道黏土鹦鹉玻璃窗外雪山下', null],
])('%s: %s', (passphrase, fault) => {
  expect(faultOfPassphrase(passphrase, known)).toBe(fault);
});
