import { useTranslation } from 'react-i18next';
import type { Neighbour } from '../../../shared/sync/room/room-api.ts';
import type { RoomCall } from '../../data/room-runner.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { isoOf } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { CountTable } from '../../ui/count-table.tsx';
import css from './room-section.module.css';

/** A laptop of the room: one that was met, one that is called, or both. */
interface RoomRow {
  readonly key: string;
  readonly met: Neighbour | null;
  readonly call: RoomCall | null;
}

/** Who was met, and who is called and was not met yet. */
export function roomRows(calls: readonly RoomCall[], neighbours: readonly Neighbour[]): readonly RoomRow[] {
  const calledAs = new Map(calls.flatMap((call) => (call.last?.ok ? [[call.last.value.device, call] as const] : [])));
  const met = neighbours.map((one) => ({ key: one.device, met: one, call: calledAs.get(one.device) ?? null }));
  const others = calls.filter(({ last }) => last?.ok !== true);
  return [...met, ...others.map((call) => ({ key: call.address, met: null, call }))];
}

interface RoomTableProps {
  readonly calls: readonly RoomCall[];
  readonly neighbours: readonly Neighbour[];
  readonly now: number;
}

/** The laptops in the room: who, what is common, when last, how much came and went, and how it stands. */
export function RoomTable({ calls, neighbours, now }: RoomTableProps) {
  const { t } = useTranslation('sync');
  const rows = roomRows(calls, neighbours);
  if (rows.length === 0) return <p className={css.hint}>{t('room.none')}</p>;
  return (
    <CountTable>
      <thead>
        <tr>
          <th scope="col">{t('room.laptop')}</th>
          <th scope="col" data-number>
            {t('room.common')}
          </th>
          <th scope="col">{t('room.last')}</th>
          <th scope="col" data-number>
            {t('room.came')}
          </th>
          <th scope="col" data-number>
            {t('room.went')}
          </th>
          <th scope="col">{t('room.state')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.key} row={row} now={now} />
        ))}
      </tbody>
    </CountTable>
  );
}

function Row({ row: { met, call }, now }: { readonly row: RoomRow; readonly now: number }) {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  return (
    <tr>
      <th scope="row">
        {met === null ? (
          <span dir="ltr" translate="no">
            {call?.address}
          </span>
        ) : (
          met.people.map(({ name, centre }) => (
            <span key={`${name} ${centre}`} className={css.who}>
              <bdi>{name}</bdi> <bdi className={css.centre}>{centre}</bdi>
            </span>
          ))
        )}
      </th>
      <td data-number>{format.number(met?.scopes.length ?? 0)}</td>
      <td>
        {met === null ? (
          t('room.never')
        ) : (
          <time dateTime={isoOf(met.at)}>{format.relative(met.at, Math.max(now, met.at))}</time>
        )}
      </td>
      <td data-number>{format.number(met?.received ?? 0)}</td>
      <td data-number>{format.number(met?.sent ?? 0)}</td>
      <td>
        <State met={met} call={call} />
      </td>
    </tr>
  );
}

function State({ met, call }: Pick<RoomRow, 'met' | 'call'>) {
  const { t } = useTranslation('sync');
  const words = useFailureText();
  if (call?.isRunning && met === null) return <>{t('room.calling')}</>;
  if (call?.last?.ok === false) return <>{words(call.last.failure)}</>;
  const refused = Object.values(met?.refused ?? {}).reduce((sum, count) => sum + count, 0);
  return <>{refused > 0 ? t('room.notTaken', { count: refused }) : t('room.met')}</>;
}
