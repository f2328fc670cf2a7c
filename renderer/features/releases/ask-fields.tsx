import { useTranslation } from 'react-i18next';
import { noteLimit } from '../../../shared/domain/note-limit.ts';
import {
  distinctions,
  mostApprovals,
  type ReviewingRole,
  reviewingRoles,
} from '../../../shared/domain/release/release.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { roleNames } from '../../i18n/role-names.ts';
import { useTranslate } from '../../i18n/use-translate.ts';
import { type BoundField, type BoundForm, boundFields } from '../../ui/bound-fields.ts';
import { ChecksField } from '../../ui/checks-field.tsx';
import { FieldRow } from '../../ui/form.tsx';
import { FormField, SelectField } from '../../ui/form-field.tsx';
import { type AskProblem, nextNumber, type TypedAsk } from './ask-typed.ts';
import { distinctWord } from './release-words.ts';

interface AskFieldsProps extends BoundForm<TypedAsk> {
  readonly problems: readonly AskProblem[];
  /** The number of the last release. */
  readonly last: string | null;
}

/** Number and validity, then who has to approve, then why. */
export function AskFields({ problems, last, ...form }: AskFieldsProps) {
  const { t } = useTranslation('releases');
  const { language } = useLocale();
  const field = boundFields(form);
  const told = (problem: AskProblem, words: string) => (problems.includes(problem) ? words : undefined);
  return (
    <>
      <FieldRow>
        <FormField
          label={t('ask.number')}
          required
          maxLength={14}
          problem={told('number', t('ask.numberHigher', { next: nextNumber(last) }))}
          {...field('number')}
        />
        <FormField label={t('ask.validFrom')} type="date" required {...field('validFrom')} />
        <FormField
          label={t('ask.reviewDate')}
          type="date"
          required
          problem={told('days', t('ask.daysOrder'))}
          {...field('reviewDate')}
        />
      </FieldRow>
      <FormField label={t('ask.validUntil')} type="date" hint={t('ask.validUntilHint')} {...field('validUntil')} />
      <FieldRow>
        <FormField
          label={t('ask.needed')}
          type="number"
          required
          problem={told('needed', t('ask.neededRange', { most: mostApprovals }))}
          {...field('needed')}
        />
        <SelectField
          label={t('ask.distinct')}
          options={distinctions.map((value) => ({ value, label: distinctWord(t, value) }))}
          {...field('distinct')}
        />
      </FieldRow>
      {form.values.distinct === 'state' && (
        <FormField
          label={t('ask.states')}
          lines={3}
          hint={t('ask.statesHint')}
          problem={told('states', t('ask.statesFew'))}
          {...field('states')}
        />
      )}
      <RolesField problem={told('roles', t('ask.rolesNone'))} {...field('roles')} />
      <FormField label={t('ask.note')} lang={language} lines={4} maxLength={noteLimit} {...field('note')} />
    </>
  );
}

type RolesFieldProps = BoundField<readonly ReviewingRole[]> & { readonly problem: string | undefined };

function RolesField(field: RolesFieldProps) {
  const { t } = useTranslation('releases');
  const translate = useTranslate();
  return (
    <ChecksField
      label={t('ask.roles')}
      options={reviewingRoles.map((role) => ({ value: role, label: roleNames[role](translate) }))}
      {...field}
    />
  );
}
