import { expect, test } from 'vitest';
import { overseenScopes, oversees } from './overseers.ts';
import { type Role, roles } from './roles.ts';

const grant = (scope: string, ...held: Role[]) => ({ person: 'p', scope, roles: held });

test('only coordinators and stewards look after a scope: every other role, and one of a newer edition, is denied', () => {
  expect(roles.filter((role) => oversees([role]))).toEqual(['coordinator', 'steward']);
  expect(oversees([])).toBe(false);
  expect(oversees(['superuser' as Role])).toBe(false);
});

test('a role in one scope gives nothing in another', () => {
  const grants = [grant('a', 'trainer'), grant('b', 'guest', 'coordinator'), grant('c'), grant('b', 'steward')];
  expect(overseenScopes(grants)).toEqual(['b']);
});
