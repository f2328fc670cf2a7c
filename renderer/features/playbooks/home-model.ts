/** What home says of the library, from catalogue entries alone. Pure. */
import { daysBetween } from '../../../shared/base/plain-date.ts';
import { eachOnce, latestAnswer } from '../../../shared/base/remember.ts';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { firstInOrder } from '../../../shared/domain/first-in-order.ts';
import { type Language, languages } from '../../../shared/domain/language.ts';
import { pickListed, type ShownText } from '../../../shared/domain/localised.ts';
import { type TlpLevel, tlpLevels } from '../../../shared/domain/tlp.ts';

export interface HomePlaybook {
  readonly id: string;
  readonly title: ShownText | null;
  readonly reference: string | undefined;
  readonly release: string | undefined;
  /** Its release was taken back: it is not offered to run. */
  readonly isWithdrawn: boolean;
  readonly marking: TlpLevel | null;
  /** Plain date. */
  readonly reviewDate: string | null;
  /** Days from today to the review date; negative when it is past. */
  readonly reviewIn: number | null;
  readonly priority: number;
  readonly changedAt: number;
  readonly conflicts: number;
  /** Interface languages that have no title of it. */
  readonly missing: readonly Language[];
}

/** Made once: a key that is put together for each of thousands of entries is slow to look up. */
const titleKeys = languages.map((tag) => ({ tag, key: `title.${tag}` }));

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** @param today Plain date, by the calendar of whoever looks. */
export function homePlaybook(entry: CatalogueEntry, language: string, today: string): HomePlaybook {
  const { values } = entry;
  const reviewDate = text(values.reviewDate) ?? null;
  return {
    id: entry.id,
    title: pickListed(values, 'title', language),
    reference: text(values.reference),
    release: text(values.releaseNumber),
    isWithdrawn: values.state === 'withdrawn',
    marking: tlpLevels.find((level) => level === values.marking) ?? null,
    reviewDate,
    reviewIn: reviewDate === null ? null : daysBetween(today, reviewDate),
    // 0 means "undefined" in CACAO, so it comes after the lowest priority there is.
    priority: typeof values.priority === 'number' && values.priority > 0 ? values.priority : 101,
    changedAt: entry.changedAt,
    conflicts: entry.conflicts,
    missing: titleKeys.flatMap(({ tag, key }) => (text(values[key]) === undefined ? [tag] : [])),
  };
}

const readerFor = latestAnswer((language: string, today: string) =>
  eachOnce((entry: CatalogueEntry) => homePlaybook(entry, language, today)),
);

/** {@link homePlaybook} of each; of an entry that did not change, the very same as before. */
export function homePlaybooksOf(entries: readonly CatalogueEntry[], language: string, today: string): HomePlaybook[] {
  return readerFor(language, today)(entries);
}

/** What stands first when nothing was pinned or opened yet: the most urgent playbooks. */
export function toBeginWith(playbooks: readonly HomePlaybook[], limit: number): HomePlaybook[] {
  const offered = playbooks.filter(({ isWithdrawn }) => !isWithdrawn);
  return firstInOrder(offered, (a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1), limit).slice(0, limit);
}
