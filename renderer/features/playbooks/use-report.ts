import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { pickText } from '../../../shared/domain/localised.ts';
import { type RunReport, runReport } from '../../../shared/domain/run-report.ts';
import type { ReportWords } from '../../../shared/domain/run-report-words.ts';
import type { AttachedFile } from '../../data/attachments/use-files.ts';
import { createFormatters } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { type PickText, saidBy } from './lines.ts';
import { choiceWord } from './run-words.ts';
import { checkWords } from './step-checks.tsx';
import type { OpenRun } from './use-run.ts';

/** The report of a run in the language of the interface. */
export function useReport({ run, playbook, lines, events }: OpenRun, attached: readonly AttachedFile[]): RunReport {
  const { t } = useTranslation('playbooks');
  const { language } = useLocale();
  return useMemo(() => {
    const written = playbook?.playbook.language;
    const pick: PickText = (texts, original = written) => pickText(texts, language, original);
    const unnamed = t('reader.unnamed');
    const steps = [...(playbook?.steps.byId.values() ?? [])];
    const start = playbook?.playbook.workflowStart ?? null;
    const added = lines.flatMap((line) => {
      if (line.origin === 'core') return [];
      const { id, mark, centre, step } = line;
      return [{ id, mark, centre, after: step.after, name: saidBy(line, pick).name?.text ?? unnamed }];
    });
    const files = new Map(attached.map(({ file: { id, name = '', sha256 = '' } }) => [id, { name, sha256 }] as const));
    return runReport(run, { steps, start, added, files }, events, { pick, unnamed });
  }, [run, playbook, lines, events, attached, language, t]);
}

/** The words of the report in the language of the interface, times in the zone where the run took place. */
export function useReportWords({ run }: OpenRun): ReportWords {
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
      leader: t('report.leader'),
      people: t('report.by'),
      progress: t('report.progress'),
      steps: t('report.steps'),
      log: t('report.entries'),
      decision: t('report.kind.decision'),
      authority: t('reader.authority'),
      reason: t('report.reason'),
      note: t('report.kind.note'),
      photo: t('report.kind.photo'),
      photos: t('report.photos'),
      photosBare: t('report.photosBare'),
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
        taken: t('report.kind.taken'),
        'given-back': t('report.kind.givenBack'),
        'handed-over': t('report.kind.handedOver'),
        photo: t('report.kind.photo'),
        'timer-set': t('report.kind.timerSet'),
        'timer-stopped': t('report.kind.timerStopped'),
      },
      check: checkWords(t),
      choice: (choice) => choiceWord(t, choice),
      time: (at) => `${format.date(at, 'medium')} ${format.timeWithSeconds(at)}`,
      series: format.series,
      addedBy: (centre) => t('layer.addedBy', { centre }),
      takenBy: (name) => t('run.takenBy', { name }),
      until: (at) => t('report.until', { time: format.timeWithSeconds(at) }),
      handedTo: (name) => t('report.handedTo', { name }),
    };
  }, [t, language, run.timeZone]);
}
