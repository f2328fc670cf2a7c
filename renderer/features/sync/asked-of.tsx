import { useTranslation } from 'react-i18next';
import type { ConflictItem } from '../../data/conflict-items.ts';
import { OperationField } from './record-title.tsx';

/** What a question is about: a field, or whether the record is here or elsewhere. */
export function AskedOf({ item }: { readonly item: Pick<ConflictItem, 'field' | 'isMove'> }) {
  const { t } = useTranslation('sync');
  return item.isMove ? t('left.asked') : <OperationField field={item.field} />;
}
