import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { splitFieldKey } from '../../../shared/domain/declare-record.ts';
import css from './reader.module.css';

export interface ConflictMarkProps {
  readonly record: string;
  /** Field keys in conflict. */
  readonly fields: readonly string[];
  /** Conflicts of this language come first. */
  readonly lang: string;
}

/** Says that a record holds more than one value for a field, and leads to where it is settled. */
export function ConflictMark({ record, fields, lang }: ConflictMarkProps) {
  const { t } = useTranslation('playbooks');
  if (fields.length === 0) return null;
  const first = fields.find((key) => splitFieldKey(key)[1] === lang) ?? (fields[0] as string);
  return (
    <Link to="/sync/conflicts/$record/$field" params={{ record, field: first } as never} className={css.conflict ?? ''}>
      <IconAlertTriangle size={14} stroke={2} aria-hidden="true" />
      {t('reader.conflict')}
    </Link>
  );
}
