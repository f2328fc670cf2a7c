import { IconRosetteDiscountCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { StandingRelease } from '../../../shared/domain/release/release-standing.ts';
import { RecordFact } from '../../ui/record-header.tsx';
import css from './reader.module.css';
import type { TextToRead } from './text-to-read.ts';
import type { Words } from './words.ts';

/** By how many different ones an edition was approved: "approved by 3 centres". */
export function approvalWords(t: Words, { edition, parties }: StandingRelease): string {
  const count = parties.length;
  switch (edition.rule.distinct) {
    case 'person':
      return t('release.byPersons', { count });
    case 'centre':
      return t('release.byCentres', { count });
    default:
      return t('release.byStates', { count });
  }
}

/** Who stands behind what is read, and what is on its way; each leads to the releases of the playbook. */
export function ReleaseFacts({ text, playbook }: { readonly text: TextToRead; readonly playbook: string }) {
  const { t } = useTranslation('playbooks');
  const { standing, release } = text;
  const { candidate } = standing;
  const path = `/playbooks/${playbook}/releases`;
  return (
    <>
      {release !== null && (
        <RecordFact icon={IconRosetteDiscountCheck} {...(release.state === 'withdrawn' ? {} : { tone: 'ok' as const })}>
          <Link to={path as never} className={css.factLink ?? ''}>
            {approvalWords(t, release)}
          </Link>
        </RecordFact>
      )}
      {candidate !== null && candidate.id !== release?.id && (
        <RecordFact tone="due">
          <Link to={`${path}/${candidate.id}` as never} className={css.factLink ?? ''}>
            {candidate.state === 'approved'
              ? t('release.waitsForRelease', { number: candidate.edition.number })
              : t('release.inReview', { number: candidate.edition.number })}
          </Link>
        </RecordFact>
      )}
    </>
  );
}
