import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordDeclarations } from '../records.ts';
import { decide, type PolicyAction, policyTable } from './decide.ts';
import { questionOf } from './question-of.ts';
import { type Grant, type Role, roles } from './roles.ts';

const here = 'aaaaaaaa-0000-4000-8000-000000000001';
const elsewhere = 'aaaaaaaa-0000-4000-8000-000000000002';
const grant = (...held: Role[]): Grant[] => [{ person: 'p', scope: here, roles: held }];
const actions: PolicyAction[] = [
  'read',
  'create',
  'edit',
  'translate',
  'review-translation',
  'finalise-translation',
  'delete',
];

test('every record type has a row, and no row is without a type', () => {
  expect(Object.keys(policyTable).sort()).toEqual(recordDeclarations.map((declaration) => declaration.type).sort());
});

test('nothing is allowed without a grant in that very scope', () => {
  fc.assert(
    fc.property(fc.subarray([...roles]), fc.constantFrom(...actions), fc.string(), (held, action, type) => {
      const answer = decide(grant(...held), { action, scope: elsewhere, type });
      expect(answer).toEqual({ allowed: false, reason: 'no-grant-in-scope' });
    }),
  );
});

test('an unknown type is denied to every role, names of object methods included', () => {
  for (const type of ['weather', 'constructor', '__proto__', 'toString']) {
    for (const action of actions) {
      const answer = decide(grant(...roles), { action, scope: here, type });
      expect(answer).toEqual({ allowed: false, reason: 'unknown-type' });
    }
  }
});

test('an answer never depends on the order or repetition of grants', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...roles]), fc.constantFrom(...actions), (held, action) => {
      const question = { action, scope: here, type: 'playbook' };
      const split = held.map((role) => ({ person: 'p', scope: here, roles: [role] }) satisfies Grant);
      expect(decide([...split, ...split].reverse(), question)).toEqual(decide(grant(...held), question));
    }),
  );
});

test('guests and auditors read and change nothing; that they read a person is noted, and they may ask for access', () => {
  for (const type of Object.keys(policyTable)) {
    for (const action of actions) {
      // Whoever may not read something may ask, and take what they asked back.
      const isTheirs = ['access-entry', 'access-request', 'access-answer'].includes(type);
      const isNoted = action === 'create' && isTheirs;
      const { allowed } = decide(grant('guest', 'auditor'), { action, scope: here, type });
      expect(allowed).toBe(action === 'read' || isNoted);
    }
  }
});

test('an answer says which role allowed it, or why none did', () => {
  const ask = (...held: Role[]) => decide(grant(...held), { action: 'delete', scope: here, type: 'person' });
  expect(ask('trainer', 'steward')).toEqual({ allowed: true, role: 'steward' });
  expect(ask('trainer')).toEqual({ allowed: false, reason: 'role-may-not' });
  // Of several, the first that the table names.
  expect(decide(grant('steward', 'trainer'), { action: 'create', scope: here, type: 'person' })).toEqual({
    allowed: true,
    role: 'trainer',
  });
});

test('a translator writes languages and nothing else of a playbook', () => {
  const ask = (field: string) =>
    decide(
      grant('translator'),
      questionOf({ kind: 'set', scope: here, type: 'playbook', field, value: 'x', creates: false }),
    ).allowed;
  expect([ask('title.ar'), ask('state'), ask('@exists')]).toEqual([true, false, false]);
});

test('a run event can be made and never edited, by anyone', () => {
  expect(decide(grant('investigator'), { action: 'create', scope: here, type: 'run-event' }).allowed).toBe(true);
  expect(decide(grant(...roles), { action: 'edit', scope: here, type: 'run-event' }).allowed).toBe(false);
});

test('a value that looks like a judgement is none in a field that holds no note on a translation', () => {
  const looksFinal = { state: 'final', text: '0'.repeat(16) };
  const ask = (field: string) =>
    questionOf({ kind: 'set', scope: here, type: 'playbook', field, value: looksFinal, creates: false }).action;
  expect(ask('extra')).toBe('edit');
  expect(ask('title.ar')).toBe('translate');
  expect(ask('translation:title.ar')).toBe('finalise-translation');
});

test('translators translate, reviewers review, approvers make final; each on the types they may translate', () => {
  const value = (state: string) => ({ state, text: '0'.repeat(16) });
  const ask = (role: Role, state: string, creates = false, type = 'playbook') => {
    const field = 'translation:title.ar';
    return decide(grant(role), questionOf({ kind: 'set', scope: here, type, field, value: value(state), creates }));
  };
  const mayAll = (role: Role) => ['translated', 'reviewed', 'final'].map((state) => ask(role, state).allowed);
  expect(mayAll('translator')).toEqual([true, false, false]);
  expect(mayAll('reviewer')).toEqual([true, true, false]);
  expect(mayAll('approver')).toEqual([true, true, true]);
  expect(mayAll('guest')).toEqual([false, false, false]);
  expect(ask('trainer', 'final', true).allowed).toBe(false);
  expect(ask('trainer', 'translated', true).allowed).toBe(true);
  expect(ask('reviewer', 'reviewed', false, 'course').allowed).toBe(false);
});
