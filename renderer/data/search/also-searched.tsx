import { useTranslation } from 'react-i18next';
import { meaningsOf } from '../../../shared/domain/search/meanings.ts';
import { typedWords } from '../../../shared/domain/search/tokenise.ts';
import css from './also-searched.module.css';

/** What the terms typed are called in other languages, under which they were looked for too; nothing where there are none. */
export function AlsoSearched({ query }: { readonly query: string }) {
  const { t } = useTranslation('data');
  const others = meaningsOf(typedWords(query)).flatMap((meaning) => meaning.others);
  if (others.length === 0) return null;
  return (
    <p className={css.line}>
      {t('search.also')}{' '}
      {others.map(({ language, text }) => (
        <bdi key={`${language} ${text}`} lang={language} className={css.term}>
          {text}
        </bdi>
      ))}
    </p>
  );
}
