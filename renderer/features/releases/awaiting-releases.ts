/** Releases that wait for signatures: a row of the staleness board, from the catalogue alone. */
import { dayHere, daysBetween, utcDay } from '../../../shared/base/plain-date.ts';
import { pickListed } from '../../../shared/domain/localised.ts';
import { releasesIn, standingsOf } from '../../../shared/domain/release/listed-standing.ts';
import { release, releaseApproval, releaseWithdrawal } from '../../../shared/domain/release/release.ts';
import type { FindStale } from '../../feature.ts';

/** Playbooks with an edition in review, the one that waits longest first; the days count from when it was asked for. */
export const findAwaiting: FindStale = async (list, { language, now }) => {
  const today = dayHere(now);
  const types = [release.type, releaseApproval.type, releaseWithdrawal.type];
  const [playbooks, ...words] = await Promise.all([list({ type: 'playbook' }), ...types.map((type) => list({ type }))]);
  const standings = standingsOf(releasesIn(words.flat()), utcDay(now));
  const late = (playbooks ?? [])
    .flatMap(({ id, values }) => {
      const candidate = standings.get(id)?.candidate;
      if (candidate?.state !== 'in-review') return [];
      const reference = typeof values.reference === 'string' ? values.reference : undefined;
      const days = daysBetween(today, dayHere(candidate.edition.at));
      return [{ id, title: pickListed(values, 'title', language), reference, days }];
    })
    .sort((a, b) => a.days - b.days);
  return { late, coming: [] };
};
