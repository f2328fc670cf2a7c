/** Corrective actions that are overdue: a row of the staleness board, from the catalogue alone. */
import { pickListed } from '../../../shared/domain/localised.ts';
import { isOutstanding } from '../../../shared/domain/review/action-progress.ts';
import { type FindStale, staleDays } from '../../feature.ts';
import { actionFacts } from './review-rows.ts';

const day = 86_400_000;

/** Actions past their date, the latest first, and those due within the axis. */
export const findOverdueActions: FindStale = async (list, { language, now }) => {
  const today = Math.floor(now / day) * day;
  const dated = (await list({ type: 'action' }))
    .flatMap(({ id, values }) => {
      const { due, ...facts } = actionFacts(values);
      if (due === undefined || !isOutstanding(facts)) return [];
      const days = Math.round((Date.parse(due) - today) / day);
      return [{ id, title: pickListed(values, 'text', language), days }];
    })
    .sort((a, b) => a.days - b.days);
  return {
    late: dated.filter(({ days }) => days < 0),
    coming: dated.filter(({ days }) => days >= 0 && days <= staleDays),
  };
};
