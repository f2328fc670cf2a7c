import { IconCloudUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredOperation } from '../../../shared/protocol/operation.ts';
import { useEngine } from '../../data/engine-context.tsx';
import { waitingQuery } from '../../data/record-queries.ts';
import { isoOf } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { SyncTick } from '../../ui/sync-mark.tsx';
import { type RecordName, recordNamesQuery } from './record-names.ts';
import { OperationField, RecordPlace, RecordTitle } from './record-title.tsx';
import css from './sync-screen.module.css';
import { groupWaiting, type WaitingGroup } from './waiting-groups.ts';

/** Read at most this many operations and show at most this many lines; the count above says how many there are. */
const readLimit = 2_000;
const lineLimit = 60;

/** What has not been answered for by the hub yet, by record and newest first. */
export function WaitingList({ count, now }: { readonly count: number; readonly now: number }) {
  const { t } = useTranslation('sync');
  const { data: operations = [] } = useQuery(waitingQuery(readLimit));
  return (
    <section aria-labelledby="sync-waiting">
      <SectionHead id="sync-waiting" icon={IconCloudUpload} title={t('waiting.title')} count={count} />
      <WaitingGroups operations={operations} now={now} empty={t('waiting.empty')} />
      {operations.length > 0 && <p className={css.foot}>{t('waiting.ticks')}</p>}
    </section>
  );
}

interface WaitingGroupsProps {
  readonly operations: readonly StoredOperation[];
  readonly now: number;
  /** Said when there are none. */
  readonly empty?: string;
}

/** Operations that the hub has not answered for, by record and newest first. */
export function WaitingGroups({ operations, now, empty }: WaitingGroupsProps) {
  const { t } = useTranslation('sync');
  const { language } = useLocale();
  const ids = useMemo(() => [...new Set(operations.map((operation) => operation.record))], [operations]);
  const { data: names } = useQuery(recordNamesQuery(useEngine(), ids, language));
  const groups = useMemo(
    () => groupWaiting(operations, (record) => names?.get(record)?.parent?.id ?? null),
    [operations, names],
  );
  const shown = groups.slice(0, lineLimit);
  return (
    <>
      <Panel>
        {shown.length === 0 && empty !== undefined && <p className={css.quiet}>{empty}</p>}
        {shown.map((group) => (
          <WaitingRow key={group.record} group={group} names={names} now={now} />
        ))}
      </Panel>
      {groups.length > shown.length && (
        <p className={css.foot}>{t('waiting.more', { count: groups.length - shown.length })}</p>
      )}
    </>
  );
}

interface WaitingRowProps {
  readonly group: WaitingGroup;
  readonly names: ReadonlyMap<string, RecordName> | undefined;
  readonly now: number;
}

function WaitingRow({ group, names, now }: WaitingRowProps) {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const name = names?.get(group.record);
  return (
    <ListRow
      title={
        <>
          <RecordTitle name={name} type={group.type} />
          <span className={css.what}>
            {group.field === null || group.what !== 'changed' ? (
              whatText(group)
            ) : (
              <OperationField field={group.field} />
            )}
          </span>
        </>
      }
      sub={<RecordPlace name={name} type={group.type} />}
      end={
        <>
          <time className="wp-num" dateTime={isoOf(group.at)}>
            {format.relative(group.at, now)}
          </time>
          <SyncTick delivery="saved" />
        </>
      }
    />
  );

  function whatText(told: WaitingGroup): string {
    if (told.what === 'deleted') return t('waiting.deleted');
    if (told.what === 'restored') return t('waiting.restored');
    if (told.what === 'moved') return t('waiting.moved');
    if (told.parts > 0) return t('waiting.withParts', { count: told.parts });
    return told.what === 'created' ? t('waiting.created') : t('waiting.changes', { count: told.changes });
  }
}
