import { expect, test } from 'vitest';
import { type Giver, mayEnrol, mayGive } from './access.ts';

const [here, elsewhere] = ['11111111-1111-7111-8111-111111111111', '22222222-2222-7222-8222-222222222222'];
const giver: Giver = { scopes: [here], centre: 'Sorrel Coast' };
const ana = { person: '33333333-3333-7333-8333-333333333333', name: 'Ana' };

test('[GV1] roles that decide with others are given by nobody alone, and nothing is given elsewhere', () => {
  for (const role of ['coordinator', 'steward', 'approver', 'auditor', 'director'] as const) {
    expect(mayGive(giver, { scope: here, roles: ['trainer', role] }, 'Sorrel Coast')).toBe(false);
  }
  expect(mayGive(giver, { scope: here, roles: ['trainer', 'guest'] }, 'Perrin Lakes')).toBe(true);
  expect(mayGive(giver, { scope: elsewhere, roles: ['guest'] }, 'Sorrel Coast')).toBe(false);
});

test('[GV2] a role whose word counts as that of a centre is given in the own centre alone, and so is a code for its holder', () => {
  const grants = [{ person: ana.person, scope: here, roles: ['reviewer' as const] }];
  for (const [centre, may] of [
    ['Sorrel Coast', true],
    ['Perrin Lakes', false],
  ] as const) {
    expect(mayGive(giver, { scope: here, roles: ['reviewer'] }, centre)).toBe(may);
    expect(mayEnrol(giver, { ...ana, centre }, grants)).toBe(may);
  }
  expect(mayGive({ ...giver, centre: null }, { scope: here, roles: ['reviewer'] }, 'Sorrel Coast')).toBe(false);
});
