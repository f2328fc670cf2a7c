import { useTranslation } from 'react-i18next';
import { splitFieldKey } from '../../../shared/domain/declare-record.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { languages } from '../../i18n/languages.ts';
import { contentLanguage } from '../../ui/content-language.ts';
import css from './consequences.module.css';

/** What follows when the answer is accepted: who else must look at their text again. */
export function Consequences({ state, field }: { readonly state: RecordState; readonly field: string }) {
  const { t } = useTranslation('sync');
  const [name, language] = splitFieldKey(field);
  const others =
    language === null
      ? []
      : Object.keys(state.fields)
          .map(splitFieldKey)
          .filter(([other, tag]) => other === name && tag !== null && tag !== language)
          .map(([, tag]) => tag as string)
          .sort();
  return (
    <p className={css.line}>
      {t('after.label')}{' '}
      {others.length === 0 ? (
        t('after.everyone')
      ) : (
        <>
          <b>{t('after.translations', { count: others.length })}</b>
          <span className={css.tags}>
            {others.map((tag) => (
              <bdi key={tag} {...contentLanguage(tag)} className={css.tag}>
                {languages.find(({ code }) => code === tag)?.short ?? tag}
              </bdi>
            ))}
          </span>
        </>
      )}
    </p>
  );
}
