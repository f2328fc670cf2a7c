/** What somebody reached in a session, as a person recorded it ([AM7]): append-only, the last one made counts. */
import type { RecordId } from '../../base/ids.ts';
import { isJsonObject } from '../../base/json.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { declareRecord } from '../declare-record.ts';
import { date, instant, json, reference, text } from '../field.ts';

export const assessmentResult = declareRecord({
  type: 'assessment-result',
  version: 1,
  parent: 'person',
  appendOnly: true,
  // All of it says how somebody did: whoever is erased has none ([ER3]).
  personal: true,
  fields: {
    person: reference({ listed: true }),
    session: reference({ listed: true }),
    course: reference({ listed: true }),
    day: date({ listed: true }),
    at: instant({ listed: true }),
    by: text({ listed: true, max: 300 }),
    /** The last day on which it holds; absent when it does not end. */
    validUntil: date({ listed: true }),
    results: json({ listed: true }),
  },
});

/** One competency of a recorded result. */
export interface CompetencyResult {
  readonly competency: string;
  readonly reached: boolean;
  /** Hundredths of the top. */
  readonly percent: number;
}

export interface RecordedResult {
  readonly id: RecordId;
  readonly person: RecordId;
  readonly session: RecordId;
  readonly course: RecordId;
  readonly day: string;
  readonly by: string;
  readonly validUntil: string | null;
  readonly results: readonly CompetencyResult[];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The recorded result that counts of each person in each session, by both; erased ones name nobody. */
export function recordedResults(entries: readonly CatalogueEntry[]): ReadonlyMap<string, RecordedResult> {
  const inOrder = [...entries].sort(
    (a, b) => Number(a.values['at'] ?? 0) - Number(b.values['at'] ?? 0) || (a.id < b.id ? -1 : 1),
  );
  const recorded = new Map<string, RecordedResult>();
  for (const { id, values } of inOrder) {
    const [person, session] = [textOf(values['person']), textOf(values['session'])];
    if (person === '' || session === '') continue;
    recorded.set(resultKey(person, session), {
      id,
      person,
      session,
      course: textOf(values['course']),
      day: textOf(values['day']),
      by: textOf(values['by']),
      validUntil: textOf(values['validUntil']) || null,
      results: resultsIn(values['results']),
    });
  }
  return recorded;
}

export const resultKey = (person: RecordId, session: RecordId): string => `${session} ${person}`;

/** What another edition or another program wrote is read as far as it is one. */
function resultsIn(value: unknown): CompetencyResult[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each) => {
    if (!isJsonObject(each)) return [];
    const { competency, reached, percent } = each;
    const isWhole = typeof competency === 'string' && typeof reached === 'boolean' && typeof percent === 'number';
    return isWhole ? [{ competency, reached, percent }] : [];
  });
}

/** Whether two results say the same: marks made since have changed nothing ([AM7]). */
export function saysTheSame(a: readonly CompetencyResult[], b: readonly CompetencyResult[]): boolean {
  const plain = (results: readonly CompetencyResult[]) =>
    JSON.stringify(results.map(({ competency, reached, percent }) => [competency, reached, percent]).sort());
  return plain(a) === plain(b);
}
