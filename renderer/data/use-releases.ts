import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RecordId } from '../../shared/base/ids.ts';
import { utcDay } from '../../shared/base/plain-date.ts';
import { eachOnce, latestAnswer } from '../../shared/base/remember.ts';
import type { CatalogueEntry } from '../../shared/domain/catalogue.ts';
import { type FrozenPlaybook, readFrozen } from '../../shared/domain/release/frozen-playbook.ts';
import { releasesIn, standingsOf, withStanding } from '../../shared/domain/release/listed-standing.ts';
import {
  isTextOf,
  readEdition,
  release,
  releaseApproval,
  releaseWithdrawal,
} from '../../shared/domain/release/release.ts';
import { type PlaybookStanding, standingOfPlaybook } from '../../shared/domain/release/release-standing.ts';
import { pageClock } from './page-ports.ts';
import { catalogueQuery, recordQuery } from './record-queries.ts';

/** How the releases of a playbook stand today; undefined while they are read. */
export function useReleases(playbook: RecordId): PlaybookStanding | undefined {
  // Every laptop reads the same edition ([PO7]).
  const today = utcDay(pageClock.now());
  const editions = useQuery(catalogueQuery({ type: release.type, parent: playbook })).data;
  const acts = useQuery(catalogueQuery({ type: releaseApproval.type, parent: playbook })).data;
  const withdrawals = useQuery(catalogueQuery({ type: releaseWithdrawal.type, parent: playbook })).data;
  return useMemo(() => {
    if (editions === undefined || acts === undefined || withdrawals === undefined) return undefined;
    return standingOfPlaybook(releasesIn([...editions, ...acts, ...withdrawals]), today);
  }, [editions, acts, withdrawals, today]);
}

/** Catalogue entries of playbooks with what their releases are worth; undefined while they are read. */
export function useListedPlaybooks(): readonly CatalogueEntry[] | undefined {
  // Every laptop reads the same edition ([PO7]).
  const today = utcDay(pageClock.now());
  const entries = useQuery(catalogueQuery({ type: 'playbook' })).data;
  const editions = useQuery(catalogueQuery({ type: release.type })).data;
  const acts = useQuery(catalogueQuery({ type: releaseApproval.type })).data;
  const withdrawals = useQuery(catalogueQuery({ type: releaseWithdrawal.type })).data;
  if (entries === undefined || editions === undefined || acts === undefined || withdrawals === undefined)
    return undefined;
  return sharedList(entries, sharedStandings(editions, acts, withdrawals, today));
}

type Entries = readonly CatalogueEntry[];

// Several parts of a screen ask the same: it is worked out once, and of each playbook again only when it changed.
const sharedStandings = latestAnswer((editions: Entries, acts: Entries, withdrawals: Entries, today: string) =>
  standingsOf(releasesIn([...editions, ...acts, ...withdrawals]), today),
);
const listerBy = latestAnswer((standings: ReadonlyMap<RecordId, PlaybookStanding>) =>
  eachOnce((entry: CatalogueEntry) => withStanding(entry, standings)),
);
const sharedList = latestAnswer((entries: Entries, standings: ReadonlyMap<RecordId, PlaybookStanding>) =>
  standings.size === 0 ? entries : listerBy(standings)(entries),
);

/**
 * The text of a release; null when it is not here, or is not the one that was approved ([RL6]), undefined while it is read.
 */
export function useReleaseText(id: RecordId | null): FrozenPlaybook | null | undefined {
  const { data } = useQuery(recordQuery(release, id ?? ''));
  return useMemo(() => {
    if (data === undefined || data === null) return data;
    const [edition, text] = [readEdition(data.edition), readFrozen(data.content)];
    return edition !== null && text !== null && isTextOf(edition, text) ? text : null;
  }, [data]);
}
