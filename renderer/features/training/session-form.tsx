import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import type { TlpLevel } from '../../../shared/domain/tlp.ts';
import { isTimeZone } from '../../../shared/domain/training/attendance.ts';
import { type Course, course as courseDeclaration } from '../../../shared/domain/training/course.ts';
import { type Session, session as sessionDeclaration } from '../../../shared/domain/training/session.ts';
import { recordQuery, recordStateQuery } from '../../data/record-queries.ts';
import { useSaveRecord } from '../../data/use-save-record.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { FieldRow, MarkingField, RecordForm } from '../../ui/form.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import { textOfCourse } from './course-title.ts';
import { NotHere } from './not-here.tsx';

/** A session of a course that is not there yet. */
export function NewSession() {
  const { t } = useTranslation('training');
  const { courseId } = useParams({ strict: false }) as { courseId: string };
  const course = useQuery(recordQuery(courseDeclaration, courseId)).data;
  if (course === undefined) return null;
  return course === null ? <NotHere what={t('course.gone')} /> : <SessionForm course={course} />;
}

/** The fields of a session that is there. */
export function EditSession() {
  const { t } = useTranslation('training');
  const { sessionId } = useParams({ strict: false }) as { sessionId: string };
  const session = useQuery(recordQuery(sessionDeclaration, sessionId)).data;
  const state = useQuery(recordStateQuery(sessionId)).data;
  const course = useQuery(recordQuery(courseDeclaration, session?.course ?? '')).data;
  if (session === undefined || state === undefined || course === undefined) return null;
  if (session === null || state === null) return <NotHere what={t('session.gone')} />;
  return <SessionForm course={course} before={{ session, state }} />;
}

interface SessionFormProps {
  readonly course: Course | null;
  readonly before?: { readonly session: Session; readonly state: RecordState };
}

function SessionForm({ course, before }: SessionFormProps) {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const navigate = useNavigate();
  const { save, saving } = useSaveRecord(sessionDeclaration, before?.state ?? { scope: course?.scope ?? '' });
  const [values, setValues] = useState(() => typedOf(before?.session));
  const heading = before ? t('session.edit') : t('session.new');
  const title = course ? textOfCourse(course, 'title', language) : null;
  useScreenTitle(heading, t('rail.label'));
  const onSave = async () => {
    if (!isTimeZone(values.timeZone) || endsBeforeStart(values)) return;
    const id = await save(before ? keyed(values) : { ...keyed(values), course: course?.id ?? null });
    if (id === null) return;
    void navigate({ to: '/training/sessions/$sessionId', params: { sessionId: id } as never, replace: true });
  };
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/training' },
          {
            label: title?.text ?? t('course.gone'),
            lang: title?.lang,
            path: course === null ? undefined : `/training/courses/${course.id}`,
          },
          { label: heading },
        ]}
      />
      <RecordForm heading={heading} saving={saving} onSave={onSave}>
        <SessionFields values={values} onChange={(change) => setValues((now) => ({ ...now, ...change }))} />
      </RecordForm>
    </>
  );
}

interface SessionFieldsProps {
  readonly values: Typed;
  onChange(change: Partial<Typed>): void;
}

function SessionFields({ values, onChange }: SessionFieldsProps) {
  const { t } = useTranslation('training');
  return (
    <>
      <FormField
        label={t('session.place')}
        maxLength={500}
        required
        value={values.place}
        onChange={(place) => onChange({ place })}
      />
      <SessionDays values={values} onChange={onChange} />
      <FormField
        label={t('session.instructors')}
        hint={t('form.onePerLine')}
        lines={3}
        value={values.instructors}
        onChange={(instructors) => onChange({ instructors })}
      />
      <FieldRow>
        <FormField
          label={t('session.seats')}
          type="number"
          value={values.seats}
          onChange={(seats) => onChange({ seats })}
        />
        <FormField
          label={t('form.reference')}
          maxLength={60}
          value={values.reference}
          onChange={(reference) => onChange({ reference })}
        />
        <MarkingField value={values.marking} onChange={(marking) => onChange({ marking })} />
      </FieldRow>
    </>
  );
}

function SessionDays({ values, onChange }: SessionFieldsProps) {
  const { t } = useTranslation('training');
  const zoneProblem = isTimeZone(values.timeZone) ? undefined : t('session.zoneUnknown');
  const endProblem = endsBeforeStart(values) ? t('session.endBeforeStart') : undefined;
  return (
    <FieldRow>
      <FormField
        label={t('session.start')}
        type="date"
        required
        value={values.start}
        onChange={(start) => onChange({ start })}
      />
      <FormField
        label={t('session.end')}
        type="date"
        problem={endProblem}
        value={values.end}
        onChange={(end) => onChange({ end })}
      />
      <FormField
        label={t('session.timeZone')}
        problem={zoneProblem}
        suggestions={Intl.supportedValuesOf('timeZone')}
        value={values.timeZone}
        onChange={(timeZone) => onChange({ timeZone })}
      />
    </FieldRow>
  );
}

const endsBeforeStart = ({ start, end }: Typed): boolean => end !== '' && end < start;

interface Typed {
  readonly place: string;
  readonly timeZone: string;
  readonly start: string;
  readonly end: string;
  readonly instructors: string;
  readonly seats: string;
  readonly reference: string;
  readonly marking: TlpLevel;
}

function typedOf(session: Session | undefined): Typed {
  return {
    place: session?.place ?? '',
    timeZone: session?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    start: session?.start ?? '',
    end: session?.end ?? '',
    instructors: (session?.instructors ?? []).join('\n'),
    seats: session?.seats === undefined ? '' : String(session.seats),
    reference: session?.reference ?? '',
    marking: session?.marking ?? 'TLP:AMBER',
  };
}

function keyed(values: Typed) {
  return {
    place: values.place.trim() || null,
    timeZone: values.timeZone,
    start: values.start || null,
    end: values.end || values.start || null,
    instructors: values.instructors
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
    seats: values.seats.trim() === '' ? null : Number(values.seats),
    reference: values.reference.trim() || null,
    marking: values.marking,
  };
}
