import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PanelNote } from '../../ui/panel-note.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { TlpChip } from '../../ui/tlp-chip.tsx';
import { useMinuteClock } from '../../ui/use-minute-clock.ts';
import css from './home-parts.module.css';
import { useChangedPlaybooks } from './use-changed-playbooks.ts';
import { useHomePlaybooks } from './use-home-playbooks.ts';

const rowLimit = 5;

/** Playbooks that changed since this person last looked. The first visit begins the count. */
export function HomeChanged() {
  const playbooks = useHomePlaybooks();
  const { t } = useTranslation('playbooks');
  const { format } = useLocale();
  const navigate = useNavigate();
  const now = useMinuteClock();
  const { changed, lastLook, look } = useChangedPlaybooks(playbooks);
  return (
    <section aria-labelledby="home-changed">
      <SectionHead
        id="home-changed"
        title={t('home.changed.title')}
        count={changed.length === 0 ? undefined : changed.length}
      >
        {changed.length > 0 && (
          <button type="button" className={css.seen} onClick={look}>
            {t('home.changed.seen')}
          </button>
        )}
      </SectionHead>
      <Panel>
        {changed.length === 0 && (
          <PanelNote>
            {lastLook === null
              ? t('home.changed.first')
              : t('home.changed.none', { when: format.relative(lastLook, now) })}
          </PanelNote>
        )}
        {changed.slice(0, rowLimit).map(({ playbook, at, steps: count }) => (
          <ListRow
            key={playbook.id}
            lead={<span className={playbook.conflicts > 0 ? css.dotDue : css.dot} aria-hidden="true" />}
            title={playbook.title?.text ?? t('library.untitled')}
            lang={playbook.title?.lang}
            sub={
              <>
                {count > 0 ? t('home.changed.steps', { count }) : t('home.changed.header')}
                {playbook.conflicts > 0 && <> · {t('home.changed.conflicts', { count: playbook.conflicts })}</>}
                {` · ${format.relative(at, now)}`}
              </>
            }
            end={playbook.marking && <TlpChip level={playbook.marking} />}
            onOpen={() => void navigate({ to: '/playbooks/$playbookId', params: { playbookId: playbook.id } as never })}
          />
        ))}
      </Panel>
      {changed.length > rowLimit && (
        <p className={css.foot}>{t('home.changed.more', { count: changed.length - rowLimit })}</p>
      )}
    </section>
  );
}
