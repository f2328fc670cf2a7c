/** Corrective actions that are overdue: a row of the staleness board, from the catalogue alone. */
import { dayHere, daysBetween } from '../../../shared/base/plain-date.ts';
import { pickListed } from '../../../shared/domain/localised.ts';
import { isOutstanding } from '../../../shared/domain/review/action-progress.ts';
import { type FindStale, staleDays } from '../../feature.ts';
import { actionFacts } from './review-rows.ts';

/** Actions past their date, the latest first, and those due within the axis. */
export const findOverdueActions: FindStale = async (list, { language, now }) => {
  const today = dayHere(now);
  const dated = (await list({ type: 'action' }))
    .flatMap(({ id, values }) => {
      const { due, ...facts } = actionFacts(values);
      if (due === undefined || !isOutstanding(facts)) return [];
      const days = daysBetween(today, due);
      return [{ id, title: pickListed(values, 'text', language), days }];
    })
    .sort((a, b) => a.days - b.days);
  return {
    late: dated.filter(({ days }) => days < 0),
    coming: dated.filter(({ days }) => days >= 0 && days <= staleDays),
  };
};
