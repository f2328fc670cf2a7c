import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { OperationKind } from '../../../shared/domain/record-state.ts';
import type { StoredOperation } from '../../../shared/protocol/operation.ts';
import { FieldValue } from './field-value.tsx';
import css from './not-accepted-list.module.css';
import { OperationField } from './record-title.tsx';

interface ChangeWordsProps {
  readonly operations: readonly Pick<StoredOperation, 'id' | 'kind' | 'type' | 'field' | 'value'>[];
  /** Over them; the reader's own unless said otherwise. */
  readonly label?: string;
}

/** What a change says, in full: one value alone, several each under its field. */
export function ChangeWords({ operations, label }: ChangeWordsProps) {
  const { t } = useTranslation('sync');
  return (
    <>
      <p className={css.label}>{label ?? t('notAccepted.yours')}</p>
      <dl className={css.words}>
        {operations.map(({ id, kind, type, field, value }) => (
          <div key={id}>
            <dt className={operations.length === 1 ? css.unseen : css.label}>
              <OperationField field={field} />
            </dt>
            <dd>{kind === 'set' ? <FieldValue type={type} field={field} value={value} /> : existenceText(t, kind)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function existenceText(t: TFunction<'sync'>, kind: OperationKind): string {
  if (kind === 'delete') return t('waiting.deleted');
  if (kind === 'move') return t('waiting.moved');
  return kind === 'restore' ? t('waiting.restored') : t('waiting.created');
}
