import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../ui/action-button.tsx';
import { ScreenHeading } from '../ui/screen-heading.tsx';
import css from './fault-panel.module.css';

export interface FaultPanelProps {
  readonly fault: unknown;
  /** Words for a screen that threw, unless these say otherwise. */
  readonly title?: string;
  readonly words?: readonly string[];
  readonly retryLabel?: string;
  onRetry(): void;
  onHome?(): void;
}

/** What happened, what was kept, what to do. Plain elements only: it must show when much else is broken. */
export function FaultPanel({ fault, title, words, retryLabel, onRetry, onHome }: FaultPanelProps) {
  const { t } = useTranslation('app');
  return (
    <div role="alert" className={css.panel}>
      <IconAlertTriangle size={28} stroke={1.7} color="var(--wp-bad)" aria-hidden="true" />
      <ScreenHeading>{title ?? t('error.title')}</ScreenHeading>
      {(words ?? [t('error.what'), t('error.kept')]).map((paragraph) => (
        <p key={paragraph} className={css.text}>
          {paragraph}
        </p>
      ))}
      <div className={css.acts}>
        <ActionButton kind="primary" onClick={onRetry}>
          {retryLabel ?? t('error.retry')}
        </ActionButton>
        {onHome && <ActionButton onClick={onHome}>{t('error.home')}</ActionButton>}
      </div>
      <details className={css.details}>
        <summary>{t('error.details')}</summary>
        <pre lang="en">{fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}</pre>
      </details>
    </div>
  );
}
