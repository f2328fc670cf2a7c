/** Requests for access that nobody has answered yet: a row of the staleness board, from the catalogue alone. */
import { daysBetween, utcDay } from '../../../shared/base/plain-date.ts';
import { requestsIn, standingOfAccess } from '../../../shared/domain/access/access-standing.ts';
import { type FindStale, staleDays } from '../../feature.ts';

/** Open requests by their last day, the next first: after it there is nothing left to answer. */
export const findOpenRequests: FindStale = async (list, { now }) => {
  // Its last day is one of UTC ([PO7]): by another calendar it would be over while it may still be answered.
  const today = utcDay(now);
  const requests = requestsIn([
    ...(await list({ type: 'access-request' })),
    ...(await list({ type: 'access-answer' })),
  ]);
  const coming = requests
    .filter((request) => standingOfAccess(request, now).state === 'open')
    .map(({ id, asked }) => ({
      id,
      title: { text: asked.scopeName, lang: asked.language },
      days: daysBetween(today, asked.until),
    }))
    .filter(({ days }) => days <= staleDays)
    .sort((a, b) => a.days - b.days);
  return { late: [], coming };
};
