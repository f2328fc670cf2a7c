import { useTranslation } from 'react-i18next';
import type { HeldOperation } from '../../shared/coordinator/contract.ts';
import css from './operation-list.module.css';
import './words.ts';

/** What a change contains, field by field, in full. Values keep their own direction; keys run left to right. */
export function OperationList({ operations }: { readonly operations: readonly HeldOperation[] }) {
  const { t } = useTranslation('coordinator');
  return (
    <dl className={css.list}>
      {operations.map(({ id, kind, field, value }) => (
        <div key={id} className={css.item}>
          <dt>
            {field.startsWith('@') ? (
              t('held.record')
            ) : (
              <bdi dir="ltr" className="wp-mono">
                {field}
              </bdi>
            )}
          </dt>
          <dd dir={isText(kind, value) ? 'auto' : 'ltr'} className={css.value} lang={languageOf(field)}>
            {kind === 'create' && t('held.created')}
            {kind === 'delete' && t('held.deleted')}
            {kind === 'restore' && t('held.restored')}
            {kind === 'set' && (value === null ? t('held.cleared') : wordsOf(value))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Words run as they are written; what only machines write is shown as they write it. */
function isText(kind: string, value: HeldOperation['value']): boolean {
  return kind !== 'set' || value === null || typeof value === 'string';
}

/** The language that a field key ends in: `title.ar`. */
function languageOf(field: string): string | undefined {
  return /\.([a-z]{2,3})$/.exec(field)?.[1];
}

function wordsOf(value: HeldOperation['value']): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
