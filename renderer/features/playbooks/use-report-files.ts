import { useTranslation } from 'react-i18next';
import { utf8 } from '../../../shared/base/bytes.ts';
import { peopleInReport } from '../../../shared/domain/exchange/people-in-file.ts';
import type { RunReport } from '../../../shared/domain/run-report.ts';
import { reportDocx } from '../../../shared/domain/run-report-docx.ts';
import { reportMarkdown } from '../../../shared/domain/run-report-markdown.ts';
import type { TlpLevel } from '../../../shared/domain/tlp.ts';
import type { ShownPicture } from '../../data/attachments/use-pictures.ts';
import { fileNameOf } from '../../data/file-name.ts';
import { useSaveLeaving } from '../../data/use-save-leaving.ts';
import { languageInfo } from '../../i18n/languages.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import type { useReportWords } from './use-report.ts';
import type { Words } from './words.ts';

interface ReportToSave {
  readonly report: RunReport;
  readonly words: ReturnType<typeof useReportWords>;
  /** Those that are on this disk. */
  readonly pictures: ReadonlyMap<string, ShownPicture>;
  readonly marking: TlpLevel | null;
  readonly name: string;
  madeAt(): string;
}

/** Saves the report of a run as text or as a document, once it was said what leaves with it. */
export function useReportFiles({ report, words, pictures, marking, name, madeAt }: ReportToSave) {
  const { t } = useTranslation('playbooks');
  const { t: tData } = useTranslation('data');
  const { language } = useLocale();
  const save = useSaveLeaving();
  const text = () => {
    const written = reportMarkdown(report, words);
    return marking ? `${marking}\n\n${written}\n${marking}\n` : written;
  };
  const document = () =>
    reportDocx(
      report,
      words,
      {
        ...{ title: name, language, isRightToLeft: languageInfo(language).dir === 'rtl', marking },
        foot: madeAt(),
        page: pageWords(t),
      },
      new Map([...pictures].map(([id, { bytes }]) => [id, bytes])),
    );
  const photos = report.steps.flatMap((step) => step.photos);
  const inDocument = photos.filter(({ id }) => pictures.has(id)).length;
  const what = tData('leaving.report', { steps: report.steps.length, entries: report.entries.length });
  const facts = { people: peopleInReport(report), marking };
  return {
    saveText: () =>
      save({
        ...facts,
        name: `${fileNameOf(name)}.md`,
        what: [what, ...(photos.length > 0 ? [tData('leaving.photoNames', { photos: photos.length })] : [])],
        bytes: () => utf8(text()),
      }),
    saveDocument: () =>
      save({
        ...facts,
        name: `${fileNameOf(name)}.docx`,
        what: [what, ...(inDocument > 0 ? [tData('leaving.photos', { photos: inDocument })] : [])],
        bytes: document,
      }),
  };
}

/** The words around the two numbers of "Page 1 of 3". */
function pageWords(t: Words): readonly [string, string, string] {
  const [before = '', between = '', after = ''] = t('report.page', { page: '\u0000', total: '\u0000' }).split('\u0000');
  return [before, between, after];
}
