/** Placements whose report is due or will be: a row of the staleness board, by host and without a name ([PC3]). */
import { dayHere, daysBetween } from '../../../../shared/base/plain-date.ts';
import { type PlacementRow, placementRow } from '../../../../shared/domain/placement/placement-row.ts';
import { type FindStale, type StaleThing, staleDays } from '../../../feature.ts';

export const findDueReports: FindStale = async (list, { language, now }) => {
  const today = dayHere(now);
  const dated = (await list({ type: 'placement' }))
    .map((entry) => placementRow(entry, today))
    .filter(({ state, due }) => due !== null && (state === 'report-due' || state === 'ended'))
    .map((row) => staleThing(row, today, language))
    .sort((a, b) => (a.days ?? 0) - (b.days ?? 0));
  return {
    late: dated.filter(({ days }) => (days ?? 0) <= 0),
    coming: dated.filter(({ days }) => (days ?? 0) > 0 && (days ?? 0) <= staleDays),
  };
};

function staleThing({ id, host, reference, due }: PlacementRow, today: string, language: string): StaleThing {
  const days = daysBetween(today, due ?? today);
  return { id, title: host === undefined ? null : { text: host, lang: language }, reference, days };
}
