import { expect, test } from 'vitest';
import { roles } from '../../shared/domain/policy/roles.ts';
import { reviewingRoles } from '../../shared/domain/release/release.ts';
import { givableRoles, mayEnrol } from './access.ts';

const [here, elsewhere] = ['11111111-1111-7111-8111-111111111111', '22222222-2222-7222-8222-222222222222'];
const ana = '33333333-3333-7333-8333-333333333333';

test('[GV1] nobody alone gives a role whose holders decide with others', () => {
  expect(roles.filter((role) => givableRoles.includes(role)).sort()).toEqual([
    'guest',
    'investigator',
    'trainer',
    'translator',
  ]);
  expect(givableRoles.filter((role) => (reviewingRoles as readonly string[]).includes(role))).toEqual([]);
});

test('[GV1] nor a code for somebody who holds one, or who holds anything elsewhere', () => {
  const may = (scope: string, ...held: (typeof roles)[number][]) =>
    mayEnrol(ana, [{ person: ana, scope, roles: held }], [here]);
  expect(may(here, 'trainer', 'guest')).toBe(true);
  expect(may(here, 'trainer', 'reviewer')).toBe(false);
  expect(may(elsewhere, 'trainer')).toBe(false);
});
