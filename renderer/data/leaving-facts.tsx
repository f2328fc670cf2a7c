import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueEntry } from '../../shared/domain/catalogue.ts';
import { describeLeaving } from '../../shared/domain/exchange/describe-leaving.ts';
import { languageWord } from '../i18n/languages.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import './words.ts';

/** In which languages records leave, and how many people they name: said before they do. */
export function LeavingFacts({ leaving }: { readonly leaving: readonly CatalogueEntry[] }) {
  const { t } = useTranslation('data');
  const { format, language: reader } = useLocale();
  const { languages, people } = useMemo(() => describeLeaving(leaving), [leaving]);
  const named = languages.map(([language, records]) =>
    t('leaving.language', { language: languageWord(language, reader), records }),
  );
  return (
    <p>
      {languages.length > 0 && t('leaving.languages', { list: format.list(named) })}{' '}
      {t('leaving.people', { count: people })}
    </p>
  );
}
