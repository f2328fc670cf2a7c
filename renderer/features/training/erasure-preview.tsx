import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { typeLabel } from '../../i18n/field-label.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { KindsTable } from './kinds-table.tsx';
import { Looking } from './looking.tsx';
import css from './own-data.module.css';
import type { PreviewState } from './use-erasure-preview.ts';

/** What goes and what stays of what this laptop holds about a person, and why. */
export function ErasurePreviewTables({ preview, progress }: PreviewState) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  if (preview === null) return <Looking {...progress} />;
  const { goes, stays, elsewhere } = preview;
  return (
    <>
      <section>
        <SectionHead title={t('erasure.goes')} count={goes.length} />
        {goes.length === 0 ? (
          <p className={css.quiet}>{t('erasure.nothing')}</p>
        ) : (
          <Counts
            rows={rowsOf(goes, ({ type, fields }) => `${type}${fields === undefined ? '' : ' fields'}`)}
            head={t('erasure.goesColumn')}
            why={(key) => (key.endsWith(' fields') ? t('erasure.goesNotes') : t('erasure.goesWhole'))}
          />
        )}
      </section>
      <section>
        <SectionHead title={t('erasure.stays')} count={stays.length} />
        {stays.length > 0 && (
          <Counts
            rows={rowsOf(stays, ({ type }) => type)}
            head={t('ownData.column.why')}
            why={(key) => reasonOf(t, key)}
          />
        )}
        <ul className={css.line}>
          <li>{t('erasure.staysRecord')}</li>
          <li>{t('erasure.notReached')}</li>
          <li>{t('erasure.notBackups')}</li>
          <li>{t('erasure.notByName')}</li>
          {elsewhere > 0 && <li>{t('erasure.elsewhere', { records: format.number(elsewhere) })}</li>}
        </ul>
      </section>
    </>
  );
}

/** Why records of a type stay. */
function reasonOf(t: TFunction<'training'>, type: string): string {
  const counts = ['enrolment', 'attendance-mark', 'cost-entry', 'placement'];
  if (counts.includes(type)) return t('erasure.staysCounts');
  const isAudit = type === 'access-entry' || type === 'erasure-request' || type === 'erasure';
  return isAudit ? t('erasure.staysAudit') : t('erasure.staysOthers');
}

type Row = readonly [key: string, records: number];

function rowsOf<T>(all: readonly T[], keyOf: (one: T) => string): Row[] {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return [...counts];
}

interface CountsProps {
  readonly rows: readonly Row[];
  readonly head: string;
  why(key: string): string;
}

function Counts({ rows, head, why }: CountsProps) {
  const { t: records } = useTranslation('records');
  const { format } = useLocale();
  return (
    <KindsTable heads={[head]}>
      {rows.map(([key, count]) => (
        <tr key={key}>
          <th scope="row">{typeLabel(records, key.split(' ')[0] as string)}</th>
          <td>{why(key)}</td>
          <td data-number={true}>{format.number(count)}</td>
        </tr>
      ))}
    </KindsTable>
  );
}
