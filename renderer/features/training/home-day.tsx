import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { useMinuteClock } from '../../ui/use-minute-clock.ts';
import css from './home-today.module.css';

/** The head of a trainer's home: which day it is. */
export function HomeDay() {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const now = useMinuteClock();
  return (
    <div>
      <p className={css.date}>{format.date(now, 'full')}</p>
      <p className={css.meta}>{t('home.day')}</p>
    </div>
  );
}
