import { useTranslation } from 'react-i18next';
import type { Progress } from '../../../shared/domain/translation/progress.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import css from './progress-bar.module.css';

const parts = ['final', 'reviewed', 'translated', 'outdated', 'initial'] as const;

/** How far a language has come, as one line in five lengths; spoken as the figures. */
export function ProgressBar({ progress }: { readonly progress: Progress }) {
  const { t } = useTranslation('translation');
  const { format } = useLocale();
  const there = parts.filter((state) => progress[state] > 0);
  const said = there.map((state) => `${t(`state.${state}`)} ${format.number(progress[state])}`);
  return (
    <span role="img" aria-label={said.length === 0 ? t('nothingToDo') : format.list(said)} className={css.bar}>
      {there.map((state) => (
        <span key={state} className={css[state]} style={{ flexGrow: progress[state] }} />
      ))}
    </span>
  );
}
