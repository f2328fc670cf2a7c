import { IconArrowLeft, IconClipboardList, IconFileText, IconFileTypeDocx, IconPrinter } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { utf8 } from '../../../shared/base/bytes.ts';
import type { Run } from '../../../shared/domain/run.ts';
import { reportDocx } from '../../../shared/domain/run-report-docx.ts';
import { reportMarkdown } from '../../../shared/domain/run-report-markdown.ts';
import { FilesPanel } from '../../data/attachments/files-panel.tsx';
import { type AttachedFile, useFiles } from '../../data/attachments/use-files.ts';
import { usePictures } from '../../data/attachments/use-pictures.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { fileNameOf } from '../../data/file-name.ts';
import { usePrinting } from '../../data/use-printing.ts';
import { useSaveFile } from '../../data/use-save-file.ts';
import { languageInfo } from '../../i18n/languages.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { PrintSheet } from '../../ui/print-sheet.tsx';
import { RecordFact, RecordHeader } from '../../ui/record-header.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import css from './report.module.css';
import { ReportBody } from './report-body.tsx';
import { ReviewsOfRun } from './reviews-of-run.tsx';
import { useReport, useReportWords } from './use-report.ts';
import { type OpenRun, useRun } from './use-run.ts';
import type { Words } from './words.ts';

/** What comes out of a run: who did what and when, on whose authority, what was left out and why. */
export function RunReportScreen() {
  const { runId } = useParams({ strict: false }) as { runId: string };
  const open = useRun(runId);
  return open ? <Report open={open} /> : null;
}

function Report({ open }: { readonly open: OpenRun }) {
  const { t } = useTranslation('playbooks');
  const { format, language } = useLocale();
  const attached = useFiles(open.run.id) ?? noFiles;
  const pictures = usePictures(attached, { leave: true });
  const report = useReport(open, attached);
  const words = useReportWords(open);
  const { isPrinting, print } = usePrinting();
  const save = useSaveFile();
  const marking = open.playbook?.playbook.marking;
  const name = `${t('report.title')} ${report.title}`;
  useScreenTitle(t('report.title'), report.title);
  const text = () =>
    marking ? `${marking}\n\n${reportMarkdown(report, words)}\n${marking}\n` : reportMarkdown(report, words);
  const madeAt = () => t('reader.printed', { date: format.dateTime(Date.now()) });
  const document = () =>
    reportDocx(
      report,
      words,
      {
        ...{ title: name, language, isRightToLeft: languageInfo(language).dir === 'rtl', marking: marking ?? null },
        foot: madeAt(),
        page: pageWords(t),
      },
      new Map([...pictures].map(([id, { bytes }]) => [id, bytes])),
    );
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/playbooks' },
          { label: t('run.list.title'), path: '/runs' },
          { label: t('report.title') },
        ]}
      />
      <RecordHeader
        title={report.title}
        lang={open.run.language}
        tlp={marking}
        actions={
          <ReportActions
            run={open.run}
            onPrint={() => void print(name)}
            onSaveText={() => void save(`${fileNameOf(name)}.md`, utf8(text()))}
            onSaveDocument={() => void save(`${fileNameOf(name)}.docx`, document())}
          />
        }
      >
        <RecordFact tone={report.finished === null ? 'due' : 'ok'}>
          {report.finished === null
            ? t('report.notEnded')
            : t('run.list.finished', { date: format.dateTime(report.finished.at) })}
        </RecordFact>
        <RecordFact>{t('run.done', { done: report.settled, total: report.total })}</RecordFact>
      </RecordHeader>
      <div className={css.page}>
        <ReportBody report={report} words={words} pictures={pictures} />
        <FilesPanel owner={open.run} />
        <ReviewsOfRun run={open.run.id} />
      </div>
      {isPrinting && (
        <PrintSheet title={name} tlp={marking} foot={madeAt()}>
          <h1>{report.title}</h1>
          <ReportBody report={report} words={words} pictures={pictures} />
        </PrintSheet>
      )}
    </>
  );
}

const noFiles: readonly AttachedFile[] = [];

/** The words around the two numbers of "Page 1 of 3". */
function pageWords(t: Words): readonly [string, string, string] {
  const [before = '', between = '', after = ''] = t('report.page', { page: '\u0000', total: '\u0000' }).split('\u0000');
  return [before, between, after];
}

interface ReportActionsProps {
  readonly run: Run;
  onPrint(): void;
  onSaveText(): void;
  onSaveDocument(): void;
}

function ReportActions({ run, onPrint, onSaveText, onSaveDocument }: ReportActionsProps) {
  const { t } = useTranslation('playbooks');
  const { may } = useProfile();
  const navigate = useNavigate();
  return (
    <>
      <ActionButton
        size="medium"
        kind="quiet"
        icon={IconArrowLeft}
        mirrorIcon
        onClick={() => void navigate({ to: `/runs/${run.id}` })}
      >
        {t('report.back')}
      </ActionButton>
      <ActionButton size="medium" icon={IconPrinter} onClick={onPrint}>
        {t('report.print')}
      </ActionButton>
      <ActionButton size="medium" icon={IconFileTypeDocx} onClick={onSaveDocument}>
        {t('report.docx')}
      </ActionButton>
      <ActionButton size="medium" icon={IconFileText} onClick={onSaveText}>
        {t('report.save')}
      </ActionButton>
      {may('create', 'review', run.scope) && (
        <ActionButton
          size="medium"
          kind="primary"
          icon={IconClipboardList}
          onClick={() => void navigate({ to: '/reviews/new', search: { run: run.id } as never })}
        >
          {t('report.startReview')}
        </ActionButton>
      )}
    </>
  );
}
