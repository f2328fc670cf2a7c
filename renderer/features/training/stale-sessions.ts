/** Sessions of the last months with half days that nobody marked: a row of the staleness board. */
import { dayAfter, dayHere, daysBetween } from '../../../shared/base/plain-date.ts';
import { enrolledCount, phaseOfSession, slotNow, unmarkedSlots } from '../../../shared/domain/training/unmarked.ts';
import { type FindStale, type StaleThing, staleDays } from '../../feature.ts';
import { titleOfEntry } from './course-title.ts';

export const findUnmarkedSessions: FindStale = async (list, { language, now }) => {
  const [sessions, courses] = await Promise.all([list({ type: 'session' }), list({ type: 'course' })]);
  const since = dayAfter(dayHere(now), -staleDays);
  const recent = sessions.filter(({ values }) => {
    if (String(values['end'] ?? values['start']) < since) return false;
    const phase = phaseOfSession(values, now);
    return phase === 'now' || phase === 'past';
  });
  const late: StaleThing[] = [];
  for (const { id, values, parent } of recent) {
    const [marks, enrolments] = await Promise.all([
      list({ type: 'attendance-mark', parent: id }),
      list({ type: 'enrolment', parent: id }),
    ]);
    const [first] = enrolledCount(enrolments) === 0 ? [] : unmarkedSlots(values, marks, now);
    if (first === undefined) continue;
    const course = courses.find((entry) => entry.id === parent);
    const reference = typeof values['reference'] === 'string' ? values['reference'] : undefined;
    // By the calendar of its place, as its marks are. A morning that is over is late on its own day.
    const days = Math.min(daysBetween(slotNow(values, now).day, first.day), -1);
    late.push({ id, title: titleOfEntry(course, language), reference, days });
  }
  return { late: late.sort((a, b) => (a.days ?? 0) - (b.days ?? 0)), coming: [] };
};
