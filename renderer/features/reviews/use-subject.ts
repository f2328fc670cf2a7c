import { useQuery } from '@tanstack/react-query';
import { timeIn } from '../../../shared/base/plain-date.ts';
import { exercise } from '../../../shared/domain/exercise.ts';
import { pickText } from '../../../shared/domain/localised.ts';
import { placement } from '../../../shared/domain/placement/placement.ts';
import { playbook } from '../../../shared/domain/playbook.ts';
import type { SubjectKind } from '../../../shared/domain/review/review.ts';
import { eventsInOrder, run, runEvent } from '../../../shared/domain/run.ts';
import type { TlpLevel } from '../../../shared/domain/tlp.ts';
import { course } from '../../../shared/domain/training/course.ts';
import { session } from '../../../shared/domain/training/session.ts';
import { childStatesQuery, recordQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';

/** What a review takes over from the run, session, exercise or placement that it looks back on. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly scope: string;
  readonly title: string;
  readonly place: string;
  /** Plain dates, or empty. */
  readonly start: string;
  readonly end: string;
  readonly participants: readonly string[];
  readonly facilitator: string;
  readonly marking: TlpLevel | undefined;
}

/** The subject, from this disk; undefined while it opens, null when it is not here. */
export function useSubject(kind: SubjectKind | null, id: string): Subject | null | undefined {
  const ofRun = useRunSubject(kind === 'run' ? id : '');
  const ofSession = useSessionSubject(kind === 'session' ? id : '');
  const ofExercise = useExerciseSubject(kind === 'exercise' ? id : '');
  const ofPlacement = usePlacementSubject(kind === 'placement' ? id : '');
  if (kind === null) return null;
  return { run: ofRun, session: ofSession, exercise: ofExercise, placement: ofPlacement }[kind];
}

function useRunSubject(id: string): Subject | null | undefined {
  const record = useQuery(recordQuery(run, id)).data;
  const states = useQuery(childStatesQuery(runEvent, id)).data;
  const ofPlaybook = useQuery(recordQuery(playbook, record?.playbook ?? '')).data;
  if (record === undefined || states === undefined || ofPlaybook === undefined) return undefined;
  if (record === null) return null;
  const events = eventsInOrder(states);
  const lastAt = Math.max(record.startedAt ?? 0, ...events.map(({ at = 0 }) => at));
  return {
    kind: 'run',
    id,
    scope: record.scope,
    title: record.playbookTitle ?? '',
    place: record.place ?? '',
    start: record.startedAt === undefined ? '' : timeIn(record.timeZone, record.startedAt).day,
    end: record.startedAt === undefined ? '' : timeIn(record.timeZone, lastAt).day,
    participants: [...new Set(events.map(({ by = '' }) => by))].filter(Boolean),
    facilitator: '',
    marking: ofPlaybook?.marking,
  };
}

function useSessionSubject(id: string): Subject | null | undefined {
  const { language } = useLocale();
  const record = useQuery(recordQuery(session, id)).data;
  const ofCourse = useQuery(recordQuery(course, record?.course ?? '')).data;
  if (record === undefined || ofCourse === undefined) return undefined;
  if (record === null) return null;
  const title = ofCourse ? pickText(ofCourse.title, language, ofCourse.language) : null;
  return {
    kind: 'session',
    id,
    scope: record.scope,
    title: title?.text ?? record.reference ?? '',
    place: record.place ?? '',
    start: record.start ?? '',
    end: record.end ?? '',
    participants: record.instructors ?? [],
    facilitator: '',
    marking: record.marking,
  };
}

function useExerciseSubject(id: string): Subject | null | undefined {
  const { language } = useLocale();
  const record = useQuery(recordQuery(exercise, id)).data;
  if (record === undefined || record === null) return record;
  return {
    kind: 'exercise',
    id,
    scope: record.scope,
    title: pickText(record.title, language, record.language)?.text ?? record.reference ?? '',
    place: record.place ?? '',
    start: record.start ?? '',
    end: record.end ?? '',
    participants: record.organisations ?? [],
    facilitator: record.director ?? '',
    marking: record.marking,
  };
}

/** By its host and never by its person: the review goes further than the record of somebody ([PC6]). */
function usePlacementSubject(id: string): Subject | null | undefined {
  const record = useQuery(recordQuery(placement, id)).data;
  if (record === undefined || record === null) return record;
  return {
    kind: 'placement',
    id,
    scope: record.scope,
    title: [record.host, record.reference].filter(Boolean).join(' · '),
    place: record.host ?? '',
    start: record.start ?? '',
    end: record.end ?? '',
    participants: [],
    facilitator: '',
    marking: record.marking,
  };
}
