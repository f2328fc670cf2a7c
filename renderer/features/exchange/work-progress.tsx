import { IconPlayerStop } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../ui/action-button.tsx';
import css from './exchange.module.css';

interface WorkProgressProps {
  readonly label: string;
  readonly done: number;
  /** Null while it is not known. */
  readonly total: number | null;
  onStop(): void;
}

/** How far a long piece of work is, and the way out of it. */
export function WorkProgress({ label, done, total, onStop }: WorkProgressProps) {
  const { t } = useTranslation('exchange');
  const id = useId();
  return (
    <div className={css.progress}>
      <label htmlFor={id}>{label}</label>
      <progress id={id} {...(total === null ? {} : { value: done, max: Math.max(total, 1) })} />
      {total !== null && <span className={css.quiet}>{t('work.of', { done, count: total })}</span>}
      <ActionButton icon={IconPlayerStop} onClick={onStop}>
        {t('work.stop')}
      </ActionButton>
    </div>
  );
}
