import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { StandingKey } from '../../../../shared/domain/certificate/certificate-key.ts';
import { composeCertificate } from '../../../../shared/domain/certificate/compose-certificate.ts';
import { shownName } from '../../../../shared/domain/training/roster.ts';
import { pageClock } from '../../../data/page-ports.ts';
import { SectionHead } from '../../../ui/section-head.tsx';
import type { OpenSession } from '../use-session.ts';
import css from './certificates.module.css';
import { factsOf } from './facts-of.ts';
import { CertificatePicture } from './picture.tsx';
import type { ToIssue } from './use-issue.ts';

interface IssuePreviewProps {
  readonly open: OpenSession;
  readonly candidate: ToIssue;
  readonly own: StandingKey;
}

/** What somebody would get, unsigned: without a number and without its square. */
export function IssuePreview({ open, candidate: { person, attended, results }, own }: IssuePreviewProps) {
  const { t } = useTranslation('training');
  const credential = useMemo(() => {
    const unsigned = { open, person, attended, results, key: own, id: '', statusPlace: 0, at: pageClock.now() };
    const facts = factsOf(unsigned);
    return facts === null ? null : { ...composeCertificate(facts), id: '' };
  }, [open, person, attended, results, own]);
  if (credential === null) return null;
  return (
    <div className={css.paneBody}>
      <section>
        <SectionHead title={t('certificate.preview')} />
        <CertificatePicture
          credential={credential}
          token=""
          label={t('certificate.pictureOf', { name: shownName(person) })}
        />
        <p className={css.quiet}>{t('certificate.previewHint')}</p>
      </section>
    </div>
  );
}
