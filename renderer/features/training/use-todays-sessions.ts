import { useQueries, useQuery } from '@tanstack/react-query';
import { dayAfter, dayHere } from '../../../shared/base/plain-date.ts';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import type { ShownText } from '../../../shared/domain/localised.ts';
import { daysOfSession, type Slot } from '../../../shared/domain/training/attendance.ts';
import {
  enrolledCount,
  markedPeople,
  phaseOfSession,
  slotKey,
  slotNow,
  unmarkedSlots,
} from '../../../shared/domain/training/unmarked.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { catalogueQuery } from '../../data/record-queries.ts';
import { staleDays } from '../../feature.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { useMinuteClock } from '../../ui/use-minute-clock.ts';
import { titleOfEntry } from './course-title.ts';

export interface HomeSession {
  readonly entry: CatalogueEntry;
  readonly title: ShownText | null;
}

export interface TodaysSessions {
  /** On today, by the calendar of their place; those that name this trainer first. */
  readonly now: readonly HomeSession[];
  readonly next: HomeSession | null;
}

/** The sessions of today and the next one, from the catalogue; undefined until it is read. */
export function useTodaysSessions(): TodaysSessions | undefined {
  const { language } = useLocale();
  const { name } = useProfile();
  const clock = useMinuteClock();
  const { data: sessions } = useQuery(catalogueQuery({ type: 'session' }));
  const { data: courses } = useQuery(catalogueQuery({ type: 'course' }));
  if (sessions === undefined || courses === undefined) return undefined;
  const named = (entry: CatalogueEntry): HomeSession => ({
    entry,
    title: titleOfEntry(
      courses.find(({ id }) => id === entry.parent),
      language,
    ),
  });
  const isMine = ({ values }: CatalogueEntry) => ((values['instructors'] as string[] | undefined) ?? []).includes(name);
  const inPhase = (phase: 'now' | 'coming') => sessions.filter(({ values }) => phaseOfSession(values, clock) === phase);
  const coming = inPhase('coming').sort((a, b) => (String(a.values['start']) < String(b.values['start']) ? -1 : 1));
  const now = inPhase('now').sort((a, b) => Number(isMine(b)) - Number(isMine(a)));
  return { now: now.map(named), next: coming[0] ? named(coming[0]) : null };
}

export interface SlotProgress {
  readonly slot: Slot;
  readonly isNow: boolean;
  readonly marked: number;
}

export interface SessionProgress {
  readonly enrolled: number;
  /** The half days of today. */
  readonly today: readonly SlotProgress[];
  /** Which day of how many. */
  readonly day: number;
  readonly days: number;
}

/** How far today's marks of a session have come; undefined until they are read. */
export function useSessionProgress({ id, values }: CatalogueEntry): SessionProgress | undefined {
  const clock = useMinuteClock();
  const { data: enrolments } = useQuery(catalogueQuery({ type: 'enrolment', parent: id }));
  const { data: marks } = useQuery(catalogueQuery({ type: 'attendance-mark', parent: id }));
  if (enrolments === undefined || marks === undefined) return undefined;
  const current = slotNow(values, clock);
  const people = markedPeople(marks);
  const days = daysOfSession(String(values['start']), values['end'] === undefined ? undefined : String(values['end']));
  const today = (['morning', 'afternoon'] as const).map((part) => {
    const slot = { day: current.day, part };
    return { slot, isNow: part === current.part, marked: people.get(slotKey(slot))?.size ?? 0 };
  });
  return { enrolled: enrolledCount(enrolments), today, day: days.indexOf(current.day) + 1, days: days.length };
}

export interface UnmarkedSlot extends HomeSession {
  readonly slot: Slot;
  readonly enrolled: number;
}

const sessionLimit = 20;

/** Half days of the time that the staleness board looks back on that nobody marked, the latest first. */
export function useStillToMark(): readonly UnmarkedSlot[] | undefined {
  const { language } = useLocale();
  const clock = useMinuteClock();
  const { data: sessions } = useQuery(catalogueQuery({ type: 'session' }));
  const { data: courses } = useQuery(catalogueQuery({ type: 'course' }));
  const since = dayAfter(dayHere(clock), -staleDays);
  const recent = (sessions ?? [])
    .filter(({ values }) => String(values['end'] ?? values['start']) >= since)
    .filter(({ values }) => ['now', 'past'].includes(phaseOfSession(values, clock) ?? ''))
    .sort((a, b) => (String(a.values['start']) > String(b.values['start']) ? -1 : 1))
    .slice(0, sessionLimit);
  const listsOf = (type: string) => recent.map(({ id }) => catalogueQuery({ type, parent: id }));
  const marks = useQueries({ queries: listsOf('attendance-mark') });
  const enrolments = useQueries({ queries: listsOf('enrolment') });
  const isRead = [...marks, ...enrolments].every(({ data }) => data !== undefined);
  if (sessions === undefined || courses === undefined || !isRead) return undefined;
  return recent.flatMap((entry, place) => {
    const enrolled = enrolledCount(enrolments[place]?.data ?? []);
    if (enrolled === 0) return [];
    const title = titleOfEntry(
      courses.find(({ id }) => id === entry.parent),
      language,
    );
    const open = unmarkedSlots(entry.values, marks[place]?.data ?? [], clock);
    return open.reverse().map((slot) => ({ entry, title, slot, enrolled }));
  });
}
