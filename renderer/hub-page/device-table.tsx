import { IconDeviceLaptop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CoordinatedDevice } from '../../shared/coordinator/contract.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { iconStroke } from '../ui/icon.ts';
import { Panel } from '../ui/panel.tsx';
import { BehindBar } from './behind-bar.tsx';
import { centreOf } from './centre-of.ts';
import css from './device-table.module.css';
import type { JudgedDevice } from './health-screen.tsx';
import './words.ts';

interface DeviceTableProps {
  readonly rows: readonly JudgedDevice[];
  readonly now: number;
  readonly opened: string | null;
  onOpen(device: string | null): void;
}

/** Devices beneath their centres. */
export function DeviceTable({ rows, ...props }: DeviceTableProps) {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  const byCentre = new Map<string, JudgedDevice[]>();
  for (const row of rows) {
    const centre = centreOf(row.device) ?? '';
    byCentre.set(centre, [...(byCentre.get(centre) ?? []), row]);
  }
  const centres = [...byCentre].sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : format.compare(a, b)));
  return (
    <Panel className={css.panel}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('health.column.device')}</th>
            <th scope="col">{t('health.column.behind')}</th>
            <th scope="col">{t('health.column.contact')}</th>
            <th scope="col" className={css.number}>
              {t('health.column.waiting')}
            </th>
            <th scope="col" className={css.number}>
              {t('health.column.held')}
            </th>
          </tr>
        </thead>
        {centres.map(([centre, devices]) => (
          <tbody key={centre}>
            <tr>
              <th scope="rowgroup" colSpan={5} className={css.centre}>
                <bdi>{centre === '' ? t('health.shared') : centre}</bdi>
                <span className={css.count}>{t('health.devices', { count: devices.length })}</span>
              </th>
            </tr>
            {devices.map((row) => (
              <DeviceRow key={row.device.id} {...row} {...props} />
            ))}
          </tbody>
        ))}
      </table>
    </Panel>
  );
}

/** What is said of a device instead of how far it is behind. */
function markOf({ revokedAt, retiredSince }: CoordinatedDevice): 'revoked' | 'retired' | null {
  if (revokedAt !== null) return 'revoked';
  return retiredSince === null ? null : 'retired';
}

type DeviceRowProps = JudgedDevice & Omit<DeviceTableProps, 'rows'>;

function DeviceRow({ device, health, now, opened, onOpen }: DeviceRowProps) {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  const isOpen = opened === device.id;
  return (
    <tr className={isOpen ? css.opened : undefined}>
      <th scope="row">
        <button
          type="button"
          className={css.device}
          aria-expanded={isOpen}
          onClick={() => onOpen(isOpen ? null : device.id)}
        >
          <IconDeviceLaptop size={17} stroke={iconStroke} aria-hidden="true" />
          <bdi>{device.name}</bdi>
        </button>
      </th>
      <td>
        <BehindBar health={health} mark={markOf(device)} />
      </td>
      <td>{device.lastContact === null ? t('health.never') : format.relative(device.lastContact, now)}</td>
      <td className={css.number}>{format.number(device.declaredWaiting)}</td>
      <td className={`${css.number} ${device.held > 0 ? css.held : ''}`}>{format.number(device.held)}</td>
    </tr>
  );
}
