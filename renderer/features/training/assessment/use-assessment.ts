import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { AssessmentItem } from '../../../../shared/domain/assessment/assessment-item.ts';
import { assessmentMark, type GivenMark, givenInOrder } from '../../../../shared/domain/assessment/assessment-mark.ts';
import {
  assessmentResult,
  type RecordedResult,
  recordedResults,
  resultKey,
} from '../../../../shared/domain/assessment/assessment-result.ts';
import { type PersonStanding, standingsOf } from '../../../../shared/domain/assessment/assessment-standing.ts';
import { personResolver } from '../../../../shared/domain/training/roster.ts';
import { catalogueQuery, childStatesQuery } from '../../../data/record-queries.ts';
import { usePersonsOf } from '../use-persons.ts';
import type { OpenSession } from '../use-session.ts';
import { useCourseItems } from './use-course-items.ts';

export interface Assessment {
  readonly items: readonly AssessmentItem[];
  /** In the order that counts. */
  readonly given: readonly GivenMark[];
  standingOf(person: string): PersonStanding;
  /** What was recorded of somebody in this session. */
  recordedOf(person: string): RecordedResult | undefined;
}

const none: readonly string[] = [];

/** How everybody on the roster of a session was assessed; undefined while it is read. */
export function useAssessment({ session, course }: OpenSession): Assessment | undefined {
  const items = useCourseItems(course?.id ?? '', course?.competencies ?? none);
  const states = useQuery(childStatesQuery(assessmentMark, session.id)).data;
  const entries = useQuery(catalogueQuery({ type: assessmentMark.type, parent: session.id })).data;
  const results = useQuery(catalogueQuery({ type: assessmentResult.type, where: { session: session.id } })).data;
  const named = useMemo(() => entries && results && [...entries, ...results], [entries, results]);
  const persons = usePersonsOf(session.id, named);
  return useMemo(() => {
    if (items === undefined || states === undefined || results === undefined || persons === undefined) return undefined;
    const personOf = personResolver(persons);
    const given = givenInOrder(states);
    const recorded = new Map(
      [...recordedResults(results).values()].map((each) => [resultKey(personOf(each.person), each.session), each]),
    );
    return {
      items,
      given,
      standingOf: standingsOf(items, given, personOf),
      recordedOf: (person) => recorded.get(resultKey(person, session.id)),
    };
  }, [items, states, results, persons, session.id]);
}
