import type { CatalogueEntry } from '../../../../shared/domain/catalogue.ts';
import { strictestTlp, type TlpLevel, tlpLevels } from '../../../../shared/domain/tlp.ts';

/** The strictest mark of listed records; null when none carries any. */
export function strictestMark(entries: readonly CatalogueEntry[]): TlpLevel | null {
  return strictestTlp(entries.map(({ values }) => tlpLevels.find((level) => level === values['marking'])));
}
