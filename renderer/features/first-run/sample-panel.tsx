import { useTranslation } from 'react-i18next';
import { CommandLine } from './command-line.tsx';
import css from './first-run.module.css';

/** The sample: what it is, and the one command that opens it beside this laptop's own folder. */
export function SamplePanel() {
  const { t } = useTranslation('first-run');
  return (
    <section className={css.form} aria-labelledby="sample-title">
      <h2 id="sample-title">{t('sample.title')}</h2>
      <p className={css.lead}>{t('sample.what')}</p>
      <ul className={css.points}>
        <li>{t('sample.roles')}</li>
        <li>{t('sample.apart')}</li>
        <li>{t('sample.never')}</li>
      </ul>
      <p className={css.lead}>{t('sample.how')}</p>
      <CommandLine command="npm start" />
      <p className={css.lead}>{t('sample.second')}</p>
      <CommandLine command="npm run start:second" />
    </section>
  );
}
