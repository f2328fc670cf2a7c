import { IconClipboardCheck, IconPrinter } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { assessmentMark } from '../../../../shared/domain/assessment/assessment-mark.ts';
import { saysTheSame } from '../../../../shared/domain/assessment/assessment-result.ts';
import { resultOf } from '../../../../shared/domain/assessment/assessment-standing.ts';
import { usePrinting } from '../../../data/use-printing.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ListHead, PageBody } from '../../../ui/page-body.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { TopBar } from '../../../ui/top-bar.tsx';
import { textOfCourse } from '../course-title.ts';
import { SessionGate } from '../session-gate.tsx';
import type { OpenSession } from '../use-session.ts';
import { AssessmentRows } from './assessment-rows.tsx';
import { PaperForms } from './paper-forms.tsx';
import { type Assessment, useAssessment } from './use-assessment.ts';
import { useRecordResults } from './use-record-results.ts';

/** How everybody of a session stands in the competencies of its course, and the way to each one's turn. */
export function AssessmentScreen() {
  return <SessionGate asks={['create', assessmentMark.type]}>{(open) => <OpenAssessment open={open} />}</SessionGate>;
}

/** The bar over the screens of an assessment. */
export function AssessmentTopBar({ open, label }: { readonly open: OpenSession; readonly label?: string }) {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const title = open.course === null ? null : textOfCourse(open.course, 'title', language);
  const path = `/training/sessions/${open.session.id}`;
  const session = { label: open.session.reference ?? title?.text ?? t('course.gone'), path };
  const here = { label: t('assessment.title'), ...(label === undefined ? {} : { path: `${path}/assessment` }) };
  const crumbs = [{ label: t('rail.label'), path: '/training' }, session, here];
  return <TopBar crumbs={label === undefined ? crumbs : [...crumbs, { label }]} />;
}

function OpenAssessment({ open }: { readonly open: OpenSession }) {
  const { t } = useTranslation('training');
  const navigate = useNavigate();
  const assessment = useAssessment(open);
  const { isPrinting, print } = usePrinting();
  useScreenTitle(t('assessment.title'), open.session.reference);
  if (assessment === undefined) return null;
  const { session, course, roster } = open;
  const hasItems = assessment.items.length > 0;
  return (
    <>
      <AssessmentTopBar open={open} />
      <PageBody>
        <ListHead title={t('assessment.title')} end={hasItems && <RecordButton open={open} assessment={assessment} />}>
          {hasItems && roster.length > 0 && (
            <ActionButton
              icon={IconPrinter}
              onClick={() => void print(`${session.reference ?? ''} ${t('assessment.form')}`.trim())}
            >
              {t('assessment.print')}
            </ActionButton>
          )}
        </ListHead>
        {!hasItems && (
          <EmptyState
            icon={IconClipboardCheck}
            title={t('assessment.noItems')}
            action={
              course === null
                ? undefined
                : {
                    label: t('assessment.toCourse'),
                    onClick: () => void navigate({ to: `/training/courses/${course.id}` }),
                  }
            }
          >
            {t('assessment.noItemsWhy')}
          </EmptyState>
        )}
        {hasItems && <AssessmentRows open={open} assessment={assessment} />}
      </PageBody>
      {isPrinting && <PaperForms open={open} items={assessment.items} />}
    </>
  );
}

/** Records what nobody has recorded yet or what has changed since ([AM7]). */
function RecordButton({ open, assessment }: { readonly open: OpenSession; readonly assessment: Assessment }) {
  const { t } = useTranslation('training');
  const { record, saving } = useRecordResults(open);
  const ready = open.roster.flatMap(({ person }) => {
    const results = resultOf(assessment.standingOf(person.id));
    const before = assessment.recordedOf(person.id);
    if (results === null || (before !== undefined && saysTheSame(before.results, results))) return [];
    return [{ person: person.id, results }];
  });
  return (
    <ActionButton
      kind="primary"
      icon={IconClipboardCheck}
      disabled={ready.length === 0 || saving}
      title={t('assessment.recordWhy')}
      onClick={() => void record(ready)}
    >
      {ready.length === 0 ? t('assessment.nothingToRecord') : t('assessment.record', { count: ready.length })}
    </ActionButton>
  );
}
