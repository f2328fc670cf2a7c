import { IconClipboardList } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import css from './reader.module.css';
import type { StepChange } from './use-step-changes.ts';

/** Why a step reads as it does: the corrective actions that changed it, each one press away. */
export function StepChanges({ changes }: { readonly changes: readonly StepChange[] }) {
  const { t } = useTranslation('playbooks');
  return (
    <ul className={css.changes}>
      {changes.map(({ action, review, text }) => (
        <li key={action}>
          <IconClipboardList size={14} stroke={1.7} aria-hidden="true" />
          <Link to={`/reviews/${review}/actions/${action}`}>{t('reader.changedBy', { text: text?.text ?? '' })}</Link>
        </li>
      ))}
    </ul>
  );
}
