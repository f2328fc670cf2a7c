import { useTranslation } from 'react-i18next';
import { placementKinds } from '../../../../shared/domain/placement/placement.ts';
import { useCentres } from '../../../data/use-agreements.ts';
import { type BoundForm, boundFields } from '../../../ui/bound-fields.ts';
import { DayFields } from '../../../ui/event-fields.tsx';
import { FieldRow, LinesField, MarkingField, ReferenceField } from '../../../ui/form.tsx';
import { FormField, SelectField } from '../../../ui/form-field.tsx';
import { WrittenInField } from '../written-in-field.tsx';
import type { TypedPlacement } from './placement-typed.ts';
import { kindWord } from './placement-words.tsx';

interface PlacementFieldsProps extends BoundForm<TypedPlacement> {
  readonly isNew: boolean;
}

/** What kind of placement, from where to where, to what end and when. */
export function PlacementFields({ isNew, ...form }: PlacementFieldsProps) {
  const { t } = useTranslation('training');
  const field = boundFields(form);
  const { values, onChange } = form;
  return (
    <>
      <FieldRow>
        <SelectField
          label={t('placement.kind')}
          value={values.kind}
          options={placementKinds.map((kind) => ({ value: kind, label: kindWord(t, kind) }))}
          onChange={(kind) => onChange({ kind })}
        />
        <WrittenInField isNew={isNew} {...field('language')} />
      </FieldRow>
      <FieldRow>
        <PlacesFields {...form} />
      </FieldRow>
      <FormField label={t('placement.purpose')} lang={values.language} lines={3} {...field('purpose')} />
      <LinesField
        label={t('placement.competencies')}
        lang={values.language}
        lines={3}
        value={values.competencies}
        onChange={(competencies) => onChange({ competencies })}
      />
      <FieldRow>
        <DayFields required values={values} onChange={onChange} />
        <FormField
          label={t('placement.reportDue')}
          hint={t('placement.reportDueHint')}
          type="date"
          {...field('reportDue')}
        />
      </FieldRow>
      <FieldRow>
        <ReferenceField {...field('reference')} />
        <MarkingField {...field('marking')} />
      </FieldRow>
      {!isNew && (
        <FieldRow>
          <FormField label={t('placement.calledOff')} type="date" {...field('calledOff')} />
          <FormField label={t('placement.calledOffWhy')} maxLength={2_000} {...field('calledOffWhy')} />
        </FieldRow>
      )}
    </>
  );
}

/** From which centre, and where to: centres of the network are offered while somebody types. */
function PlacesFields(form: BoundForm<TypedPlacement>) {
  const { t } = useTranslation('training');
  const centres = useCentres();
  const field = boundFields(form);
  return (
    <>
      <FormField label={t('placement.home')} maxLength={300} suggestions={centres} {...field('home')} />
      <FormField
        label={t('placement.host')}
        hint={t('placement.hostHint')}
        maxLength={500}
        required
        suggestions={centres}
        {...field('host')}
      />
    </>
  );
}
