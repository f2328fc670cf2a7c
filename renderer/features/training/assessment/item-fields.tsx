import { useTranslation } from 'react-i18next';
import {
  type AssessmentItem,
  type ItemKind,
  itemKinds,
  scaleOf,
  topLimit,
  valuesOf,
} from '../../../../shared/domain/assessment/assessment-item.ts';
import { linesOf } from '../../../../shared/domain/text-lines.ts';
import type { Course } from '../../../../shared/domain/training/course.ts';
import { useCompetencyNames } from '../../../data/competencies/use-competencies.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { FieldRow, LinesField } from '../../../ui/form.tsx';
import { FormField, SelectField } from '../../../ui/form-field.tsx';

export interface TypedItem {
  readonly language: string;
  readonly competency: string;
  readonly kind: ItemKind;
  readonly title: string;
  readonly levels: string;
  readonly most: string;
  readonly least: string;
}

/** What the form of an item begins with: four levels of which the third is enough. */
export function typedItem(record: AssessmentItem | null, course: Course, language: string): TypedItem {
  const written = record?.language ?? course.language ?? language;
  return {
    language: written,
    competency: record?.competency ?? course.competencies?.[0] ?? '',
    kind: record?.kind ?? 'rubric',
    title: record?.title[written] ?? '',
    levels: record?.levels[written] ?? '',
    most: String(record?.most ?? topLimit),
    least: String(record?.least ?? 3),
  };
}

/** The top of what is typed: so many levels as there are lines, or the points. */
function scaleTyped({ kind, levels, most, least }: TypedItem) {
  return scaleOf({ kind, most: kind === 'rubric' ? linesOf(levels).length : Number(most), least: Number(least) });
}

/** By field key, as it is saved. */
export function keyedItem(values: TypedItem) {
  const { language, competency, kind } = values;
  const lines = linesOf(values.levels).slice(0, topLimit);
  const { most, least } = scaleTyped(values);
  return {
    competency,
    kind,
    language,
    most,
    least,
    [`title.${language}`]: values.title.trim() || null,
    [`levels.${language}`]: kind === 'rubric' ? lines.join('\n') || null : null,
  };
}

interface ItemFieldsProps {
  readonly values: TypedItem;
  readonly competencies: readonly string[];
  onChange(change: Partial<TypedItem>): void;
}

export function ItemFields({ values, competencies, onChange }: ItemFieldsProps) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const scale = scaleTyped(values);
  const words = { rubric: t('assessment.kindRubric'), points: t('assessment.kindPoints') } as const;
  return (
    <>
      <CompetencyField
        value={values.competency}
        competencies={competencies}
        onChange={(competency) => onChange({ competency })}
      />
      <FormField
        label={t('assessment.itemTitle')}
        lang={values.language}
        lines={2}
        maxLength={2_000}
        required
        value={values.title}
        onChange={(title) => onChange({ title })}
      />
      <SelectField
        label={t('assessment.kind')}
        value={values.kind}
        options={itemKinds.map((kind) => ({ value: kind, label: words[kind] }))}
        onChange={(kind) => onChange({ kind })}
      />
      {values.kind === 'rubric' && (
        <LinesField
          label={t('assessment.levels')}
          lang={values.language}
          lines={4}
          value={values.levels}
          onChange={(levels) => onChange({ levels })}
        />
      )}
      <FieldRow>
        {values.kind === 'points' && (
          <SelectField
            label={t('assessment.most')}
            value={String(scale.most)}
            options={valuesOf({ lowest: 1, most: topLimit, least: 1 }).map((value) => ({
              value: String(value),
              label: format.number(value),
            }))}
            onChange={(most) => onChange({ most })}
          />
        )}
        <SelectField
          label={t('assessment.least')}
          value={String(scale.least)}
          options={valuesOf(scale).map((value) => ({ value: String(value), label: format.number(value) }))}
          onChange={(least) => onChange({ least })}
        />
      </FieldRow>
    </>
  );
}

interface CompetencyFieldProps {
  readonly value: string;
  readonly competencies: readonly string[];
  onChange(competency: string): void;
}

/** One of the competencies of the course, by its name in the reader's language ([FW7]). */
function CompetencyField({ value, competencies, onChange }: CompetencyFieldProps) {
  const { t } = useTranslation('training');
  const nameOf = useCompetencyNames();
  // A competency that the course no longer names stays to be seen.
  const named = [...new Set([...competencies, value])].filter((each) => each !== '');
  return (
    <SelectField
      label={t('assessment.competency')}
      value={value}
      options={named.map((each) => {
        const name = nameOf(each);
        return name === null ? { value: each, label: each } : { value: each, label: name.text, lang: name.lang };
      })}
      onChange={onChange}
    />
  );
}
