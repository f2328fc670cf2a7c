import { useTranslation } from 'react-i18next';
import { type CostKind, costFunds, costKinds } from '../../../../shared/domain/money/cost-entry.ts';
import { amountTyped } from '../../../../shared/domain/money/currency.ts';
import { type BoundForm, boundFields } from '../../../ui/bound-fields.ts';
import { FieldRow } from '../../../ui/form.tsx';
import { FormField, SelectField } from '../../../ui/form-field.tsx';
import { SegmentedSwitch } from '../../../ui/segmented-switch.tsx';
import type { CostSubject } from './cost-subject.ts';
import { isKnownCurrency, type TypedCost } from './cost-typed.ts';
import css from './costs.module.css';
import { useCostWords } from './use-cost-words.ts';
import type { Costs } from './use-costs.ts';

interface CostFieldsProps extends BoundForm<TypedCost> {
  readonly subject: CostSubject;
  readonly costs: Costs;
}

/** The fields of an entry; the amount as it is read stands under what was typed ([MN7]). */
export function CostFields({ subject, costs, ...form }: CostFieldsProps) {
  const { t } = useTranslation('training');
  const words = useCostWords();
  const field = boundFields(form);
  const { values, onChange } = form;
  const kinds: Readonly<Record<CostKind, string>> = { planned: t('cost.planned'), paid: t('cost.paid') };
  return (
    <>
      <SegmentedSwitch
        label={t('cost.kind')}
        value={values.kind}
        options={costKinds.map((kind) => ({ value: kind, label: kinds[kind] }))}
        onChange={(kind) => onChange({ kind })}
      />
      <FieldRow>
        <AmountFields {...form} />
        <SelectField
          label={t('cost.fund')}
          value={values.fund}
          options={costFunds.map((fund) => ({ value: fund, label: words.fund(fund) }))}
          onChange={(fund) => onChange({ fund })}
        />
        <FormField label={t('cost.day')} type="date" required {...field('day')} />
      </FieldRow>
      <FieldRow>
        {subject.person === null && (
          <SelectField
            label={t('cost.seat')}
            value={values.person}
            options={seatOptions(subject, costs, values.person, t('cost.everybody'))}
            onChange={(person) => onChange({ person })}
          />
        )}
        <FormField
          label={t('cost.payer')}
          maxLength={300}
          suggestions={[...new Set(costs.signed.flatMap(({ entry }) => entry.payer ?? []))]}
          {...field('payer')}
        />
        <FormField label={t('cost.note')} maxLength={2_000} {...field('note')} />
      </FieldRow>
    </>
  );
}

function AmountFields({ values, onChange }: BoundForm<TypedCost>) {
  const { t } = useTranslation('training');
  const words = useCostWords();
  const isKnown = isKnownCurrency(values.currency);
  const read = isKnown ? amountTyped(values.amount, values.currency) : null;
  const isWrong = isKnown && values.amount.trim() !== '' && read === null;
  return (
    <div className={css.amount} data-amount>
      <FormField
        label={t('cost.amount')}
        required
        maxLength={40}
        hint={read === null ? undefined : t('cost.amountRead', { amount: words.money(read, values.currency) })}
        problem={isWrong ? t('cost.amountProblem') : undefined}
        value={values.amount}
        onChange={(amount) => onChange({ amount })}
      />
      <FormField
        label={t('cost.currency')}
        required
        maxLength={3}
        problem={values.currency === '' || isKnown ? undefined : t('cost.currencyProblem')}
        value={values.currency}
        onChange={(currency) => onChange({ currency: currency.toUpperCase() })}
      />
    </div>
  );
}

/** Everybody, who is on the roster, who was, and whom the entry names already. */
function seatOptions({ people }: CostSubject, costs: Costs, person: string, everybody: string) {
  const isThere = person === '' || people.some(({ value }) => value === person);
  return [
    { value: '', label: everybody },
    ...people,
    ...(isThere ? [] : [{ value: person, label: costs.nameOf(person) }]),
  ];
}
