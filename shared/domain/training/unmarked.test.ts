import { expect, test } from 'vitest';
import type { CatalogueEntry } from '../catalogue.ts';
import { enrolledCount, markedPeople, phaseOfSession, slotNow, unmarkedSlots } from './unmarked.ts';

const session = { start: '2026-11-23', end: '2026-11-25', timeZone: 'Asia/Tokyo' };
// 14:30 on 24 November in Tokyo
const now = Date.UTC(2026, 10, 24, 5, 30);

function entry(id: string, type: string, values: CatalogueEntry['values']): CatalogueEntry {
  return { id, scope: 's', type, parent: 'session', values, deleted: false, conflicts: 0, behind: [], changedAt: 0 };
}
const mark = (id: string, day: string, part: string, person: string, more: CatalogueEntry['values'] = {}) =>
  entry(id, 'attendance-mark', { day, part, person, mark: 'present', ...more });

test('the calendar of the place says whether a session is on, and which half day it is', () => {
  expect(phaseOfSession(session, now)).toBe('now');
  expect(phaseOfSession(session, Date.UTC(2026, 10, 22, 14))).toBe('coming');
  expect(phaseOfSession(session, Date.UTC(2026, 10, 22, 15))).toBe('now');
  expect(phaseOfSession(session, Date.UTC(2026, 10, 25, 15))).toBe('past');
  expect(phaseOfSession({}, now)).toBeNull();
  expect(slotNow(session, now)).toEqual({ day: '2026-11-24', part: 'afternoon' });
});

test('[PO7] the places farthest from UTC, 14 hours ahead and 12 behind, have their own day', () => {
  const on = (timeZone: string, moment: number) =>
    phaseOfSession({ start: '2026-11-23', end: '2026-11-23', timeZone }, moment);
  const begins = Date.UTC(2026, 10, 22, 10);
  expect([on('Pacific/Kiritimati', begins - 1), on('Pacific/Kiritimati', begins)]).toEqual(['coming', 'now']);
  const ends = Date.UTC(2026, 10, 24, 12);
  expect([on('Etc/GMT+12', ends - 1), on('Etc/GMT+12', ends)]).toEqual(['now', 'past']);
});

test('half days that are over and have no mark at all are still to be marked', () => {
  const marks = [mark('1', '2026-11-23', 'morning', 'p1')];
  expect(unmarkedSlots(session, marks, now)).toEqual([
    { day: '2026-11-23', part: 'afternoon' },
    { day: '2026-11-24', part: 'morning' },
  ]);
});

test('a person is counted once, and not when the mark was taken back', () => {
  const people = markedPeople([
    mark('1', '2026-11-23', 'morning', 'p1'),
    mark('2', '2026-11-23', 'morning', 'p1', { corrects: ['1'], mark: 'late' }),
    mark('3', '2026-11-23', 'morning', 'p2'),
    entry('4', 'attendance-mark', { day: '2026-11-23', part: 'morning', person: 'p2', corrects: ['3'] }),
    mark('5', '2026-11-23', 'morning', 'p3'),
  ]);
  expect([...(people.get('2026-11-23 morning') ?? [])]).toEqual(['p1', 'p3']);
});

test('who withdrew is not waited for', () => {
  expect(
    enrolledCount([
      entry('1', 'enrolment', { person: 'p1', status: 'enrolled' }),
      entry('2', 'enrolment', { person: 'p1', status: 'walk-in' }),
      entry('3', 'enrolment', { person: 'p2', status: 'withdrawn' }),
    ]),
  ).toBe(1);
});
