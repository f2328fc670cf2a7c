import { IconArrowLeft, IconClipboardList, IconFileText, IconPrinter } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { utf8 } from '../../../shared/base/bytes.ts';
import { pickText } from '../../../shared/domain/localised.ts';
import type { Run } from '../../../shared/domain/run.ts';
import { type RunReport, runReport } from '../../../shared/domain/run-report.ts';
import { type ReportWords, reportMarkdown } from '../../../shared/domain/run-report-markdown.ts';
import { FilesPanel } from '../../data/attachments/files-panel.tsx';
import { useProfile } from '../../data/engine-context.tsx';
import { fileNameOf } from '../../data/file-name.ts';
import { usePrinting } from '../../data/use-printing.ts';
import { useSaveFile } from '../../data/use-save-file.ts';
import { createFormatters } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { PrintSheet } from '../../ui/print-sheet.tsx';
import { RecordFact, RecordHeader } from '../../ui/record-header.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import css from './report.module.css';
import { ReportBody } from './report-body.tsx';
import { ReviewsOfRun } from './reviews-of-run.tsx';
import { choiceWord } from './run-words.ts';
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
  const report = useReport(open);
  const words = useReportWords(open);
  const { isPrinting, print } = usePrinting();
  const save = useSaveFile();
  const marking = open.playbook?.playbook.marking;
  const name = `${t('report.title')} ${report.title}`;
  useScreenTitle(t('report.title'), report.title);
  const text = () =>
    marking ? `${marking}\n\n${reportMarkdown(report, words)}\n${marking}\n` : reportMarkdown(report, words);
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
            onSave={() => void save(`${fileNameOf(name)}.md`, utf8(text()))}
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
        <ReportBody report={report} words={words} />
        <FilesPanel owner={open.run} />
        <ReviewsOfRun run={open.run.id} />
      </div>
      {isPrinting && (
        <PrintSheet title={name} tlp={marking} foot={t('reader.printed', { date: format.dateTime(Date.now()) })}>
          <h1>{report.title}</h1>
          <ReportBody report={report} words={words} />
        </PrintSheet>
      )}
    </>
  );
}

interface ReportActionsProps {
  readonly run: Run;
  onPrint(): void;
  onSave(): void;
}

function ReportActions({ run, onPrint, onSave }: ReportActionsProps) {
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
      <ActionButton size="medium" icon={IconFileText} onClick={onSave}>
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

function useReport({ run, playbook, events }: OpenRun): RunReport {
  const { t } = useTranslation('playbooks');
  const { language } = useLocale();
  return useMemo(() => {
    const steps = [...(playbook?.steps.byId.values() ?? [])];
    const textOf = (texts: Readonly<Partial<Record<string, string>>>) =>
      pickText(texts, language, playbook?.playbook.language)?.text ?? t('reader.unnamed');
    return runReport(run, steps, playbook?.playbook.workflowStart ?? null, events, textOf);
  }, [run, playbook, events, language, t]);
}

/** The words of the report in the language of the interface, times in the zone where the run took place. */
function useReportWords({ run }: OpenRun): ReportWords {
  const { t } = useTranslation('playbooks');
  const { language } = useLocale();
  return useMemo(() => {
    const format = createFormatters(language, run.timeZone);
    return {
      report: t('report.title'),
      release: t('report.release'),
      place: t('report.place'),
      started: t('report.started'),
      finished: t('report.ended'),
      notFinished: t('report.notEnded'),
      people: t('report.by'),
      progress: t('report.progress'),
      steps: t('report.steps'),
      log: t('report.entries'),
      decision: t('report.kind.decision'),
      authority: t('reader.authority'),
      reason: t('report.reason'),
      note: t('report.kind.note'),
      state: {
        open: t('report.status.open'),
        done: t('report.status.done'),
        skipped: t('report.status.skipped'),
        decided: t('report.status.decided'),
        'not-applicable': t('report.status.notApplicable'),
      },
      event: {
        done: t('report.kind.done'),
        skipped: t('report.kind.skipped'),
        reopened: t('report.kind.reopened'),
        note: t('report.kind.note'),
        decision: t('report.kind.decision'),
        finished: t('report.kind.finished'),
      },
      choice: (choice) => choiceWord(t, choice),
      time: (at) => `${format.date(at, 'medium')} ${format.timeWithSeconds(at)}`,
    };
  }, [t, language, run.timeZone]);
}
