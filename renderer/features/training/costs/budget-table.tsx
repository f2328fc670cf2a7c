import { useTranslation } from 'react-i18next';
import { type BudgetLine, type CurrencyTotal, purseKey, totalsOf } from '../../../../shared/domain/money/cost-sums.ts';
import { CountTable } from '../../../ui/count-table.tsx';
import css from './costs.module.css';
import { useCostWords } from './use-cost-words.ts';

/** What was planned and what was paid, for each fund, with a bar of how much of the plan is spent ([MN6]). */
export function BudgetTable({ budget }: { readonly budget: readonly BudgetLine[] }) {
  const { t } = useTranslation('training');
  const words = useCostWords();
  const totals = totalsOf(budget);
  return (
    <CountTable>
      <caption className="wp-unseen">{t('cost.budget')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('cost.fund')}</th>
          <th scope="col" data-number>
            {t('cost.planned')}
          </th>
          <th scope="col" data-number>
            {t('cost.paid')}
          </th>
          <th scope="col" data-number>
            {t('cost.left')}
          </th>
          <th scope="col" className={css.barColumn}>
            <span className="wp-unseen">{t('cost.share')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {budget.map((line) => (
          <Line key={purseKey(line)} name={words.fund(line.fund)} line={line} />
        ))}
        {budget.length > totals.length &&
          totals.map((total) => <Line key={total.currency} name={t('cost.allFunds')} line={total} isTotal />)}
      </tbody>
    </CountTable>
  );
}

interface LineProps {
  readonly name: string;
  readonly line: CurrencyTotal;
  readonly isTotal?: boolean;
}

function Line({ name, line: { currency, planned, paid }, isTotal = false }: LineProps) {
  const { t } = useTranslation('training');
  const words = useCostWords();
  const left = planned - paid;
  return (
    <tr className={isTotal ? css.total : undefined}>
      <th scope="row">{name}</th>
      <td data-number>
        <bdi>{words.money(planned, currency)}</bdi>
      </td>
      <td data-number>
        <bdi>{words.money(paid, currency)}</bdi>
      </td>
      <td data-number className={left < 0 ? css.over : undefined}>
        {left < 0 ? t('cost.over', { amount: words.money(-left, currency) }) : <bdi>{words.money(left, currency)}</bdi>}
      </td>
      <td className={css.barColumn}>
        <Bar planned={planned} paid={paid} />
      </td>
    </tr>
  );
}

function Bar({ planned, paid }: Pick<CurrencyTotal, 'planned' | 'paid'>) {
  const most = Math.max(planned, paid);
  const share = most === 0 ? 0 : paid / most;
  return (
    <div className={css.bar} data-over={paid > planned} aria-hidden="true">
      <div className={css.filled} style={{ inlineSize: `${share * 100}%` }} />
      {paid > planned && planned > 0 && (
        <div className={css.plan} style={{ insetInlineStart: `${(planned / most) * 100}%` }} />
      )}
    </div>
  );
}
