import { IconHistory } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RecordDeclaration, RecordView } from '../../../shared/domain/declare-record.ts';
import { placedUnits } from '../../../shared/domain/translation/progress.ts';
import { translationOf } from '../../../shared/domain/translation/translation-unit.ts';
import { iconStroke } from '../../ui/icon.ts';
import css from './reader.module.css';

export interface OutdatedMarkProps {
  readonly declaration: RecordDeclaration;
  readonly record: RecordView;
  /** The playbook that it belongs to, or is. */
  readonly playbook: string | undefined;
  readonly lang: string;
  readonly original: string | undefined;
}

/** Says that the original changed after this translation, with the way to where it is renewed. */
export function OutdatedMark({ declaration, record, playbook, lang, original }: OutdatedMarkProps) {
  const { t } = useTranslation('playbooks');
  const outdated = placedUnits(declaration, record, original ?? null).find(
    ({ unit }) => unit.lang !== lang && translationOf(record, unit, lang).state === 'outdated',
  );
  if (outdated === undefined || playbook === undefined) return null;
  return (
    <p className={css.outdated}>
      <IconHistory size={15} stroke={iconStroke} aria-hidden="true" />
      {t('reader.originalChanged')} {/* the grid is another feature, reached by its address alone */}
      <Link
        to="/translation/$lang/$recordId"
        params={{ lang, recordId: playbook } as never}
        search={{ unit: `${record.id}.${outdated.unit.field}` } as never}
      >
        {t('reader.seeChange')}
      </Link>
    </p>
  );
}
