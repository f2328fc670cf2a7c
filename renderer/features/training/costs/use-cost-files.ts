import { utf8 } from '../../../../shared/base/bytes.ts';
import { csvFile, entryTable, seatTable } from '../../../../shared/domain/money/cost-tables.ts';
import { fileNameOf } from '../../../data/file-name.ts';
import { useSaveFile } from '../../../data/use-save-file.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { textOfCourse } from '../course-title.ts';
import type { OpenSession } from '../use-session.ts';
import type { Costs } from './use-costs.ts';

/** Saves the tables of an auditor as CSV ([MN11]). */
export function useCostFiles({ session, course }: OpenSession, costs: Costs) {
  const { language } = useLocale();
  const save = useSaveFile();
  const title = course === null ? null : textOfCourse(course, 'title', language);
  const facts = {
    session: session.reference ?? session.id,
    course: title?.text ?? '',
    marking: session.marking ?? '',
    nameOf: costs.nameOf,
    seatOf: costs.seatOf,
  };
  const name = (what: string) => `${fileNameOf(`${what} ${facts.session}`)}.csv`;
  return {
    saveEntries: () => save(name('costs'), utf8(csvFile(entryTable(costs.signed, costs.matters, facts)))),
    saveSeats: () => save(name('costs-per-seat'), utf8(csvFile(seatTable(costs.seats, facts)))),
  };
}
