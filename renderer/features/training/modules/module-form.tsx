import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Localised } from '../../../../shared/domain/localised.ts';
import { keyAtEnd } from '../../../../shared/domain/order-keys.ts';
import { plainDigits } from '../../../../shared/domain/plain-digits.ts';
import type { RecordState } from '../../../../shared/domain/record-state.ts';
import { type Course, course as courseDeclaration } from '../../../../shared/domain/training/course.ts';
import { type CourseModule, courseModule } from '../../../../shared/domain/training/course-module.ts';
import { viewOf } from '../../../../shared/domain/view.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { childrenQuery, recordQuery, recordStateQuery } from '../../../data/record-queries.ts';
import { useDelete } from '../../../data/use-delete.ts';
import { useSaveRecord } from '../../../data/use-save-record.ts';
import { languages } from '../../../i18n/languages.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FieldRow, RecordForm } from '../../../ui/form.tsx';
import { FormField, SelectField } from '../../../ui/form-field.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { TlpChip } from '../../../ui/tlp-chip.tsx';
import { TopBar } from '../../../ui/top-bar.tsx';
import { textOfCourse } from '../course-title.ts';
import { TrainingNotHere } from '../training-not-here.tsx';

/** The form of a module, of a new one or of one that is there ([MD1]). */
export function ModuleScreen() {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const { courseId, moduleId } = useParams({ strict: false }) as { courseId: string; moduleId?: string };
  const course = useQuery(recordQuery(courseDeclaration, courseId)).data;
  const state = useQuery({ ...recordStateQuery(moduleId ?? ''), enabled: moduleId !== undefined }).data;
  const others = useQuery(childrenQuery(courseModule, courseId)).data;
  if (course === undefined || others === undefined || (moduleId !== undefined && state === undefined)) return null;
  if (course === null || course.deleted) return <TrainingNotHere cause="away" what={t('course.gone')} />;
  const right = moduleId === undefined ? 'create' : 'edit';
  if (!may(right, courseModule.type, course.scope)) return <TrainingNotHere cause="not-allowed" />;
  const order = keyAtEnd(others);
  if (moduleId === undefined)
    return <ModuleForm course={course} record={null} from={{ scope: course.scope }} order={order} />;
  if (state == null || state.type !== courseModule.type) {
    return <TrainingNotHere cause="away" what={t('module.gone')} />;
  }
  const record = viewOf(courseModule, state);
  if (record.deleted) return <TrainingNotHere cause="deleted" />;
  return <ModuleForm key={moduleId} course={course} record={record} from={state} order={record.order ?? order} />;
}

interface ModuleFormProps {
  readonly course: Course;
  readonly record: CourseModule | null;
  readonly from: RecordState | { readonly scope: string };
  readonly order: string;
}

function ModuleForm({ course, record, from, order }: ModuleFormProps) {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const navigate = useNavigate();
  const { save, saving } = useSaveRecord(courseModule, from);
  const [written, setWritten] = useState<string>(record?.language ?? course.language ?? language);
  const [title, setTitle] = useState(record?.title ?? {});
  const [text, setText] = useState(record?.text ?? {});
  const [hours, setHours] = useState(record?.hours === undefined ? '' : String(record.hours));
  const [mistyped, setMistyped] = useState(false);
  const heading = record === null ? t('module.new') : t('module.edit');
  const courseTitle = textOfCourse(course, 'title', language);
  const path = `/training/courses/${course.id}`;
  const back = () => void navigate({ to: path, replace: true });
  useScreenTitle(heading, courseTitle?.text);
  const send = async () => {
    const taught = hoursIn(hours);
    setMistyped(taught === undefined);
    if (taught === undefined) return;
    const values = {
      course: course.id,
      order,
      hours: taught,
      language: record?.language ?? written,
    };
    if ((await save({ ...values, ...saidOf({ title, text }) })) !== null) back();
  };
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/training' },
          { label: courseTitle?.text ?? t('course.untitled'), lang: courseTitle?.lang, path },
          { label: heading },
        ]}
      >
        {course.marking && <TlpChip level={course.marking} />}
        {record !== null && <Delete record={record} onDone={back} />}
      </TopBar>
      <RecordForm heading={heading} saving={saving} onSave={send}>
        <FieldRow>
          <SelectField
            label={t('module.language')}
            value={written}
            options={languages.map(({ code, name }) => ({ value: code as string, label: name, lang: code }))}
            onChange={setWritten}
          />
          <HoursField value={hours} isMistyped={mistyped} onChange={setHours} />
        </FieldRow>
        <FormField
          label={t('module.title')}
          lang={written}
          maxLength={2_000}
          required={record === null}
          value={title[written] ?? ''}
          onChange={(value) => setTitle({ ...title, [written]: value })}
        />
        <FormField
          label={t('module.text')}
          lang={written}
          lines={6}
          maxLength={20_000}
          value={text[written] ?? ''}
          onChange={(value) => setText({ ...text, [written]: value })}
        />
      </RecordForm>
    </>
  );
}

interface HoursFieldProps {
  readonly value: string;
  readonly isMistyped: boolean;
  onChange(value: string): void;
}

function HoursField({ value, isMistyped, onChange }: HoursFieldProps) {
  const { t } = useTranslation('training');
  const problem = isMistyped ? t('module.hoursMistyped') : undefined;
  return <FormField label={t('module.hours')} value={value} problem={problem} onChange={onChange} />;
}

/** Texts by language as fields; one that is empty is taken away. */
function saidOf(fields: Readonly<Record<string, Localised>>) {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, texts]) =>
      Object.entries(texts).map(([lang, each]) => [`${field}.${lang}`, each?.trim() || null] as const),
    ),
  );
}

/** Hours as they are typed, in any script's digits; null for none, undefined for what is no number of hours. */
function hoursIn(typed: string): number | null | undefined {
  const digits = plainDigits(typed.trim()).replace(/[,٫]/, '.');
  if (digits === '') return null;
  const taught = Number(digits);
  return Number.isFinite(taught) && taught > 0 ? taught : undefined;
}

function Delete({ record, onDone }: { readonly record: CourseModule; onDone(): void }) {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const deleting = useDelete<true>();
  if (!may('delete', courseModule.type, record.scope)) return null;
  return (
    <ActionButton
      kind="quiet"
      icon={IconTrash}
      onClick={() => void deleting.remove([record.id], true).then((isGone) => isGone && onDone())}
    >
      {t('module.delete')}
    </ActionButton>
  );
}
