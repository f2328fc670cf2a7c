import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../base/json.ts';
import { digestOfTerms, type Terms } from '../agreement/agreement.ts';
import type { Agreed } from '../agreement/standing.ts';
import { recordDeclarations } from '../records.ts';
import { textTraceKey, traceKey } from '../trace.ts';
import { decide, type Going, type PolicyAction } from './decide.ts';
import { policyTable } from './policy-table.ts';
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

test('[PO1] nothing is allowed without a grant in that very scope', () => {
  fc.assert(
    fc.property(fc.subarray([...roles]), fc.constantFrom(...actions), fc.string(), (held, action, type) => {
      const answer = decide(grant(...held), { action, scope: elsewhere, type });
      expect(answer).toEqual({ allowed: false, fact: 'scope', reason: 'no-grant-in-scope' });
    }),
  );
});

test('[PO1] an unknown type is denied to every role, names of object methods included', () => {
  for (const type of ['weather', 'constructor', '__proto__', 'toString']) {
    for (const action of actions) {
      const answer = decide(grant(...roles), { action, scope: here, type });
      expect(answer).toEqual({ allowed: false, fact: 'type', reason: 'unknown-type' });
    }
  }
});

test('[PO1] an answer never depends on the order or repetition of grants', () => {
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

test('[EX6] an event list is approved by whoever answers for a centre, and by nobody else', () => {
  const question = { action: 'create', scope: here, type: 'exercise-approval' } as const;
  const allowed = roles.filter((role) => decide(grant(role), question).allowed);
  expect(allowed.sort()).toEqual(['approver', 'coordinator', 'director', 'steward']);
});

test('an answer says which role allowed it, or why none did', () => {
  const ask = (...held: Role[]) => decide(grant(...held), { action: 'delete', scope: here, type: 'person' });
  expect(ask('trainer', 'steward')).toEqual({ allowed: true, role: 'steward' });
  expect(ask('trainer')).toEqual({ allowed: false, fact: 'role', reason: 'role-may-not' });
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

test('[PO2] a denial names the fact that refused: what nobody may do, what no role of theirs may, what is no value', () => {
  const fact = (action: PolicyAction, type: string, field?: string) => {
    const answer = decide(grant('trainer'), { action, scope: here, type, field });
    return answer.allowed ? null : answer.fact;
  };
  expect(fact('edit', 'run-event')).toBe('action');
  expect(fact('delete', 'person')).toBe('role');
  expect(fact('edit', 'playbook', 'title')).toBeNull();
  expect(decide(grant('steward'), { action: 'edit', scope: here, type: 'playbook', field: '@exists' })).toEqual({
    allowed: false,
    fact: 'field',
    reason: 'role-may-not',
  });
});

test("[PO3] the field of an operation is asked about where it is set, and existence is nobody's to set", () => {
  const subject = { scope: here, type: 'playbook', field: '@exists', value: null, creates: true } as const;
  expect(questionOf({ ...subject, kind: 'create' })).toEqual({ action: 'create', scope: here, type: 'playbook' });
  expect(questionOf({ ...subject, kind: 'set' }).field).toBe('@exists');
  expect(decide(grant('steward'), questionOf({ ...subject, kind: 'set' })).allowed).toBe(false);
  expect(decide(grant('steward'), questionOf({ ...subject, kind: 'create' })).allowed).toBe(true);
});

test('[PO4] [AG5] a hub gives a scope to whoever holds a role in it then, and to nobody else', () => {
  const ask = (grants: readonly Grant[], at?: number) => decide(grants, { action: 'receive', scope: here, at });
  expect(ask(grant('guest'))).toEqual({ allowed: true, role: null });
  expect(ask(grant())).toEqual({ allowed: false, fact: 'scope', reason: 'no-grant-in-scope' });
  expect(ask([{ person: 'p', scope: elsewhere, roles: ['guest'] }]).allowed).toBe(false);
  const ending: Grant[] = [{ person: 'p', scope: here, roles: ['guest'], until: 10, kinds: ['playbook'] }];
  expect([ask(ending, 9), ask(ending, 10), ask(ending)].map(({ allowed }) => allowed)).toEqual([true, false, false]);
});

test('[PO5] while a lease is over only own work that waits and what was released is shown, and of that no TLP:RED', () => {
  const ask = (more: object, grants = grant('guest')) =>
    decide(grants, {
      ...{ action: 'show', scope: here, type: 'playbook', lease: 'over', stays: 'no', mark: 'none' },
      ...more,
    } as Parameters<typeof decide>[1]);
  expect(ask({ lease: 'counts' })).toEqual({ allowed: true, role: null });
  expect(ask({})).toEqual({ allowed: false, fact: 'lease', reason: 'lease-over' });
  expect(ask({ stays: 'own-work', mark: 'TLP:RED' }).allowed).toBe(true);
  expect(ask({ stays: 'released', mark: 'TLP:AMBER' }).allowed).toBe(true);
  expect(ask({ stays: 'released', mark: 'TLP:RED' })).toEqual({
    allowed: false,
    fact: 'mark',
    reason: 'for-named-persons',
  });
  // Nothing stays that no grant shows.
  const ended: Grant[] = [{ person: 'p', scope: here, roles: ['guest'], until: 1 }];
  expect(ask({ stays: 'own-work', at: 2 }, ended)).toMatchObject({ fact: 'scope' });
  expect(ask({ lease: 'counts' }, [])).toMatchObject({ allowed: true });
});

const going = (more: Partial<Going> = {}): Going => ({
  subject: { kind: 'playbook', mark: 'TLP:AMBER', consent: 'about-nobody' },
  way: null,
  agreements: [],
  today: '2030-01-01',
  highest: 'TLP:AMBER',
  ...more,
});

test('[PO6] what leaves is asked of reading, then of the mark that was chosen, then of agreements; what crosses of moving', () => {
  const ask = (action: 'leave' | 'cross', more: Partial<Going> = {}, grants = grant('coordinator')) =>
    decide(grants, { action, scope: here, type: 'playbook', going: going(more) });
  const away = { from: 'Coast', to: 'Highlands' };
  expect(ask('leave')).toEqual({ allowed: true, role: 'coordinator' });
  expect(ask('leave', { highest: 'TLP:GREEN' })).toEqual({ allowed: false, fact: 'mark', reason: 'above-chosen' });
  expect(ask('leave', { highest: 'TLP:CLEAR', subject: { ...going().subject, mark: 'none' } }).allowed).toBe(true);
  expect(ask('leave', { highest: null, way: { from: 'Coast', to: 'Coast' } }).allowed).toBe(true);
  expect(ask('leave', { way: away })).toEqual({ allowed: false, fact: 'agreement', reason: 'no-agreement' });
  expect(ask('cross', { way: away })).toEqual({
    ...{ allowed: false, fact: 'agreement', reason: 'no-agreement' },
    isLapsed: false,
  });
  expect(ask('cross', { way: away, highest: null, subject: { ...going().subject, mark: 'TLP:RED' } })).toMatchObject({
    ...{ fact: 'mark', reason: 'for-named-persons' },
  });
  // Who may not do it at all hears nothing of marks and agreements.
  expect(ask('cross', { way: away }, grant('trainer'))).toMatchObject({ fact: 'role', reason: 'role-may-not' });
  expect(ask('leave', { way: away }, [])).toMatchObject({ fact: 'scope', reason: 'no-grant-in-scope' });
});

test('[CO3] [CO4] a refusal keeps what is about a person from other centres and from stores; within their centre it goes', () => {
  const about = (consent: Going['subject']['consent'], way: Going['way']) =>
    decide(grant('trainer'), {
      ...{ action: 'leave', scope: here, type: 'person' },
      going: going({ subject: { kind: 'person', mark: 'none', consent }, way, highest: null }),
    });
  const refused = { allowed: false, fact: 'consent', reason: 'consent-refused' };
  expect(about('refused', null)).toEqual(refused);
  expect(about('refused', { from: 'Coast', to: 'Highlands' })).toEqual(refused);
  expect(about('refused', { from: undefined, to: 'Highlands' })).toEqual(refused);
  expect(about('refused', { from: undefined, to: undefined })).toEqual(refused);
  expect(about('refused', { from: 'Coast', to: 'Coast' }).allowed).toBe(true);
  expect([about('unsaid', null), about('given', null)].map(({ allowed }) => allowed)).toEqual([true, true]);
});

test('[PO2] what an agreement holds back is said by its fact: the mark, the consent, or the agreement; what lapsed is told of a move', () => {
  const by = (centre: string) => ({ person: `of ${centre}`, name: centre, centre });
  const terms: Terms = {
    ...{ title: 'T', reference: '', purpose: '', language: 'en', parties: ['Coast', 'Highlands'], kinds: ['person'] },
    ...{ ceiling: 'TLP:AMBER', from: '2030-01-01', until: '2030-01-31', signatures: 1, by: by('Capital'), at: 1 },
    consent: true,
  };
  const digest = digestOfTerms(here, terms);
  const sign = (centre: string) => ({ does: 'sign', digest, note: '', language: 'en', by: by(centre), at: 2 }) as const;
  const agreed: Agreed = { id: here, terms, digest, acts: terms.parties.map(sign) };
  const ask = (action: 'leave' | 'cross', more: Partial<Going['subject']>, today = '2030-01-05') => {
    const subject = { kind: 'person', mark: 'TLP:GREEN', consent: 'given', ...more } as const;
    const way = { from: 'Coast', to: 'Highlands' };
    const asked = { ...going({ subject, way, agreements: [agreed], highest: null }), today };
    const type = action === 'leave' ? 'person' : 'playbook';
    return decide(grant('steward'), { action, scope: here, type, going: asked });
  };
  expect(ask('leave', {})).toEqual({ allowed: true, role: 'steward' });
  expect(ask('leave', { consent: 'unsaid' })).toEqual({ allowed: false, fact: 'consent', reason: 'consent-not-given' });
  expect(ask('leave', { mark: 'TLP:AMBER+STRICT' })).toEqual({ allowed: false, fact: 'mark', reason: 'above-ceiling' });
  const over = { allowed: false, fact: 'agreement', reason: 'not-in-force' };
  expect(ask('leave', {}, '2030-03-01')).toEqual(over);
  expect(ask('cross', {}, '2030-03-01')).toEqual({ ...over, isLapsed: true });
  expect(ask('cross', { kind: 'run' }, '2030-01-05')).toMatchObject({ reason: 'kind-not-agreed', isLapsed: false });
});

test('[CF9] a trace where those of texts lie asks for a translator, and for an editor once it names anything else', () => {
  const action = (...fields: string[]) =>
    questionOf({ kind: 'set', scope: here, type: 'playbook', field: textTraceKey, value: { fields }, creates: false })
      .action;
  expect(action('title.ar', 'title.en')).toBe('translate');
  expect(action('title.ar', 'state')).toBe('edit');
});

test('[CF11] a trace of texts in the field of all, as earlier editions left it, asks for a translator where it ends no question', () => {
  const subject = { ...({ kind: 'set', scope: here, type: 'playbook' } as const), field: traceKey, creates: false };
  const action = (value: Json, supersedes?: readonly string[]) => questionOf({ ...subject, value, supersedes }).action;
  const texts = { fields: ['title.ar', 'title.en'] };
  expect(action(texts, [])).toBe('translate');
  expect(action(texts, ['another'])).toBe('edit');
  expect(action({ ...texts, saw: ['another'] }, [])).toBe('edit');
  expect(action(texts)).toBe('edit');
  expect(action({ fields: ['title.ar', 'state'] }, [])).toBe('edit');
  expect(action({ fields: [] }, [])).toBe('edit');
  // What is no trace, whoever sent it.
  expect(action(null, [])).toBe('edit');
});
