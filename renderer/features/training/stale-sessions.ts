/** Sessions of the last months with half days that nobody marked: a row of the staleness board. */
import { enrolledCount, unmarkedSlots } from '../../../shared/domain/training/unmarked.ts';
import { type FindStale, type StaleThing, staleDays } from '../../feature.ts';
import { titleOfEntry } from './course-title.ts';

const day = 86_400_000;

export const findUnmarkedSessions: FindStale = async (list, { language, now }) => {
  const [sessions, courses] = await Promise.all([list({ type: 'session' }), list({ type: 'course' })]);
  const since = new Date(now - staleDays * day).toISOString().slice(0, 10);
  const today = new Date(now + day).toISOString().slice(0, 10);
  const recent = sessions.filter(({ values }) => {
    const start = String(values['start'] ?? '');
    return start !== '' && start <= today && String(values['end'] ?? start) >= since;
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
    const days = Math.round((Date.parse(first.day) - Math.floor(now / day) * day) / day);
    late.push({ id, title: titleOfEntry(course, language), reference, days: Math.min(days, -1) });
  }
  return { late: late.sort((a, b) => (a.days ?? 0) - (b.days ?? 0)), coming: [] };
};
