import { useTranslation } from 'react-i18next';
import { inPurseOrder, type Purse, purseKey } from '../../../../shared/domain/money/cost-sums.ts';
import { type FundUse, type SeatCost, type SeatUse, useOfFunds } from '../../../../shared/domain/money/seat-costs.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { CountTable } from '../../../ui/count-table.tsx';
import { Tag, type TagTone } from '../../../ui/tag.tsx';
import { PersonName, VisibleName } from '../person-name.tsx';
import css from './costs.module.css';
import { useCostWords } from './use-cost-words.ts';
import type { SessionCosts } from './use-costs.ts';

const tones: Readonly<Record<SeatUse, TagTone>> = { used: 'ok', empty: 'bad', open: 'quiet' };
const uses = ['used', 'empty', 'open'] as const satisfies readonly SeatUse[];

/** People down, funds across: what each seat cost, and whether its person was there ([MN8], [MN9]). */
export function SeatTable({ costs }: { readonly costs: SessionCosts }) {
  const { t } = useTranslation('training');
  const words = useCostWords();
  const byUse = useOfFunds(costs.seats);
  const purses = inPurseOrder<Purse>(byUse);
  const sums = uses.filter((use) => byUse.some((line) => line[use] > 0));
  return (
    <CountTable>
      <caption className="wp-unseen">{t('cost.seats')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('cost.person')}</th>
          <th scope="col">{t('cost.there')}</th>
          {purses.map((purse) => (
            <th key={purseKey(purse)} scope="col" data-number>
              {words.fund(purse.fund)} <bdi className={css.code}>{purse.currency}</bdi>
            </th>
          ))}
          <th scope="col" data-number>
            {t('cost.together')}
          </th>
        </tr>
      </thead>
      <tbody>
        {sums.map((use) => (
          <UseLine key={use} use={use} byUse={byUse} seats={costs.seats} />
        ))}
        {costs.seats.map((seat) => (
          <SeatLine key={seat.person} seat={seat} purses={purses} costs={costs} />
        ))}
      </tbody>
    </CountTable>
  );
}

interface UseLineProps {
  readonly use: SeatUse;
  readonly byUse: readonly FundUse[];
  readonly seats: readonly SeatCost[];
}

/** What each fund paid for all seats of one kind. */
function UseLine({ use, byUse, seats }: UseLineProps) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const words = useCostWords();
  return (
    <tr className={css.total}>
      <th scope="row">{t(`seatsTogether.${use}`)}</th>
      <td>{format.number(seats.filter((seat) => seat.use === use).length)}</td>
      {byUse.map((line) => (
        <td key={purseKey(line)} data-number>
          {words.figure(line[use], line.currency)}
        </td>
      ))}
      <td data-number>
        <Together amounts={byUse.map(({ currency, ...line }) => ({ currency, amount: line[use] }))} />
      </td>
    </tr>
  );
}

interface SeatLineProps {
  readonly seat: SeatCost;
  readonly purses: readonly Purse[];
  readonly costs: SessionCosts;
}

function SeatLine({ seat, purses, costs }: SeatLineProps) {
  const { t } = useTranslation('training');
  const words = useCostWords();
  const row = costs.rowOf(seat.person);
  const amounts = new Map(seat.amounts.map((amount) => [purseKey(amount), amount.own + amount.share]));
  return (
    <tr>
      <th scope="row">
        <span className={css.name}>
          {row === undefined ? <VisibleName name={costs.nameOf(seat.person)} /> : <PersonName person={row} />}
          {!seat.onRoster && <Tag>{t('cost.offRoster')}</Tag>}
        </span>
      </th>
      <td>
        <span className={css.use}>
          <Tag tone={tones[seat.use]}>{t(`seatUse.${seat.use}`)}</Tag>
          {seat.of > 0 && t('cost.halfDays', { present: seat.present, of: seat.of })}
        </span>
      </td>
      {purses.map((purse) => {
        const amount = amounts.get(purseKey(purse));
        return (
          <td key={purseKey(purse)} data-number>
            {amount === undefined ? '–' : words.figure(amount, purse.currency)}
          </td>
        );
      })}
      <td data-number>
        <Together amounts={seat.amounts.map(({ currency, own, share }) => ({ currency, amount: own + share }))} />
      </td>
    </tr>
  );
}

/** One line for each currency: they are never added. */
function Together({ amounts }: { readonly amounts: readonly { currency: string; amount: number }[] }) {
  const words = useCostWords();
  const sums = new Map<string, number>();
  for (const { currency, amount } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums].sort().map(([currency, amount]) => (
    <bdi key={currency} className={css.together}>
      {words.money(amount, currency)}
    </bdi>
  ));
}
