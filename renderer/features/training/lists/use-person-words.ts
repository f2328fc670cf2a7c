import { useTranslation } from 'react-i18next';
import type { PersonWords } from '../../../../shared/domain/training-tables/person-columns.ts';

/** The words over the columns that name somebody: those by which a roster is imported again. */
export function usePersonWords(): PersonWords {
  const { t } = useTranslation('training');
  return {
    name: t('column.name'),
    transliteration: t('column.transliteration'),
    organisation: t('column.organisation'),
    role: t('column.role'),
  };
}
