import { useTranslation } from 'react-i18next';
import type { ExportPlan } from '../../../shared/domain/exchange/plan-export.ts';
import type { OwnData } from '../../../shared/domain/own-data/gather-own-data.ts';
import { typeLabel } from '../../i18n/field-label.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { TlpChip } from '../../ui/tlp-chip.tsx';
import { KindsTable } from './kinds-table.tsx';
import css from './own-data.module.css';

type Row = ExportPlan['rows'][number];

/** What goes into the file, by type and mark, and what stays and by which rule. */
export function OwnDataTable({ data }: { readonly data: OwnData }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const { plan, changes, changedWithheld } = data;
  const stays = plan.rows.filter(({ reason }) => reason !== null);
  return (
    <>
      <section>
        <SectionHead title={t('ownData.inFile')} count={plan.leaving.length} />
        {plan.leaving.length === 0 ? (
          <p className={css.quiet}>{t('ownData.nothing')}</p>
        ) : (
          <RowsTable rows={plan.rows.filter(({ reason }) => reason === null)} />
        )}
        {changes.length > 0 && <p className={css.line}>{t('ownData.changesCount', { changes: changes.length })}</p>}
      </section>
      {plan.withheld + changedWithheld > 0 && (
        <section>
          <SectionHead title={t('ownData.stays')} count={plan.withheld + changedWithheld} />
          {stays.length > 0 && <RowsTable rows={stays} />}
          {changedWithheld > 0 && (
            <p className={css.line}>{t('ownData.changedStays', { records: format.number(changedWithheld) })}</p>
          )}
        </section>
      )}
    </>
  );
}

function RowsTable({ rows }: { readonly rows: readonly Row[] }) {
  const { t } = useTranslation('training');
  const { t: records } = useTranslation('records');
  const { format } = useLocale();
  const hasReasons = rows.some(({ reason }) => reason !== null);
  return (
    <KindsTable heads={[t('ownData.column.mark'), ...(hasReasons ? [t('ownData.column.why')] : [])]}>
      {rows.map((row) => (
        <tr key={`${row.type} ${row.mark} ${row.reason}`}>
          <th scope="row">{typeLabel(records, row.type)}</th>
          <td>{row.mark === 'none' ? t('ownData.noMark') : <TlpChip level={row.mark} />}</td>
          {hasReasons && <td>{row.reason === 'marking' ? t('ownData.aboveMark') : t('ownData.mayNotRead')}</td>}
          <td data-number={true}>{format.number(row.records)}</td>
        </tr>
      ))}
    </KindsTable>
  );
}
