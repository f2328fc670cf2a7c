import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { evaluationReport, isRated, type ReportedRow } from '../../../shared/domain/evaluation/evaluation-report.ts';
import { inOrder } from '../../../shared/domain/order-keys.ts';
import { type Action, action } from '../../../shared/domain/review/action.ts';
import { type Finding, finding } from '../../../shared/domain/review/finding.ts';
import { type Review, review } from '../../../shared/domain/review/review.ts';
import { useEvaluation } from '../../data/ratings/use-evaluation.ts';
import { childrenQuery, recordQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';

export interface OpenReview {
  readonly review: Review;
  /** In their order. */
  readonly findings: readonly Finding[];
  readonly actions: readonly Action[];
}

/** A review with its parts from this disk; undefined while it opens, null when it is not here. */
export function useReview(id: string): OpenReview | null | undefined {
  const record = useQuery(recordQuery(review, id)).data;
  const findings = useQuery(childrenQuery(finding, id)).data;
  const actions = useQuery(childrenQuery(action, id)).data;
  return useMemo(() => {
    if (record === null) return null;
    if (record === undefined || findings === undefined || actions === undefined) return undefined;
    return { review: record, findings: inOrder(findings), actions: inOrder(actions) };
  }, [record, findings, actions]);
}

/** The ratings of the exercise that a review looks back on, as they stand now; none of another subject, or while they open. */
export function useReviewedRatings({ subject, subjectKind }: Review): readonly ReportedRow[] {
  const { language } = useLocale();
  const evaluation = useEvaluation(subjectKind === 'exercise' ? (subject ?? '') : '');
  return useMemo(() => {
    if (evaluation === undefined || !isRated(evaluation.rows, evaluation.standingOf)) return none;
    return evaluationReport(evaluation.rows, evaluation.standingOf, language);
  }, [evaluation, language]);
}

const none: readonly ReportedRow[] = [];
