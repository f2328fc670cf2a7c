import { IconArrowLeft, IconClipboardList, IconFileText, IconFileTypeDocx, IconPrinter } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Run } from '../../../shared/domain/run.ts';
import { FilesPanel } from '../../data/attachments/files-panel.tsx';
import { type AttachedFile, useFiles } from '../../data/attachments/use-files.ts';
import { usePictures } from '../../data/attachments/use-pictures.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { usePrinting } from '../../data/use-printing.ts';
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
import { useReportFiles } from './use-report-files.ts';
import { type OpenRun, useRun } from './use-run.ts';

/** What comes out of a run: who did what and when, on whose authority, what was left out and why. */
export function RunReportScreen() {
  const { runId } = useParams({ strict: false }) as { runId: string };
  const open = useRun(runId);
  return open ? <Report open={open} /> : null;
}

function Report({ open }: { readonly open: OpenRun }) {
  const { t } = useTranslation('playbooks');
  const { format } = useLocale();
  const attached = useFiles(open.run.id) ?? noFiles;
  const pictures = usePictures(attached, { leave: true });
  const report = useReport(open, attached);
  const words = useReportWords(open);
  const { isPrinting, print } = usePrinting();
  const marking = open.playbook?.playbook.marking;
  const name = `${t('report.title')} ${report.title}`;
  useScreenTitle(t('report.title'), report.title);
  const madeAt = () => t('reader.printed', { date: format.dateTime(Date.now()) });
  const files = useReportFiles({ report, words, pictures, marking: marking ?? null, name, madeAt });
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
            onSaveText={files.saveText}
            onSaveDocument={files.saveDocument}
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
