import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { fileChoices, quotas } from '../../data/attachments/file-choices.ts';
import { fileUseQuery } from '../../data/attachments/use-files.ts';
import { useEngine, useIdentity, useSyncRunner } from '../../data/engine-context.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { SelectField } from '../../ui/form-field.tsx';
import css from './files-kept.module.css';

/** What attachments take on this laptop, how much they may, and of which scopes all are kept here. */
export function FilesKept() {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const engine = useEngine();
  const runner = useSyncRunner();
  const { scopes } = useIdentity();
  const choices = fileChoices();
  const wanted = useSyncExternalStore(choices.subscribe, choices.get);
  const use = useQuery(fileUseQuery(engine)).data;
  const bytes = use?.bytes ?? 0;
  const keep = (scope: string, isKept: boolean) => {
    const others = wanted.scopes.filter((one) => one !== scope);
    choices.set({ ...wanted, scopes: isKept ? [...others, scope] : others });
    if (isKept) runner.again();
  };
  return (
    <section className={css.kept} aria-labelledby="files-kept">
      <h2 id="files-kept" className={css.title}>
        {t('files.title')}
      </h2>
      <p className={css.use}>{t('files.use', { used: format.bytes(bytes), quota: format.bytes(wanted.quota) })}</p>
      <progress
        className={css.bar}
        aria-label={t('files.title')}
        value={Math.min(bytes, wanted.quota)}
        max={wanted.quota}
      />
      {bytes >= wanted.quota && wanted.scopes.length > 0 && <p className={css.full}>{t('files.full')}</p>}
      <SelectField
        label={t('files.quota')}
        value={String(wanted.quota)}
        onChange={(quota) => {
          choices.set({ ...wanted, quota: Number(quota) });
          runner.again();
        }}
        options={quotas.map((quota) => ({ value: String(quota), label: format.bytes(quota) }))}
      />
      <fieldset className={css.scopes}>
        <legend>{t('files.keep')}</legend>
        {scopes.map(({ id, name }) => {
          const sum = use?.scopes.find(({ scope }) => scope === id);
          return (
            <label key={id} className={css.scope}>
              <input
                type="checkbox"
                checked={wanted.scopes.includes(id)}
                onChange={(event) => keep(id, event.currentTarget.checked)}
              />
              <bdi>{name}</bdi>
              <span className={`${css.sum} wp-num`}>
                {t('files.sum', {
                  here: sum?.filesHere ?? 0,
                  count: sum?.files ?? 0,
                  size: format.bytes(sum?.bytes ?? 0),
                })}
              </span>
            </label>
          );
        })}
      </fieldset>
      <p className={css.foot}>{t('files.hint')}</p>
    </section>
  );
}
