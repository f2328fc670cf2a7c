import { expect, test } from 'vitest';
import type { CoordinatedDevice } from './contract.ts';
import { day, healthOf, week } from './device-health.ts';

const now = 1_800_000_000_000;
const level: CoordinatedDevice = {
  id: '00000000-0000-4000-8000-000000000001',
  name: 'SC-01',
  persons: [],
  enrolledAt: 0,
  revokedAt: null,
  retiredSince: null,
  lastContact: now - 60_000,
  declaredWaiting: 0,
  cloneSuspectedAt: null,
  newLifeAt: null,
  leaseEndsAt: now + 60 * day,
  certificateEndsAt: now + 100 * day,
  scopes: [{ scope: '00000000-0000-4000-9000-000000000001', behind: 0, since: null }],
  lost: [],
  held: 0,
};
const of = (changes: Partial<CoordinatedDevice>) => healthOf({ ...level, ...changes }, now);
const lacking = (behind: number, since: number) => [{ scope: level.scopes[0]?.scope as string, behind, since }];
const kinds = (health: ReturnType<typeof of>) => health.causes.map(({ kind }) => kind);

test('a level device has nothing the matter', () => {
  expect(of({})).toEqual({ standing: 'level', behind: 0, behindMs: 0, causes: [], remedies: [] });
});

test('one that lacks what came since its last contact catches up alone; one that lacked it then was cut short', () => {
  const catching = of({ lastContact: now - 2 * day, scopes: lacking(12, now - day) });
  expect([catching.standing, catching.behind, catching.behindMs, kinds(catching), catching.remedies]).toEqual([
    'behind',
    12,
    day,
    ['catching-up'],
    ['nothing'],
  ]);
  expect(kinds(of({ scopes: lacking(12, now - day) }))).toEqual(['cut-short']);
});

test('silence of a week, a second machine, no roles and held changes need a person', () => {
  const silent = of({ lastContact: now - week, declaredWaiting: 41 });
  expect([silent.standing, kinds(silent), silent.remedies]).toEqual([
    'needs-you',
    ['silent', 'waiting'],
    ['call-centre'],
  ]);
  expect(of({ lastContact: now - week + 1 }).standing).toBe('level');
  expect(of({ cloneSuspectedAt: now }).remedies).toEqual(['find-other-machine', 'enrol-again']);
  expect(of({ scopes: [] }).remedies).toEqual(['give-roles']);
  expect(of({ held: 3 })).toMatchObject({ standing: 'needs-you', remedies: ['decide-held'] });
});

test('a revoked device needs nobody once what it brought is decided', () => {
  expect(of({ revokedAt: now - day, held: 3 })).toMatchObject({ standing: 'needs-you', remedies: ['decide-held'] });
  const quiet = of({ revokedAt: now - day, lastContact: now - week });
  expect([quiet.standing, kinds(quiet), quiet.remedies]).toEqual(['revoked', ['revoked'], ['enrol-again']]);
});

test('a device that was never here, one with waiting work, and a new life say so', () => {
  expect(of({ lastContact: null })).toMatchObject({ standing: 'behind', remedies: ['ask-for-sync'] });
  expect(of({ declaredWaiting: 2 })).toMatchObject({ standing: 'behind', causes: [{ kind: 'waiting', count: 2 }] });
  expect(kinds(of({ newLifeAt: now - day }))).toEqual(['new-life']);
  expect(kinds(of({ newLifeAt: now - 15 * day }))).toEqual([]);
});

test('[SC5] one that has not said that it removed what it lost is asked to meet the hub, and its key is left alone', () => {
  const scope = '00000000-0000-4000-9000-000000000002';
  const open = of({ scopes: [], lost: [{ scope, removed: null }] });
  expect([open.standing, kinds(open), open.remedies]).toEqual(['behind', ['not-removed'], ['ask-for-sync']]);
  const said = of({ lost: [{ scope, removed: { at: now - day, confirmedAt: now } }] });
  expect([said.standing, kinds(said)]).toEqual(['level', []]);
});

test('[DV4] a retired device is not urgent, says since when, and what it may still hold', () => {
  const retired = of({ lastContact: now - 200 * day, retiredSince: now - 20 * day, declaredWaiting: 4 });
  expect([retired.standing, kinds(retired), retired.remedies]).toEqual([
    'retired',
    ['retired', 'waiting'],
    ['call-centre'],
  ]);
  const never = of({ lastContact: null, retiredSince: now - day });
  expect([never.standing, kinds(never)]).toEqual(['retired', ['retired', 'never-met']]);
  expect(of({ retiredSince: now - day, held: 1 }).standing).toBe('needs-you');
});
