import { IconServer2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CoordinatedDevice, Me, Overview } from '../../shared/coordinator/contract.ts';
import { type DeviceHealth, healthOf } from '../../shared/coordinator/device-health.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FilterChip } from '../ui/filter-chip.tsx';
import { ScreenHeading } from '../ui/screen-heading.tsx';
import { useScreenTitle } from '../ui/screen-title.ts';
import { SidePane } from '../ui/side-pane.tsx';
import { DevicePane } from './device-pane.tsx';
import { DeviceTable } from './device-table.tsx';
import { overviewQuery } from './queries.ts';
import body from './screen-body.module.css';
import { StaleNote } from './stale-note.tsx';
import { usePlace } from './use-place.ts';
import './words.ts';

export interface JudgedDevice {
  readonly device: CoordinatedDevice;
  readonly health: DeviceHealth;
}

const filters = ['all', 'behind', 'held'] as const;
type Filter = (typeof filters)[number];

const passes: Record<Filter, (row: JudgedDevice) => boolean> = {
  all: () => true,
  behind: ({ health }) => health.behind > 0,
  held: ({ device }) => device.held > 0,
};

/** Which centre is behind and why: every device by centre, and beside it what is the matter with one. */
export function HealthScreen({ me }: { readonly me: Me }) {
  const { t } = useTranslation('coordinator');
  const overview = useQuery(overviewQuery());
  const [filter, setFilter] = useState<Filter>('all');
  const [opened, setOpened] = useState<string | null>(null);
  const [, go] = usePlace();
  useScreenTitle(t('health.title'), t('title'));
  const now = overview.data?.now ?? 0;
  const rows = (overview.data?.devices ?? []).map((device) => ({ device, health: healthOf(device, now) }));
  const shown = rows.filter(passes[filter]);
  const selected = rows.find(({ device }) => device.id === opened);
  const labels: Record<Filter, string> = {
    all: t('health.filter.all'),
    behind: t('health.filter.behind'),
    held: t('health.filter.held'),
  };
  const content = (
    <div className={body.body}>
      <div className={body.head}>
        <ScreenHeading>{t('health.title')}</ScreenHeading>
        <Summary rows={rows} />
        <div className={body.chips}>
          {filters.map((one) => (
            <FilterChip
              key={one}
              selected={one === filter}
              count={rows.filter(passes[one]).length}
              onClick={() => setFilter(one)}
            >
              {labels[one]}
            </FilterChip>
          ))}
        </div>
      </div>
      <StaleNote query={overview} />
      {overview.data === undefined ? null : rows.length === 0 ? (
        <EmptyState
          icon={IconServer2}
          title={t('health.empty.title')}
          action={{ label: t('rail.enrol'), onClick: () => go('enrol') }}
        >
          {t('health.empty.hint')}
        </EmptyState>
      ) : (
        <DeviceTable rows={shown} now={now} opened={opened} onOpen={setOpened} />
      )}
      <LetGo letGo={overview.data?.letGo ?? null} />
    </div>
  );
  if (selected === undefined) return content;
  const pane = <DevicePane {...selected} me={me} now={now} onClose={() => setOpened(null)} />;
  return (
    <SidePane label={selected.device.name} pane={pane} width={360}>
      {content}
    </SidePane>
  );
}

/** What the hub no longer keeps, so that nobody wonders where it went. */
function LetGo({ letGo }: Pick<Overview, 'letGo'>) {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  if (letGo === null) return null;
  const { values: count, bytes, at } = letGo;
  return <p className={body.note}>{t('health.letGo', { count, size: format.bytes(bytes), date: format.date(at) })}</p>;
}

function Summary({ rows }: { readonly rows: readonly JudgedDevice[] }) {
  const { t } = useTranslation('coordinator');
  if (rows.length === 0) return null;
  const of = (standing: DeviceHealth['standing']) => rows.filter(({ health }) => health.standing === standing).length;
  const [needing, behind] = [of('needs-you'), of('behind')];
  return (
    <p className={body.summary}>
      {needing > 0 && <b>{t('health.needsYou', { count: needing })}</b>}
      {needing > 0 && behind > 0 && ' · '}
      {behind > 0 && t('health.catchesUp', { count: behind })}
      {needing + behind === 0 && t('health.allLevel')}
    </p>
  );
}
