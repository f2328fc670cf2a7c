import { IconCertificate, IconPlayerStop } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { certificate } from '../../../../shared/domain/certificate/certificate.ts';
import type { StandingKey } from '../../../../shared/domain/certificate/certificate-key.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { PageBody } from '../../../ui/page-body.tsx';
import { ScreenHeading } from '../../../ui/screen-heading.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { SidePane } from '../../../ui/side-pane.tsx';
import { TlpChip } from '../../../ui/tlp-chip.tsx';
import { TopBar } from '../../../ui/top-bar.tsx';
import { useAssessment } from '../assessment/use-assessment.ts';
import { textOfCourse } from '../course-title.ts';
import { SessionGate } from '../session-gate.tsx';
import type { OpenSession } from '../use-session.ts';
import { AllCertificatesMenu, AllCertificatesOutcome } from './all-certificates.tsx';
import { type Candidate, candidatesOf, isStandingOf } from './candidates.ts';
import css from './certificates.module.css';
import { IssuePreview } from './issue-preview.tsx';
import { IssueRows } from './issue-rows.tsx';
import { CertificateSheet } from './sheet.tsx';
import { type AllCertificates, useAllCertificates } from './use-all-certificates.ts';
import { useCertificateKeys } from './use-certificate-keys.ts';
import { type Issuing, useIssue } from './use-issue.ts';
import { useCertificates } from './use-standing-certificates.ts';

/** Certificates for who passed a session: choose, look at one, issue. */
export function IssueScreen() {
  return <SessionGate asks={['create', certificate.type]}>{(open) => <IssueOf open={open} />}</SessionGate>;
}

function IssueOf({ open }: { readonly open: OpenSession }) {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const own = useCertificateKeys()?.own;
  const known = useCertificates();
  const issuing = useIssue(open);
  const assessment = useAssessment(open);
  const candidates = useMemo(
    () => (known === undefined || assessment === undefined ? [] : candidatesOf(open, known, assessment)),
    [open, known, assessment],
  );
  const passed = candidates.filter(({ state }) => state === 'passed');
  const issued = useMemo(
    () => (known ?? []).filter((one) => isStandingOf(one, open.session.id)),
    [known, open.session.id],
  );
  const all = useAllCertificates(open, issued);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [looked, setLooked] = useState<string | null>(null);
  const chosen = passed.filter(({ person }) => !left.has(person.id));
  const title = open.course === null ? null : textOfCourse(open.course, 'title', language);
  const session = {
    label: open.session.reference ?? title?.text ?? t('course.gone'),
    path: `/training/sessions/${open.session.id}`,
  };
  useScreenTitle(t('certificate.issueTitle'), session.label);
  const shown = chosen.find(({ person }) => person.id === looked) ?? chosen[0];
  return (
    <>
      <TopBar crumbs={[{ label: t('rail.label'), path: '/training' }, session, { label: t('tabs.certificates') }]}>
        {open.session.marking && <TlpChip level={open.session.marking} />}
      </TopBar>
      <SidePane
        label={t('certificate.preview')}
        width={452}
        pane={own && shown && <IssuePreview open={open} candidate={shown} own={own} />}
      >
        <PageBody>
          <ScreenHeading>{t('certificate.issueTitle')}</ScreenHeading>
          <p className={css.quiet}>{t('certificate.issueWhat')}</p>
          {own !== undefined && own?.state !== 'in-force' && <KeyNeeded isWaiting={own?.state === 'waiting'} />}
          {open.course === null && <Banner tone="due" title={t('course.gone')} />}
          {issuing.outcome !== null && <Outcome outcome={issuing.outcome} />}
          <AllCertificatesOutcome all={all} />
          <IssueRows
            candidates={candidates}
            left={left}
            onLeave={setLeft}
            onLook={setLooked}
            isBusy={issuing.progress !== null || all.progress !== null}
          />
        </PageBody>
        <IssueFoot chosen={chosen} own={own ?? null} {...{ issuing, all }} hasCourse={open.course !== null} />
      </SidePane>
      {all.pages.length > 0 && <CertificateSheet certificates={all.pages} />}
    </>
  );
}

function KeyNeeded({ isWaiting }: { readonly isWaiting: boolean }) {
  const { t } = useTranslation('training');
  const navigate = useNavigate();
  return (
    <Banner
      tone="due"
      title={isWaiting ? t('certificate.keyWaits') : t('certificate.keyNeeded')}
      action={
        <ActionButton onClick={() => void navigate({ to: '/training/certificates' })}>
          {t('certificate.toKeys')}
        </ActionButton>
      }
    />
  );
}

interface IssueFootProps {
  readonly chosen: readonly Candidate[];
  readonly own: StandingKey | null;
  readonly issuing: Issuing;
  readonly all: AllCertificates;
  readonly hasCourse: boolean;
}

function IssueFoot({ chosen, own, issuing, all, hasCourse }: IssueFootProps) {
  const { t } = useTranslation('training');
  if (issuing.progress !== null) {
    return <WorkFoot label={t('certificate.issuing')} progress={issuing.progress} onStop={issuing.stop} />;
  }
  if (all.progress?.isWriting) return <WorkFoot label={t('certificate.writing')} />;
  if (all.progress !== null) {
    return <WorkFoot label={t('certificate.drawing')} progress={all.progress} onStop={all.stop} />;
  }
  const isReady = own?.state === 'in-force' && hasCourse && chosen.length > 0;
  return (
    <div className={css.foot}>
      <ActionButton
        kind="primary"
        size="medium"
        icon={IconCertificate}
        disabled={!isReady}
        onClick={() => own !== null && void issuing.issue(chosen, own)}
      >
        {t('certificate.issue', { count: chosen.length })}
      </ActionButton>
      <span className={css.footHint}>{t('certificate.issueHint')}</span>
      <AllCertificatesMenu all={all} />
    </div>
  );
}

interface WorkFootProps {
  readonly label: string;
  /** Absent where nobody knows how far it is. */
  readonly progress?: { readonly done: number; readonly total: number };
  onStop?(): void;
}

/** How far it is, and the way out while there is one. */
function WorkFoot({ label, progress, onStop }: WorkFootProps) {
  const { t } = useTranslation('training');
  const id = useId();
  return (
    <div className={css.foot}>
      <label htmlFor={id}>{label}</label>
      <progress id={id} value={progress?.done} max={Math.max(progress?.total ?? 1, 1)} />
      {progress && (
        <span className={css.quiet}>{t('certificate.of', { done: progress.done, count: progress.total })}</span>
      )}
      {onStop && (
        <ActionButton icon={IconPlayerStop} onClick={onStop}>
          {t('import.stop')}
        </ActionButton>
      )}
    </div>
  );
}

function Outcome({ outcome }: { readonly outcome: NonNullable<Issuing['outcome']> }) {
  const { t } = useTranslation('training');
  const { state, issued, why } = outcome;
  const words = t('certificate.issued', { count: issued });
  if (state === 'failed') {
    return (
      <Banner tone="bad" isNews title={why}>
        {words}
      </Banner>
    );
  }
  return (
    <Banner tone={state === 'done' ? 'ok' : 'due'} isNews title={words}>
      {state === 'stopped' && t('certificate.stopped')}
    </Banner>
  );
}
