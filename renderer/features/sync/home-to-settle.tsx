import { IconAlertTriangle, IconArrowsSplit2, IconGavel } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useProfile } from '../../data/engine-context.tsx';
import { useLeftBehind } from '../../data/use-conflict-items.ts';
import { useSyncStatus } from '../../data/use-sync-status.ts';
import { iconStroke } from '../../ui/icon.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PanelNote } from '../../ui/panel-note.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { settles } from './settles.ts';
import { useHeldWork } from './use-held-work.ts';

/** Conflicts and changes not accepted. Whoever settles them always sees the part, others when there is something in it. */
export function HomeToSettle() {
  const { t } = useTranslation('sync');
  const navigate = useNavigate();
  useLeftBehind();
  const { conflicts, held } = useSyncStatus();
  const { roles } = useProfile();
  const toDecide = useHeldWork()?.held.length ?? 0;
  if (!settles(roles) && conflicts === 0 && held === 0) return null;
  return (
    <section aria-labelledby="home-settle">
      <SectionHead id="home-settle" title={t('home.title')} />
      <Panel>
        {conflicts + held + toDecide === 0 && <PanelNote>{t('home.none')}</PanelNote>}
        {conflicts > 0 && (
          <ListRow
            lead={<IconArrowsSplit2 size={18} stroke={iconStroke} className="wp-mirror" aria-hidden="true" />}
            title={t('home.conflicts', { count: conflicts })}
            sub={t('home.conflictsWhy')}
            onOpen={() => void navigate({ to: '/sync/conflicts' })}
          />
        )}
        {toDecide > 0 && (
          <ListRow
            lead={<IconGavel size={18} stroke={iconStroke} aria-hidden="true" />}
            title={t('home.toDecide', { count: toDecide })}
            sub={t('home.toDecideWhy')}
            onOpen={() => void navigate({ to: '/sync/decisions' })}
          />
        )}
        {held > 0 && (
          <ListRow
            lead={<IconAlertTriangle size={18} stroke={iconStroke} color="var(--wp-bad)" aria-hidden="true" />}
            title={t('home.held', { count: held })}
            sub={t('home.heldWhy')}
            onOpen={() => void navigate({ to: '/sync' })}
          />
        )}
      </Panel>
    </section>
  );
}
