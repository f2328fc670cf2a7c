import { useTranslation } from 'react-i18next';
import type { CostFund } from '../../../../shared/domain/money/cost-entry.ts';
import { digitsOf } from '../../../../shared/domain/money/currency.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';

export interface CostWords {
  fund(fund: CostFund | null): string;
  /** With the code of its currency: a sign may stand for several. */
  money(amount: number, currency: string): string;
  /** Without it, where the column says it. */
  figure(amount: number, currency: string): string;
}

/** How money is said in the reader's language. */
export function useCostWords(): CostWords {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const fraction = (currency: string) => {
    const digits = digitsOf(currency);
    return { minimumFractionDigits: digits, maximumFractionDigits: digits };
  };
  const whole = (amount: number, currency: string) => amount / 10 ** digitsOf(currency);
  return {
    fund: (fund) => (fund === null ? t('cost.noFund') : t(`costFund.${fund}`)),
    money: (amount, currency) =>
      format.number(whole(amount, currency), {
        style: 'currency',
        currency,
        currencyDisplay: 'code',
        ...fraction(currency),
      }),
    figure: (amount, currency) => format.number(whole(amount, currency), fraction(currency)),
  };
}
