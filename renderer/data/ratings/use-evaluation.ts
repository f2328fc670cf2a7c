import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RecordId } from '../../../shared/base/ids.ts';
import { type Objective, objective } from '../../../shared/domain/conduct/objective.ts';
import { type GuideRow, guideRows } from '../../../shared/domain/evaluation/guide.ts';
import { type GuideItem, guideItem } from '../../../shared/domain/evaluation/guide-item.ts';
import { rating, ratingsInOrder } from '../../../shared/domain/evaluation/rating.ts';
import { type StandingOf, standingsOf } from '../../../shared/domain/evaluation/rating-standing.ts';
import { inOrder } from '../../../shared/domain/order-keys.ts';
import { childrenQuery, childStatesQuery } from '../record-queries.ts';

export interface Evaluation {
  /** In their order. */
  readonly objectives: readonly Objective[];
  readonly items: readonly GuideItem[];
  readonly rows: readonly GuideRow[];
  readonly standingOf: StandingOf;
}

/** The evaluation guide of an exercise and how each part of it is rated; undefined while it opens. */
export function useEvaluation(exercise: RecordId): Evaluation | undefined {
  const objectives = useQuery(childrenQuery(objective, exercise)).data;
  const items = useQuery(childrenQuery(guideItem, exercise)).data;
  const states = useQuery(childStatesQuery(rating, exercise)).data;
  return useMemo(() => {
    if (objectives === undefined || items === undefined || states === undefined) return undefined;
    const ordered = inOrder(objectives);
    const rows = guideRows({ objectives: ordered, items });
    return { objectives: ordered, items, rows, standingOf: standingsOf(ratingsInOrder(states)) };
  }, [objectives, items, states]);
}
