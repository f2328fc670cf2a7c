import { useTranslation } from 'react-i18next';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import type { Icon } from '../../ui/icon.ts';
import css from './conflict-detail.module.css';

export interface ExistenceConflictProps {
  readonly state: RecordState;
  onSettled(): void;
  onLater(): void;
}

interface ConflictActsProps {
  /** What is said beside the buttons: that nothing is lost, unless something stands in the way. */
  readonly says?: string | undefined;
  /** On the button that settles it. */
  readonly label?: string;
  readonly icon?: Icon;
  readonly canAccept: boolean;
  onAccept(): void;
  onLater(): void;
}

/** The end of a question: it is settled, or left for later. */
export function ConflictActs({ says, label, icon, canAccept, onAccept, onLater }: ConflictActsProps) {
  const { t } = useTranslation('sync');
  return (
    <div className={css.acts}>
      <ActionButton
        kind="primary"
        size="medium"
        icon={icon}
        keys="Ctrl ↵"
        aria-keyshortcuts="Control+Enter"
        disabled={!canAccept}
        onClick={onAccept}
      >
        {label ?? t('act.accept')}
      </ActionButton>
      <ActionButton kind="quiet" size="medium" onClick={onLater}>
        {t('act.later')}
      </ActionButton>
      <span className={css.safe}>{says ?? t('act.safe')}</span>
    </div>
  );
}
