/** Agreements that end soon or have just ended: a row of the staleness board, from the catalogue alone. */
import { daysBetween, utcDay } from '../../../shared/base/plain-date.ts';
import { standingOf } from '../../../shared/domain/agreement/standing.ts';
import { agreementsIn } from '../../data/use-agreements.ts';
import { type FindStale, staleDays } from '../../feature.ts';

/** Signed agreements past their last day within the axis, the latest first, and those whose last day comes. */
export const findEndingAgreements: FindStale = async (list, { now }) => {
  // By the day by which it holds ([PO7]): the board says no agreement over that a hub still keeps.
  const today = utcDay(now);
  const agreements = agreementsIn([...(await list({ type: 'agreement' })), ...(await list({ type: 'agreement-act' }))]);
  const dated = agreements
    .flatMap((agreed) => {
      const { terms, id } = agreed;
      // On its last day it still says whether it was ever signed, and whether somebody ended it before.
      if (standingOf(agreed, terms.until).state !== 'in-force') return [];
      const days = daysBetween(today, terms.until);
      const title = { text: terms.title, lang: terms.language };
      return [{ id, title, reference: terms.reference || undefined, days }];
    })
    .filter(({ days }) => Math.abs(days) <= staleDays)
    .sort((a, b) => a.days - b.days);
  return { late: dated.filter(({ days }) => days < 0), coming: dated.filter(({ days }) => days >= 0) };
};
