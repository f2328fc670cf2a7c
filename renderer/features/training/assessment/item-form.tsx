import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AssessmentItem, assessmentItem } from '../../../../shared/domain/assessment/assessment-item.ts';
import { keyAtEnd } from '../../../../shared/domain/order-keys.ts';
import type { RecordState } from '../../../../shared/domain/record-state.ts';
import { type Course, course as courseDeclaration } from '../../../../shared/domain/training/course.ts';
import { viewOf } from '../../../../shared/domain/view.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { recordQuery, recordStateQuery } from '../../../data/record-queries.ts';
import { useDelete } from '../../../data/use-delete.ts';
import { useSaveRecord } from '../../../data/use-save-record.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { RecordForm } from '../../../ui/form.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { TopBar } from '../../../ui/top-bar.tsx';
import { textOfCourse } from '../course-title.ts';
import { TrainingNotHere } from '../training-not-here.tsx';
import { ItemFields, keyedItem, typedItem } from './item-fields.tsx';
import { useCourseItems } from './use-course-items.ts';

const none: readonly string[] = [];

/** The form of an item to assess, of a new one or of one that is there. */
export function ItemScreen() {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const { courseId, itemId } = useParams({ strict: false }) as { courseId: string; itemId?: string };
  const course = useQuery(recordQuery(courseDeclaration, courseId)).data;
  const state = useQuery({ ...recordStateQuery(itemId ?? ''), enabled: itemId !== undefined }).data;
  if (course === undefined || (itemId !== undefined && state === undefined)) return null;
  if (course === null || course.deleted) return <TrainingNotHere cause="away" what={t('course.gone')} />;
  const right = itemId === undefined ? 'create' : 'edit';
  if (!may(right, assessmentItem.type, course.scope)) return <TrainingNotHere cause="not-allowed" />;
  if (itemId === undefined) return <ItemForm course={course} record={null} from={{ scope: course.scope }} />;
  if (state == null || state.type !== assessmentItem.type) {
    return <TrainingNotHere cause="away" what={t('assessment.itemGone')} />;
  }
  const record = viewOf(assessmentItem, state);
  if (record.deleted) return <TrainingNotHere cause="deleted" />;
  return <ItemForm key={itemId} course={course} record={record} from={state} />;
}

interface ItemFormProps {
  readonly course: Course;
  readonly record: AssessmentItem | null;
  readonly from: RecordState | { readonly scope: string };
}

function ItemForm({ course, record, from }: ItemFormProps) {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const { may } = useProfile();
  const navigate = useNavigate();
  const deleting = useDelete<true>();
  const { save, saving } = useSaveRecord(assessmentItem, from);
  const items = useCourseItems(course.id, course.competencies ?? none) ?? [];
  const [values, setValues] = useState(() => typedItem(record, course, language));
  const heading = record === null ? t('assessment.newItem') : t('assessment.editItem');
  const title = textOfCourse(course, 'title', language);
  const path = `/training/courses/${course.id}`;
  const back = () => void navigate({ to: path, replace: true });
  useScreenTitle(heading, title?.text);
  const send = async () => {
    const place = { course: course.id, order: record?.order ?? keyAtEnd(items) };
    if ((await save({ ...place, ...keyedItem(values) })) !== null) back();
  };
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/training' },
          { label: title?.text ?? t('course.untitled'), lang: title?.lang, path },
          { label: heading },
        ]}
      >
        {record !== null && may('delete', assessmentItem.type, course.scope) && (
          <ActionButton
            kind="quiet"
            icon={IconTrash}
            onClick={() => void deleting.remove([record.id], true).then(back)}
          >
            {t('assessment.delete')}
          </ActionButton>
        )}
      </TopBar>
      <RecordForm heading={heading} saving={saving} onSave={send}>
        <ItemFields
          values={values}
          competencies={course.competencies ?? none}
          onChange={(change) => setValues((now) => ({ ...now, ...change }))}
        />
      </RecordForm>
    </>
  );
}
