import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../ui/action-button.tsx';
import { CommandLine } from './command-line.tsx';
import css from './first-run.module.css';

/** A new network: it begins with a hub, and the hub gives the first person the code for this laptop. */
export function FoundPanel({ onJoin }: { onJoin(): void }) {
  const { t } = useTranslation('first-run');
  return (
    <section className={css.form} aria-labelledby="found-title">
      <h2 id="found-title">{t('found.title')}</h2>
      <p className={css.lead}>{t('found.what')}</p>
      <ol className={css.points}>
        <li>
          {t('found.hub')}
          <CommandLine command={`npm run hub -- --name "${t('found.network')}"`} />
        </li>
        <li>
          {t('found.first')}
          <CommandLine command={`node hub/main.ts found "${t('found.name')}" "${t('found.centre')}"`} />
        </li>
        <li>{t('found.code')}</li>
      </ol>
      <p className={css.lead}>{t('found.later')}</p>
      <ActionButton kind="primary" size="medium" onClick={onJoin}>
        {t('found.act')}
      </ActionButton>
    </section>
  );
}
