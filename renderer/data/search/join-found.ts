import { type Found, nothingFound } from '../../../shared/domain/search/found.ts';

/** What several scopes found, as one result. */
export function joinFound(all: readonly Found[], limit: number): Found {
  const [first = nothingFound, ...others] = all.filter(({ total }) => total > 0);
  if (others.length === 0) return first;
  const hits = [first, ...others].flatMap((found) => found.hits);
  hits.sort((a, b) => b.score - a.score || (a.owner < b.owner ? -1 : 1));
  return {
    hits: hits.slice(0, limit),
    total: sum(all.map(({ total }) => total)),
    byType: joinCounts(all.map(({ byType }) => byType)),
    byLanguage: joinCounts(all.map(({ byLanguage }) => byLanguage)),
  };
}

function joinCounts(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const joined: Record<string, number> = {};
  for (const counts of all) {
    for (const [name, count] of Object.entries(counts)) joined[name] = (joined[name] ?? 0) + count;
  }
  return joined;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
