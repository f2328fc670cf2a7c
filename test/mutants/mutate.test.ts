import { expect, test } from 'vitest';
import { mutantsOf, mutated } from './mutate.ts';

const faultsOf = (source: string) => mutantsOf(source).map((mutant) => mutated(source, mutant));

test('conditions, borders, joints and answers are turned over', () => {
  expect(faultsOf('const a = b === c;')).toEqual(['const a = b !== c;']);
  expect(faultsOf('const a = b < c;')).toEqual(['const a = b <= c;']);
  expect(faultsOf('const a = b && c;')).toEqual(['const a = b || c;', 'const a = (b);', 'const a = (c);']);
  expect(faultsOf('const a = b ?? c;')).toEqual(['const a = (b);', 'const a = (c);']);
  expect(faultsOf('if (a) b();')).toEqual(['if (true) b();', 'if (false) b();']);
  expect(faultsOf('const a = !b;')).toEqual(['const a = b;']);
  expect(faultsOf('const a = { allowed: true };')).toContain('const a = { allowed: false };');
});

test('a right that is gone, one that everybody has, and a role that is missing from a list', () => {
  const source = "const table = { run: { read: everyone, create: ['a', 'b'] } };";
  expect(faultsOf(source)).toEqual([
    'const table = { ...{} };',
    "const table = { run: { ...{}, create: ['a', 'b'] } };",
    'const table = { run: { read: everyone, ...{} } };',
    'const table = { run: { read: everyone, create: roles } };',
    "const table = { run: { read: everyone, create: ['b'] } };",
    "const table = { run: { read: everyone, create: ['a'] } };",
    'const table = { run: { read: everyone, create: [] } };',
  ]);
});

test('types and imports say nothing at run time', () => {
  expect(faultsOf("import { a } from 'b'; type C = 'd' | 'e'; interface F { g: ['h'] }")).toEqual([]);
});
