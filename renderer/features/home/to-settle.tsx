import { IconAlertTriangle, IconArrowsSplit2 } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSyncStatus } from '../../data/use-sync-status.ts';
import { iconStroke } from '../../ui/icon.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import css from './home-screen.module.css';

/** Conflicts and changes not accepted. Whoever settles them always sees the part, others when there is something in it. */
export function ToSettle({ isAlways }: { readonly isAlways: boolean }) {
  const { t } = useTranslation('home');
  const navigate = useNavigate();
  const { conflicts, held } = useSyncStatus();
  if (!isAlways && conflicts === 0 && held === 0) return null;
  return (
    <section aria-labelledby="home-settle">
      <SectionHead id="home-settle" title={t('settle.title')} />
      <Panel>
        {conflicts === 0 && held === 0 && <p className={css.none}>{t('settle.none')}</p>}
        {conflicts > 0 && (
          <ListRow
            lead={<IconArrowsSplit2 size={18} stroke={iconStroke} className="wp-mirror" aria-hidden="true" />}
            title={t('settle.conflicts', { count: conflicts })}
            sub={t('settle.conflictsWhy')}
            onOpen={() => void navigate({ to: '/sync/conflicts' })}
          />
        )}
        {held > 0 && (
          <ListRow
            lead={<IconAlertTriangle size={18} stroke={iconStroke} color="var(--wp-bad)" aria-hidden="true" />}
            title={t('settle.held', { count: held })}
            sub={t('settle.heldWhy')}
            onOpen={() => void navigate({ to: '/sync' })}
          />
        )}
      </Panel>
    </section>
  );
}
