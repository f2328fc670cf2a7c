import { dayHere } from '../../../shared/base/plain-date.ts';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { useListedPlaybooks } from '../../data/use-releases.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { useMinuteClock } from '../../ui/use-minute-clock.ts';
import { type HomePlaybook, homePlaybook } from './home-model.ts';

/** The library as the parts of home see it; undefined until it is read. The parts share one reading. */
export function useHomePlaybooks(): readonly HomePlaybook[] | undefined {
  const { language } = useLocale();
  const today = dayHere(useMinuteClock());
  const data = useListedPlaybooks();
  return data === undefined ? undefined : read(data, language, today);
}

let latest: { entries: readonly CatalogueEntry[]; key: string; playbooks: readonly HomePlaybook[] } | null = null;

function read(entries: readonly CatalogueEntry[], language: string, today: string): readonly HomePlaybook[] {
  const key = `${language} ${today}`;
  if (latest?.entries !== entries || latest.key !== key) {
    latest = { entries, key, playbooks: entries.map((entry) => homePlaybook(entry, language, today)) };
  }
  return latest.playbooks;
}
