import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../i18n/locale-provider.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { useMinuteClock } from '../ui/use-minute-clock.ts';
import { useShellData } from './shell-data.ts';
import css from './undo-list.module.css';

const shown = 6;

/** What the person did in the last minutes, the latest first, each with its undo. */
export function UndoList() {
  const { t } = useTranslation('data');
  const { format } = useLocale();
  const now = useMinuteClock();
  const shell = useShellData();
  const { actions, undo } = shell.useUndo();
  const texts = shell.useActionTexts();
  return (
    <section aria-labelledby="tray-undo" className={css.list}>
      <h2 id="tray-undo" className={css.title}>
        {t('undo.last')}
      </h2>
      {actions.slice(0, shown).map((action, place) => (
        <div key={action.id} className={css.row}>
          <span className={css.text} id={`undo-${action.id}`}>
            <bdi>{texts.get(action.id)}</bdi>
            <span className={css.when}>{format.relative(action.at, now)}</span>
          </span>
          <ActionButton
            icon={IconArrowBackUp}
            mirrorIcon
            {...(place === 0 ? { keys: t('undo.keys'), 'aria-keyshortcuts': 'Control+Z Meta+Z' } : {})}
            aria-describedby={`undo-${action.id}`}
            onClick={() => void undo(action)}
          >
            {t('undo.act')}
          </ActionButton>
        </div>
      ))}
    </section>
  );
}
