import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type AssessmentItem, assessmentItem } from '../../../../shared/domain/assessment/assessment-item.ts';
import { inOrder } from '../../../../shared/domain/order-keys.ts';
import { childrenQuery } from '../../../data/record-queries.ts';

/** The items that a course is assessed in, by competency in its order; undefined while they are read. */
export function useCourseItems(course: string, competencies: readonly string[]): readonly AssessmentItem[] | undefined {
  const { data } = useQuery(childrenQuery(assessmentItem, course));
  return useMemo(() => {
    if (data === undefined) return undefined;
    const placeOf = ({ competency = '' }: AssessmentItem) => {
      const place = competencies.indexOf(competency);
      // What the course no longer names stands last.
      return place < 0 ? competencies.length : place;
    };
    return inOrder(data).sort((a, b) => placeOf(a) - placeOf(b));
  }, [data, competencies]);
}
