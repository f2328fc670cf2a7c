/** How far the marks of sessions have come, from the catalogue alone: enough for home, not for who was there. Pure. */
import type { RecordId } from '../../base/ids.ts';
import { timeIn, utcDay } from '../../base/plain-date.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { daysOfSession, type Slot } from './attendance.ts';
import { dayParts } from './attendance-mark.ts';

const dayMs = 86_400_000;

type Values = CatalogueEntry['values'];

/** The half days of a session in order. */
export function slotsOf(values: Values): Slot[] {
  const [start, end] = [textOf(values['start']), textOf(values['end'])];
  return daysOfSession(start, end).flatMap((day) => dayParts.map((part) => ({ day, part })));
}

/** Where a session stands at a moment, by the calendar of its place. */
export function phaseOfSession(values: Values, now: number): 'coming' | 'now' | 'past' | null {
  const start = textOf(values['start']);
  if (start === undefined) return null;
  const end = textOf(values['end']) ?? start;
  // No place is more than a day from UTC: of thousands of sessions few have to ask its calendar.
  if (start > utcDay(now + dayMs)) return 'coming';
  if (end < utcDay(now - dayMs)) return 'past';
  const { day } = timeIn(textOf(values['timeZone']), now);
  if (day < start) return 'coming';
  return day > end ? 'past' : 'now';
}

/** The half day it is at the place of a session. */
export function slotNow(values: Values, now: number): Slot {
  const { day, hour } = timeIn(textOf(values['timeZone']), now);
  return { day, part: hour < 13 ? 'morning' : 'afternoon' };
}

/** People whose mark stands, by half day ({@link slotKey}); a mark that was taken back is none. */
export function markedPeople(marks: readonly CatalogueEntry[]): ReadonlyMap<string, ReadonlySet<RecordId>> {
  const corrected = new Set(marks.flatMap(({ values }) => (values['corrects'] as readonly string[] | undefined) ?? []));
  const people = new Map<string, Set<RecordId>>();
  for (const { id, values } of marks) {
    const { day, part, person, mark } = values;
    if (corrected.has(id) || mark === undefined || typeof person !== 'string') continue;
    const key = `${String(day)} ${String(part)}`;
    people.set(key, (people.get(key) ?? new Set()).add(person));
  }
  return people;
}

export function slotKey({ day, part }: Slot): string {
  return `${day} ${part}`;
}

/** Half days that are over and in which nobody at all was marked, the first one first. */
export function unmarkedSlots(values: Values, marks: readonly CatalogueEntry[], now: number): Slot[] {
  const current = slotKey(slotNow(values, now));
  const marked = markedPeople(marks);
  return slotsOf(values).filter((slot) => isBefore(slotKey(slot), current) && !marked.has(slotKey(slot)));
}

/** `2026-11-24 afternoon` comes after `2026-11-24 morning`: by their order in the day, not by their letters. */
function isBefore(slot: string, current: string): boolean {
  const [day = '', part] = slot.split(' ');
  const [currentDay = '', currentPart] = current.split(' ');
  return day < currentDay || (day === currentDay && part === 'morning' && currentPart === 'afternoon');
}

/** Enrolments that count: who withdrew is not waited for. */
export function enrolledCount(enrolments: readonly CatalogueEntry[]): number {
  return new Set(
    enrolments.filter(({ values }) => values['status'] !== 'withdrawn').map(({ values }) => values['person']),
  ).size;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
