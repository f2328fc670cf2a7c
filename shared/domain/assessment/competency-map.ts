/** Who holds which competency, until when, and by what ([AM8], [AM9]). Pure. */
import type { RecordId } from '../../base/ids.ts';
import { dayAfter } from '../../base/plain-date.ts';
import type { StandingCertificate } from '../certificate/certificate-standing.ts';
import type { RecordedResult } from './assessment-result.ts';

export type HoldingState = 'held' | 'soon-over' | 'over' | 'missed';

export interface Holding {
  readonly state: HoldingState;
  /** The day of the assessment or of the certificate. */
  readonly since: string;
  /** The last day; null for one without end, and for one that was not reached. */
  readonly until: string | null;
  readonly percent: number | null;
  readonly source: 'assessment' | 'certificate';
  readonly session: RecordId;
}

/** What the map needs to know of a course. */
export interface TaughtCourse {
  readonly id: RecordId;
  readonly competencies: readonly string[];
  /** Competencies that have items of their own. */
  readonly assessed: ReadonlySet<string>;
}

export interface MapSources {
  readonly results: Iterable<RecordedResult>;
  readonly certificates: readonly StandingCertificate[];
  readonly courses: ReadonlyMap<RecordId, TaughtCourse>;
  readonly today: string;
  /** Leads from a record of a person to the one that is shown for them. */
  personOf(id: RecordId): RecordId;
}

/** Days before the last one in which it is soon over. */
const soonDays = 90;

/** What each person holds, by competency; people of whom nothing is known are not in it. */
export function competencyMap(sources: MapSources): ReadonlyMap<RecordId, ReadonlyMap<string, Holding>> {
  const { results, certificates, courses, today, personOf } = sources;
  const map = new Map<RecordId, Map<string, Holding>>();
  const put = (person: RecordId, competency: string, holding: Holding) => {
    const held = map.get(personOf(person)) ?? new Map<string, Holding>();
    map.set(personOf(person), held);
    const before = held.get(competency);
    if (before === undefined || isBetter(holding, before)) held.set(competency, holding);
  };
  const soon = dayAfter(today, soonDays);
  const stateOf = (until: string | null): HoldingState => {
    if (until === null || until > soon) return 'held';
    return until < today ? 'over' : 'soon-over';
  };
  for (const { person, session, day: since, validUntil, results: each } of results) {
    for (const { competency, reached, percent } of each) {
      const state = reached ? stateOf(validUntil) : 'missed';
      put(person, competency, {
        state,
        since,
        until: reached ? validUntil : null,
        percent,
        source: 'assessment',
        session,
      });
    }
  }
  for (const { person, session, course, issuedOn: since, validUntil: until, state } of certificates) {
    if (state === 'revoked' || state === 'replaced') continue;
    const taught = courses.get(course);
    for (const competency of taught?.competencies ?? []) {
      if (taught?.assessed.has(competency)) continue;
      put(person, competency, { state: stateOf(until), since, until, percent: null, source: 'certificate', session });
    }
  }
  return map;
}

/** What holds longer counts; of two that were not reached, or hold alike, the later one. */
function isBetter(a: Holding, b: Holding): boolean {
  const lastOf = ({ state, until }: Holding) => (state === 'missed' ? '' : (until ?? '9999-12-31'));
  return lastOf(a) === lastOf(b) ? a.since > b.since : lastOf(a) > lastOf(b);
}

/** Whether somebody should be assessed again, or taught. */
export const needsRenewal = ({ state }: Holding): boolean => state !== 'held';

export interface ComingSession {
  readonly id: RecordId;
  readonly course: RecordId;
  readonly start: string;
}

/** The sessions to come that teach a competency, the next first ([AM9]). */
export function sessionsTeaching(
  competency: string,
  { sessions, courses, today }: Pick<MapSources, 'courses' | 'today'> & { readonly sessions: readonly ComingSession[] },
): ComingSession[] {
  return sessions
    .filter(({ course, start }) => start >= today && courses.get(course)?.competencies.includes(competency))
    .sort((a, b) => (a.start === b.start ? (a.id < b.id ? -1 : 1) : a.start < b.start ? -1 : 1));
}
