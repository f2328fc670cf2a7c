import { expect, test } from 'vitest';
import { bearersOfNames, peopleByName } from './people-by-name.ts';

const entry = (id: string, scope: string, values: Record<string, string>, type = 'person') => ({
  ...{ id, scope, type, values },
});

test('[EX29] a name is found in its script or in Latin letters, in the scope where it stands before others', () => {
  const named = peopleByName([
    entry('ana', 'here', { name: 'Ana' }),
    entry('other-ana', 'here', { name: ' ÁNA ' }),
    entry('ana-there', 'there', { name: 'Ana' }),
    entry('omar', 'there', { name: 'عمر', transliteration: 'Omar' }),
    entry('nobody', 'here', {}),
    entry('course', 'here', { name: 'Ana' }, 'course'),
  ]);
  const found = (name: string, scope = 'here') => named(name, scope).map(({ id }) => id);
  expect(found('ana')).toEqual(['ana', 'other-ana']);
  expect(found('Ana', 'there')).toEqual(['ana-there']);
  expect(found('ANA', 'elsewhere')).toEqual(['ana', 'other-ana', 'ana-there']);
  // Where nobody of the scope bears it, whoever does.
  expect([found('omar'), found('عمر')]).toEqual([['omar'], ['omar']]);
  expect([found('Boris'), found('')]).toEqual([[], []]);
});

test('[CO3] who may not be left out is found in every scope', () => {
  const bearers = bearersOfNames([entry('ana', 'here', { name: 'Ana' }), entry('ana-there', 'there', { name: 'ÁNA' })]);
  expect([bearers('ana').map(({ id }) => id), bearers('Boris')]).toEqual([['ana', 'ana-there'], []]);
});
