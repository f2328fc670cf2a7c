import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/locale-provider.tsx';
import css from './overview.module.css';
import type { LanguageTotal } from './overview-model.ts';
import { ProgressBar } from './progress-bar.tsx';
import { languageWord } from './words.ts';

export interface LanguageCardsProps {
  readonly totals: readonly LanguageTotal[];
  /** Everything was read: a language of which nothing was found outdated is said to have nothing. */
  readonly isWhole: boolean;
  readonly current: string;
  onChoose(lang: string): void;
}

/** One card a language: how far it has come over all records, what is behind. */
export function LanguageCards({ totals, isWhole, current, onChoose }: LanguageCardsProps) {
  const { t } = useTranslation('translation');
  const { language } = useLocale();
  const inReader = new Intl.DisplayNames([language], { type: 'language' });
  return (
    <ul className={css.cards} aria-label={t('overview.languages')}>
      {totals.map(({ lang, progress }) => {
        const own = languageWord(lang, language);
        const translated = inReader.of(lang) ?? lang;
        return (
          <li key={lang}>
            <button type="button" className={css.card} aria-pressed={lang === current} onClick={() => onChoose(lang)}>
              <span className={css.cardName}>
                <bdi lang={lang}>{own}</bdi> {translated !== own && <span className={css.quiet}>{translated}</span>}
              </span>
              <ProgressBar progress={progress} />
              {progress.outdated > 0 && (
                <span className={css.due}>{t('overview.outdated', { count: progress.outdated })}</span>
              )}
              {progress.outdated === 0 && isWhole && (
                <span className={css.ok}>
                  {progress.units === 0 ? t('overview.original') : t('overview.nothingOutdated')}
                </span>
              )}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
