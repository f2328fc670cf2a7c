/** What the overview shows of all translated records in one language. Pure. */
import { languages } from '../../../shared/domain/language.ts';
import { type Progress, sumProgress } from '../../../shared/domain/translation/progress.ts';
import type { TranslationState } from '../../../shared/domain/translation/translation-unit.ts';
import type { TranslatedRecord } from './translated-record.ts';

/** What a translator looks for. */
export const tasks = ['outdated', 'initial', 'translated'] as const satisfies readonly TranslationState[];
export type Task = (typeof tasks)[number];

export interface LanguageTotal {
  readonly lang: string;
  readonly progress: Progress;
}

export interface QueueRow {
  readonly record: TranslatedRecord;
  readonly progress: Progress;
}

const nothing = sumProgress([]);

/** All languages with what is left in each: the six, then whatever else some record has. */
export function languageTotals(records: readonly TranslatedRecord[]): LanguageTotal[] {
  const others = new Set(records.flatMap(({ progress }) => Object.keys(progress)));
  for (const lang of languages) others.delete(lang);
  return [...languages, ...[...others].sort()].map((lang) => ({
    lang,
    progress: sumProgress(records.map(({ progress }) => progress[lang] ?? nothing)),
  }));
}

/** The language to begin with: the reader's own where there is something to translate into it, else the furthest behind. */
export function firstLanguage(totals: readonly LanguageTotal[], reader: string): string {
  const own = totals.find(({ lang, progress }) => lang === reader && progress.units > 0);
  if (own !== undefined && own.progress.units > own.progress.originals) return own.lang;
  const [behind] = [...totals].sort(
    (a, b) => b.progress.outdated - a.progress.outdated || b.progress.wordsLeft - a.progress.wordsLeft,
  );
  return behind?.lang ?? reader;
}

/** The records to translate into a language: outdated texts first, then the most words; what is done comes last. */
export function queueFor(records: readonly TranslatedRecord[], lang: string, task: Task | null): QueueRow[] {
  return records
    .map((record) => ({ record, progress: record.progress[lang] ?? nothing }))
    .filter(({ progress }) => (task === null ? progress.units > 0 : progress[task] > 0))
    .sort(
      (a, b) =>
        b.progress.outdated - a.progress.outdated ||
        b.progress.wordsLeft - a.progress.wordsLeft ||
        b.progress.translated - a.progress.translated ||
        (a.record.root.id < b.record.root.id ? -1 : 1),
    );
}
