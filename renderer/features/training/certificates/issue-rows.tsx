import { IconEye, IconUsers } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { shownName } from '../../../../shared/domain/training/roster.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { PersonName } from '../person-name.tsx';
import type { Candidate } from './candidates.ts';
import css from './certificates.module.css';

interface IssueRowsProps {
  readonly candidates: readonly Candidate[];
  /** Of those who passed, who gets none now. */
  readonly left: ReadonlySet<string>;
  readonly isBusy: boolean;
  onLeave(left: ReadonlySet<string>): void;
  onLook(person: string): void;
}

/** The roster with what each attended; a box for everybody who passed. How far a file is draws none of them anew. */
export const IssueRows = memo(function IssueRows({ candidates, left, isBusy, onLeave, onLook }: IssueRowsProps) {
  const { t } = useTranslation('training');
  if (candidates.length === 0) {
    return (
      <EmptyState icon={IconUsers} title={t('roster.none')}>
        {t('roster.noneWhy')}
      </EmptyState>
    );
  }
  const toggle = (id: string) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    onLeave(next);
  };
  return (
    <Panel role="group" aria-label={t('certificate.who')}>
      {candidates.map((candidate) => (
        <IssueRow
          key={candidate.person.id}
          candidate={candidate}
          isChosen={!left.has(candidate.person.id)}
          isBusy={isBusy}
          onToggle={() => toggle(candidate.person.id)}
          onLook={() => onLook(candidate.person.id)}
        />
      ))}
    </Panel>
  );
});

interface IssueRowProps {
  readonly candidate: Candidate;
  readonly isChosen: boolean;
  readonly isBusy: boolean;
  onToggle(): void;
  onLook(): void;
}

function IssueRow({ candidate: { person, attended, state }, isChosen, isBusy, onToggle, onLook }: IssueRowProps) {
  const { t } = useTranslation('training');
  const passed = state === 'passed';
  const name = shownName(person);
  return (
    <div className={css.candidate}>
      <label className={css.chooser}>
        <input type="checkbox" checked={passed && isChosen} disabled={!passed || isBusy} onChange={onToggle} />
        <PersonName person={person} />
      </label>
      <span className={css.quiet}>{t('certificate.attended', { present: attended.present, total: attended.of })}</span>
      {state === 'has' && <Tag tone="ok">{t('certificate.hasOne')}</Tag>}
      {state === 'short' && <Tag>{t('certificate.short')}</Tag>}
      {state === 'unassessed' && <Tag tone="due">{t('certificate.unassessed')}</Tag>}
      {state === 'missed' && <Tag tone="bad">{t('certificate.missed')}</Tag>}
      {passed && (
        <ActionButton kind="quiet" icon={IconEye} aria-label={t('certificate.lookAt', { name })} onClick={onLook} />
      )}
    </div>
  );
}
