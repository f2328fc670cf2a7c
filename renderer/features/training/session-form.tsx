import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isTimeZone } from '../../../shared/base/plain-date.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { linesOf } from '../../../shared/domain/text-lines.ts';
import type { TlpLevel } from '../../../shared/domain/tlp.ts';
import { type Course, course as courseDeclaration } from '../../../shared/domain/training/course.ts';
import { type Session, session as sessionDeclaration } from '../../../shared/domain/training/session.ts';
import { recordQuery, recordStateQuery } from '../../data/record-queries.ts';
import { useSaveRecord } from '../../data/use-save-record.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { type BoundForm, boundFields } from '../../ui/bound-fields.ts';
import { DayFields, PlaceField, TimeZoneField } from '../../ui/event-fields.tsx';
import { FieldRow, LinesField, MarkingField, RecordForm, ReferenceField } from '../../ui/form.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import { endsBeforeStart, keyedDays, zoneHere } from '../../ui/typed-days.ts';
import { crumbOfCourse, textOfCourse } from './course-title.ts';
import { areHoursWrong, HoursFields } from './hours-fields.tsx';
import { TrainingNotHere } from './training-not-here.tsx';

/** A session of a course that is not there yet. */
export function NewSession() {
  const { t } = useTranslation('training');
  const { courseId } = useParams({ strict: false }) as { courseId: string };
  const course = useQuery(recordQuery(courseDeclaration, courseId)).data;
  if (course === undefined) return null;
  return course === null ? <TrainingNotHere cause="away" what={t('course.gone')} /> : <SessionForm course={course} />;
}

/** The fields of a session that is there. */
export function EditSession() {
  const { t } = useTranslation('training');
  const { sessionId } = useParams({ strict: false }) as { sessionId: string };
  const session = useQuery(recordQuery(sessionDeclaration, sessionId)).data;
  const state = useQuery(recordStateQuery(sessionId)).data;
  const course = useQuery(recordQuery(courseDeclaration, session?.course ?? '')).data;
  if (session === undefined || state === undefined || course === undefined) return null;
  if (session === null || state === null) return <TrainingNotHere cause="away" what={t('session.gone')} />;
  if (session.deleted) return <TrainingNotHere cause="deleted" />;
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
    if (!isTimeZone(values.timeZone) || endsBeforeStart(values) || areHoursWrong(values)) return;
    const id = await save(before ? keyed(values) : { ...keyed(values), course: course?.id ?? null });
    if (id === null) return;
    void navigate({ to: '/training/sessions/$sessionId', params: { sessionId: id } as never, replace: true });
  };
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/training' },
          crumbOfCourse(course, title, t('course.gone')),
          { label: heading },
        ]}
      />
      <RecordForm heading={heading} saving={saving} onSave={onSave}>
        <SessionFields values={values} onChange={(change) => setValues((now) => ({ ...now, ...change }))} />
      </RecordForm>
    </>
  );
}

function SessionFields(form: BoundForm<Typed>) {
  const { t } = useTranslation('training');
  const field = boundFields(form);
  return (
    <>
      <PlaceField required {...field('place')} />
      <FieldRow>
        <DayFields required {...form} />
        <TimeZoneField {...field('timeZone')} />
      </FieldRow>
      <FieldRow>
        <HoursFields {...form} />
      </FieldRow>
      <LinesField label={t('session.instructors')} lines={3} {...field('instructors')} />
      <FieldRow>
        <FormField label={t('session.seats')} type="number" {...field('seats')} />
        <ReferenceField {...field('reference')} />
        <MarkingField {...field('marking')} />
      </FieldRow>
    </>
  );
}

interface Typed {
  readonly place: string;
  readonly timeZone: string;
  readonly start: string;
  readonly end: string;
  readonly opens: string;
  readonly closes: string;
  readonly instructors: string;
  readonly seats: string;
  readonly reference: string;
  readonly marking: TlpLevel;
}

function typedOf(session: Session | undefined): Typed {
  return {
    place: session?.place ?? '',
    timeZone: session?.timeZone ?? zoneHere(),
    start: session?.start ?? '',
    end: session?.end ?? '',
    opens: session?.opens ?? '',
    closes: session?.closes ?? '',
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
    ...keyedDays(values),
    opens: values.opens || null,
    closes: values.closes || null,
    instructors: linesOf(values.instructors),
    seats: values.seats.trim() === '' ? null : Number(values.seats),
    reference: values.reference.trim() || null,
    marking: values.marking,
  };
}
