import { expect, test } from 'vitest';
import { xapiProblems } from '../../../test/support/xapi-schema.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import type { StandingCertificate } from '../certificate/certificate-standing.ts';
import { attendanceOf } from '../training/attendance.ts';
import type { AttendanceMark } from '../training/attendance-mark.ts';
import { type PersonRow, pseudonymOf } from '../training/roster.ts';
import { type SessionRecords, sessionStatements } from './session-statements.ts';
import { statementId } from './statement.ts';

const id = (end: string) => `0190f000-0000-7000-8000-00000000${end}`;
const [amal, igor, gone, course, session] = ['a001', 'a002', 'a003', 'c001', 'c002'].map(id) as [
  string,
  string,
  string,
  string,
  string,
];
const person = (of: string, name: string): PersonRow => ({
  id: of,
  name,
  transliteration: '',
  organisation: 'Tolmara Police',
  role: 'Captain',
  email: 'someone@post.invalid',
  sameAs: null,
  notSameAs: [],
});
const mark = (of: string, who: string, state: AttendanceMark['mark'], more: Partial<AttendanceMark> = {}) =>
  ({
    id: id(of),
    person: who,
    day: '2026-11-23',
    part: 'morning',
    mark: state,
    at: Date.UTC(2026, 10, 23, 6, 5),
    by: 'Tomas Velk',
    note: 'came from the airport',
    ...more,
  }) as AttendanceMark;
const result = (of: string, who: string, at: number, percent: number): CatalogueEntry =>
  ({
    id: id(of),
    values: {
      person: who,
      session,
      course,
      at,
      day: '2026-11-26',
      by: 'Tomas Velk',
      validUntil: '2028-11-26',
      results: [
        { competency: 'Hold a cordon', reached: percent >= 50, percent },
        { competency: 'Keep the log', reached: false, percent: 20 },
      ],
    },
  }) as unknown as CatalogueEntry;
const certificate = (of: string, who: string, state: StandingCertificate['state']): StandingCertificate => ({
  id: id(of),
  scope: 's',
  person: who,
  session,
  course,
  key: id('f001'),
  statusPlace: 7,
  issuedOn: '2026-11-27',
  validUntil: '2028-11-27',
  by: 'Noura Sahl',
  replaces: null,
  state,
  ended: state === 'revoked' ? { day: '2026-12-01', by: 'Noura Sahl', reason: 'wrong person' } : null,
});

const marks = [
  mark('e001', amal, 'present', { note: 'x' }),
  mark('e002', amal, 'late', { corrects: [id('e001')] }),
  mark('e003', igor, 'absent'),
  mark('e004', igor, 'present', { part: 'afternoon', at: Date.UTC(2026, 10, 25, 9) }),
  mark('e005', gone, 'present'),
];
const whole: SessionRecords = {
  network: id('d001'),
  session: { id: session, timeZone: 'Asia/Riyadh' },
  course: { id: course, title: { en: 'Evidence across borders', ar: 'الأدلة عبر الحدود', fr: '' }, language: 'en' },
  people: [person(amal, 'أمل برادة'), person(igor, 'Igor Valenko'), person(gone, pseudonymOf(gone))],
  personOf: (each) => each,
  attendance: [...attendanceOf(marks).values()],
  results: [result('b001', amal, 1, 40), result('b002', amal, 2, 85)],
  certificates: [certificate('9001', amal, 'valid'), certificate('9002', igor, 'revoked')],
};
const everything = { withNames: true, attendance: true, results: true, certificates: true };
const shortly = (choice = everything, of = whole) =>
  sessionStatements(of, choice).map(({ actor, verb, object }) => {
    const name = verb.id.split('/').at(-1);
    return `${actor.account.name.slice(-4)} ${name} ${object.objectType === 'Activity' ? object.definition.type.split('/').at(-1) : object.objectType}`;
  });

test('[XA2] [XA3] [XA4] who was there attended, results pass or fail, certificates are earned, and what was taken back is voided', () => {
  expect(shortly()).toEqual([
    'a001 voided StatementRef',
    'a001 attended meeting',
    'a002 attended meeting',
    'a001 voided StatementRef',
    'a001 voided StatementRef',
    'a001 passed objective',
    'a001 failed objective',
    'a001 earned badge',
    'a002 voided StatementRef',
  ]);
  const [first, second] = sessionStatements(whole, everything);
  expect(first?.object).toEqual({ objectType: 'StatementRef', id: statementId(id('e001')) });
  expect(second?.id).toBe(statementId(id('e002')));
  expect(second?.result).toEqual({ extensions: { 'https://waypost.invalid/xapi/late': true } });
});

test('[XA1] every statement keeps what xAPI 2.0 asks, with a course or without one', () => {
  const made = [...sessionStatements(whole, everything), ...sessionStatements({ ...whole, course: null }, everything)];
  expect(made).toHaveLength(18);
  expect(made.map((each) => xapiProblems('statement', JSON.parse(JSON.stringify(each))))).toEqual(made.map(() => []));
  expect(new Set(sessionStatements(whole, everything).map((each) => each.id)).size).toBe(9);
  expect(xapiProblems('statement', { ...made[0], actor: { objectType: 'Agent', name: 'x' } })).not.toEqual([]);
});

test('[XA4] the same records give the same statements, and names change nothing but names', () => {
  const without = sessionStatements(whole, { ...everything, withNames: false });
  const named = sessionStatements(whole, everything);
  expect(without.map((each) => each.id)).toEqual(named.map((each) => each.id));
  expect(named.map(({ actor: { name: _, ...actor }, ...rest }) => ({ ...rest, actor }))).toEqual(without);
});

test('[XA5] [XA6] a person is a number, and a name only when that is said; nobody who was erased, nothing that one may not read', () => {
  const text = JSON.stringify(sessionStatements(whole, { ...everything, withNames: false }));
  for (const told of [
    'أمل',
    'Igor',
    'Tomas',
    'Noura',
    'Tolmara',
    'Captain',
    '@post',
    'airport',
    'wrong person',
    gone,
  ]) {
    expect([told, text.includes(told)]).toEqual([told, false]);
  }
  expect(JSON.stringify(sessionStatements(whole, everything))).toContain('أمل برادة');
  expect(shortly({ ...everything, attendance: false, results: false })).toEqual([
    'a001 earned badge',
    'a002 voided StatementRef',
  ]);
});

test('[XA7] a statement has the time of its mark on the day itself, else noon of that day', () => {
  const times = sessionStatements(whole, everything).map(({ timestamp, context }) => [
    timestamp,
    context?.extensions?.['https://waypost.invalid/xapi/day'],
  ]);
  expect(times.slice(1, 3)).toEqual([
    ['2026-11-23T06:05:00.000Z', '2026-11-23'],
    ['2026-11-23T12:00:00.000Z', '2026-11-23'],
  ]);
  expect(times.at(-1)).toEqual(['2026-12-01T12:00:00.000Z', undefined]);
});

test('records of one person that were joined speak of one person', () => {
  const joined = { ...whole, personOf: (each: string) => (each === igor ? amal : each) };
  expect(shortly(everything, joined).every((each) => each.startsWith('a001'))).toBe(true);
});
