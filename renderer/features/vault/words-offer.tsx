import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { faultOfPassphrase } from '../../../shared/domain/passphrase-rules.ts';
import { drawWords } from '../../../shared/vault/random-words.ts';
import { pageRandom } from '../../data/page-ports.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import css from './vault.module.css';

const wordCount = 6;

/** Six words that chance drew, which nobody guesses: shown, drawn again, taken. They are kept nowhere but in the field. */
export function WordsOffer({ onTake }: { onTake(passphrase: string): void }) {
  const { t } = useTranslation('vault');
  const { format } = useLocale();
  const [drawn, setDrawn] = useState<{ readonly words: readonly string[]; readonly of: number } | null>(null);
  const draw = async () => {
    const { wordList } = await import('./word-list.ts');
    const list = wordList();
    setDrawn({ words: drawWords(list, wordCount, pageRandom, isGood), of: list.length });
  };
  if (drawn === null) {
    return (
      <div className={css.acts}>
        <ActionButton onClick={() => void draw()}>{t('words.offer')}</ActionButton>
      </div>
    );
  }
  return (
    <div className={css.offer}>
      <ol className={css.words} dir="ltr" lang="en" translate="no" aria-label={t('words.label')} aria-live="polite">
        {drawn.words.map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ol>
      <p className={css.lead}>{t('words.lead', { total: format.number(drawn.of) })}</p>
      <div className={css.acts}>
        <ActionButton onClick={() => onTake(drawn.words.join(' '))}>{t('words.take')}</ActionButton>
        <ActionButton kind="quiet" onClick={() => void draw()}>
          {t('words.again')}
        </ActionButton>
      </div>
    </div>
  );
}

const isGood = (words: readonly string[]) => faultOfPassphrase(words.join(' '), []) === null;
