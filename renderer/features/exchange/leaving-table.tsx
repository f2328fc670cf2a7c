import { useTranslation } from 'react-i18next';
import type { ExportPlan } from '../../../shared/domain/exchange/plan-export.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { CountTable } from '../../ui/count-table.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import css from './exchange.module.css';
import { MarkChip } from './mark-chip.tsx';
import { useTypeWords } from './use-type-words.ts';

/** What leaves: how many records of each type under each mark, and in which form besides. */
export function LeavingTable({ plan }: { readonly plan: ExportPlan }) {
  const { t } = useTranslation('exchange');
  const { format } = useLocale();
  const typeWords = useTypeWords();
  const rows = plan.rows.filter(({ reason }) => reason === null);
  if (rows.length === 0) return <p className={css.quiet}>{t('export.nothing')}</p>;
  return (
    <section className={css.part}>
      <SectionHead title={t('export.leaves')} count={plan.leaving.length} />
      <CountTable>
        <thead>
          <tr>
            <th scope="col">{t('table.what')}</th>
            <th scope="col">{t('table.mark')}</th>
            <th scope="col" data-number={true}>
              {t('table.records')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ type, mark, records }) => (
            <tr key={`${type} ${mark}`}>
              <th scope="row">{typeWords(type)}</th>
              <td>
                <MarkChip mark={mark} />
              </td>
              <td data-number={true}>{format.number(records)}</td>
            </tr>
          ))}
        </tbody>
      </CountTable>
    </section>
  );
}
