import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { competencyByWords } from '../../../../shared/domain/competency/competency-names.ts';
import {
  type Admission,
  admissionOf,
  type Lack,
  lacksOf,
  undecided,
} from '../../../../shared/domain/prerequisite/prerequisites.ts';
import { enrolment } from '../../../../shared/domain/training/enrolment.ts';
import type { RosterRow } from '../../../../shared/domain/training/roster.ts';
import { useCompetencies } from '../../../data/competencies/use-competencies.ts';
import { pageToday } from '../../../data/page-ports.ts';
import { catalogueQuery } from '../../../data/record-queries.ts';
import { useCompetencyMap } from '../assessment/use-competency-map.ts';
import type { OpenSession } from '../use-session.ts';

/** How somebody on the roster stands to what the course asks for. */
export interface PersonPrerequisites {
  /** What they lack and nobody decided on. */
  readonly open: readonly Lack[];
  readonly admission: Admission | null;
}

export interface RosterPrerequisites {
  of(row: RosterRow): PersonPrerequisites;
  /** How many lack something that nobody decided on. */
  readonly lacking: number;
}

const nothing: readonly Lack[] = [];

/** What people on a roster lack of what the course asks for ([PQ3]); nothing while it is read, and once the session is over ([PQ5]). */
export function usePrerequisites({ session, course, roster }: OpenSession): RosterPrerequisites {
  const lacks = useLacks(session, course);
  const enrolments = useQuery(catalogueQuery({ type: enrolment.type, parent: session.id })).data;
  return useMemo(() => {
    const places = new Map((enrolments ?? []).map((entry) => [entry.id, entry]));
    const of = ({ person, enrolments: ids }: RosterRow): PersonPrerequisites => {
      const admission = admissionOf(ids.flatMap((id) => places.get(id) ?? []));
      return { open: undecided(lacks(person.id), admission), admission };
    };
    return { of, lacking: roster.filter((row) => of(row).open.length > 0).length };
  }, [lacks, enrolments, roster]);
}

function useLacks(session: OpenSession['session'], course: OpenSession['course']): (person: string) => readonly Lack[] {
  const today = pageToday();
  const courses = course?.requiredCourses ?? nothing;
  const competencies = course?.requiredCompetencies ?? nothing;
  const isOver = session.end !== undefined && session.end < today;
  const isAsked = !isOver && courses.length + competencies.length > 0;
  const map = useCompetencyMap(isAsked);
  const entries = useCompetencies();
  return useMemo(() => {
    if (!isAsked || map === undefined || entries === undefined) return () => nothing;
    const entryOf = competencyByWords(entries);
    return lacksOf(
      { courses: courses as readonly string[], competencies: competencies as readonly string[] },
      {
        certificates: map.certificates,
        held: new Map(map.rows.map(({ person, held }) => [person.id, held])),
        day: session.start !== undefined && session.start > today ? session.start : today,
        personOf: map.personOf,
        competencyOf: (words) => entryOf(words)?.id ?? words,
      },
    );
  }, [isAsked, map, entries, courses, competencies, session.start, today]);
}
