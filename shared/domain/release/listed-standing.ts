/** What lists say of playbooks that have releases: the catalogue's word for each, put right by what its releases are worth. Pure. */
import type { RecordId } from '../../base/ids.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { release, releaseApproval } from './release.ts';
import { type PlaybookStanding, type Release, releasesFrom, standingOfPlaybook } from './release-standing.ts';

/** The releases among catalogue entries. */
export function releasesIn(entries: readonly CatalogueEntry[]): Release[] {
  return releasesFrom(
    entries.map(({ type, id: record, parent, values }) => {
      const field = type === release.type ? 'edition' : type === releaseApproval.type ? 'act' : 'withdrawal';
      return { type, record, playbook: parent, value: values[field] ?? null };
    }),
  );
}

/** How every playbook stands that was ever put to review, by its id. */
export function standingsOf(releases: readonly Release[], today: string): ReadonlyMap<RecordId, PlaybookStanding> {
  const byPlaybook = new Map<RecordId, Release[]>();
  for (const one of releases) {
    const { playbook } = one.edition;
    byPlaybook.set(playbook, [...(byPlaybook.get(playbook) ?? []), one]);
  }
  return new Map([...byPlaybook].map(([id, own]) => [id, standingOfPlaybook(own, today)]));
}

/** The entry of a playbook as its releases have it ([RL5]); the very same entry where there are none. */
export function withStanding(
  entry: CatalogueEntry,
  standings: ReadonlyMap<RecordId, PlaybookStanding>,
): CatalogueEntry {
  const standing = standings.get(entry.id);
  if (standing === undefined) return entry;
  // What is on its way stands beside what is in force.
  const candidate = standing.candidate?.state ?? null;
  return { ...entry, values: { ...entry.values, ...listedValues(standing), candidate } };
}

/** State, number and validity of what somebody would read now; null where nothing was released. */
export function listedValues({ state, current, withdrawn }: PlaybookStanding) {
  const edition = (current ?? withdrawn)?.edition;
  return {
    state,
    releaseNumber: edition?.number ?? null,
    reviewDate: edition?.reviewDate ?? null,
    validFrom: edition === undefined ? null : startOfDay(edition.validFrom),
    validUntil: edition?.validUntil == null ? null : startOfDay(edition.validUntil) + dayMs - 1,
  };
}

const dayMs = 86_400_000;
/** Days are counted by universal time, on every laptop the same. */
const startOfDay = (day: string): number => Date.parse(`${day}T00:00:00Z`);
