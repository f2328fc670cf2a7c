import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { linesOf } from '../../../shared/domain/text-lines.ts';
import type { TlpLevel } from '../../../shared/domain/tlp.ts';
import { type Course, course as courseDeclaration } from '../../../shared/domain/training/course.ts';
import { recordQuery, recordStateQuery } from '../../data/record-queries.ts';
import { useSaveRecord } from '../../data/use-save-record.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { FieldRow, LinesField, MarkingField, RecordForm, ReferenceField } from '../../ui/form.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import { FrameworkField } from './frameworks/framework-field.tsx';
import { PrerequisiteFields } from './prerequisites/prerequisite-fields.tsx';
import { TaughtPlaybooksField } from './taught-playbooks.tsx';
import { TrainingNotHere } from './training-not-here.tsx';
import { useTrainingScope } from './use-may-train.ts';
import { WrittenInField } from './written-in-field.tsx';

/** A course that is not there yet. */
export function NewCourse() {
  const scope = useTrainingScope();
  return scope === null ? <TrainingNotHere cause="not-allowed" /> : <CourseForm scope={scope} />;
}

/** The fields of a course that is there. */
export function EditCourse() {
  const { t } = useTranslation('training');
  const { courseId } = useParams({ strict: false }) as { courseId: string };
  const course = useQuery(recordQuery(courseDeclaration, courseId)).data;
  const state = useQuery(recordStateQuery(courseId)).data;
  if (course === undefined || state === undefined) return null;
  if (course === null || state === null) return <TrainingNotHere cause="away" what={t('course.gone')} />;
  if (course.deleted) return <TrainingNotHere cause="deleted" />;
  return <CourseForm scope={course.scope} before={{ course, state }} />;
}

interface CourseFormProps {
  readonly scope: string;
  readonly before?: { readonly course: Course; readonly state: RecordState };
}

function CourseForm({ scope, before }: CourseFormProps) {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const navigate = useNavigate();
  const { save, saving } = useSaveRecord(courseDeclaration, before?.state ?? { scope });
  const [values, setValues] = useState(() => typedOf(before?.course, language));
  const heading = before ? t('course.edit') : t('course.new');
  useScreenTitle(heading, t('rail.label'));
  const onSave = async () => {
    const id = await save(before ? keyed(values) : { ...keyed(values), language: values.language });
    if (id === null) return;
    void navigate({ to: '/training/courses/$courseId', params: { courseId: id } as never, replace: true });
  };
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/training' },
          { label: t('tabs.courses'), path: '/training/courses' },
          { label: heading },
        ]}
      />
      <RecordForm heading={heading} saving={saving} onSave={onSave}>
        <CourseFields
          values={values}
          own={before?.course.id ?? null}
          onChange={(change) => setValues((now) => ({ ...now, ...change }))}
        />
      </RecordForm>
    </>
  );
}

interface CourseFieldsProps {
  readonly values: Typed;
  /** Null for one that is not there yet. */
  readonly own: string | null;
  onChange(change: Partial<Typed>): void;
}

function CourseFields({ values, own, onChange }: CourseFieldsProps) {
  const { t } = useTranslation('training');
  return (
    <>
      <WrittenInField isNew={own === null} value={values.language} onChange={(language) => onChange({ language })} />
      <FormField
        label={t('course.title')}
        lang={values.language}
        maxLength={2_000}
        required
        value={values.title}
        onChange={(title) => onChange({ title })}
      />
      <FormField
        label={t('course.aims')}
        lang={values.language}
        lines={4}
        value={values.aims}
        onChange={(aims) => onChange({ aims })}
      />
      <LinesField
        label={t('course.competencies')}
        lang={values.language}
        lines={4}
        value={values.competencies}
        onChange={(competencies) => onChange({ competencies })}
      />
      <FrameworkField
        label={t('framework.take')}
        written={values.language}
        onTake={(name) => onChange({ competencies: [...linesOf(values.competencies), name].join('\n') })}
      />
      <PrerequisiteFields values={values} own={own} onChange={onChange} />
      <TaughtPlaybooksField chosen={values.playbooks} onChange={(playbooks) => onChange({ playbooks })} />
      <FieldRow>
        <ReferenceField value={values.reference} onChange={(reference) => onChange({ reference })} />
        <FormField
          label={t('course.duration')}
          type="number"
          value={values.duration}
          onChange={(duration) => onChange({ duration })}
        />
        <FormField
          label={t('course.validMonths')}
          type="number"
          value={values.validMonths}
          onChange={(validMonths) => onChange({ validMonths })}
        />
        <MarkingField value={values.marking} onChange={(marking) => onChange({ marking })} />
      </FieldRow>
    </>
  );
}

interface Typed {
  readonly language: string;
  readonly title: string;
  readonly aims: string;
  readonly competencies: string;
  readonly playbooks: readonly string[];
  readonly requiredCourses: readonly string[];
  readonly requiredCompetencies: string;
  readonly reference: string;
  readonly duration: string;
  readonly validMonths: string;
  readonly marking: TlpLevel;
}

function typedOf(course: Course | undefined, language: string): Typed {
  const written = course?.language ?? language;
  return {
    language: written,
    title: course?.title[written] ?? '',
    aims: course?.aims[written] ?? '',
    competencies: (course?.competencies ?? []).join('\n'),
    playbooks: course?.playbooks ?? [],
    requiredCourses: course?.requiredCourses ?? [],
    requiredCompetencies: (course?.requiredCompetencies ?? []).join('\n'),
    reference: course?.reference ?? '',
    duration: course?.duration === undefined ? '' : String(course.duration),
    validMonths: course?.validMonths === undefined ? '' : String(course.validMonths),
    marking: course?.marking ?? 'TLP:GREEN',
  };
}

const numberOf = (text: string): number | null => (text.trim() === '' ? null : Number(text));

function keyed(values: Typed) {
  return {
    [`title.${values.language}`]: values.title.trim() || null,
    [`aims.${values.language}`]: values.aims.trim() || null,
    competencies: linesOf(values.competencies),
    playbooks: [...values.playbooks],
    requiredCourses: [...values.requiredCourses],
    requiredCompetencies: linesOf(values.requiredCompetencies),
    reference: values.reference.trim() || null,
    duration: numberOf(values.duration),
    validMonths: numberOf(values.validMonths),
    marking: values.marking,
  };
}
