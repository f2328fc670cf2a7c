import { useTranslation } from 'react-i18next';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import css from './conflict-detail.module.css';

export interface ExistenceConflictProps {
  readonly state: RecordState;
  onSettled(): void;
  onLater(): void;
}

interface ExistenceActsProps {
  /** Why this person cannot settle it; null for who can. */
  readonly why: string | null;
  readonly canAccept: boolean;
  onAccept(): void;
  onLater(): void;
}

/** The end of a question about a record as a whole. */
export function ExistenceActs({ why, canAccept, onAccept, onLater }: ExistenceActsProps) {
  const { t } = useTranslation('sync');
  return (
    <div className={css.acts}>
      <ActionButton
        kind="primary"
        size="medium"
        keys="Ctrl ↵"
        aria-keyshortcuts="Control+Enter"
        disabled={!canAccept}
        onClick={onAccept}
      >
        {t('act.accept')}
      </ActionButton>
      <ActionButton kind="quiet" size="medium" onClick={onLater}>
        {t('act.later')}
      </ActionButton>
      <span className={css.safe}>{why ?? t('act.safe')}</span>
    </div>
  );
}
