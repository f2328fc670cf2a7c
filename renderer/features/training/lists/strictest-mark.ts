import type { CatalogueEntry } from '../../../../shared/domain/catalogue.ts';
import { stricterTlp, type TlpLevel, tlpLevels } from '../../../../shared/domain/tlp.ts';

/** The strictest mark of listed records; null when none carries any. */
export function strictestMark(entries: readonly CatalogueEntry[]): TlpLevel | null {
  const marks = entries.flatMap(({ values }) => tlpLevels.filter((level) => level === values['marking']));
  return marks.length === 0 ? null : marks.reduce(stricterTlp);
}
