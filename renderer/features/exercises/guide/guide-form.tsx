import { IconTrash } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type GuideItem, guideItem } from '../../../../shared/domain/evaluation/guide-item.ts';
import { keyAtEnd } from '../../../../shared/domain/order-keys.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { type Evaluation, useEvaluation } from '../../../data/ratings/use-evaluation.ts';
import { useDelete } from '../../../data/use-delete.ts';
import { useSaveRecord } from '../../../data/use-save-record.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { RecordForm } from '../../../ui/form.tsx';
import { FormField } from '../../../ui/form-field.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { ObjectiveField } from '../event-list/inject-fields.tsx';
import { type PartOfExercise, PartTopBar, usePartOfExercise } from '../part-top-bar.tsx';

/** The form of a target or of a critical task; the address of a new one says what it belongs to. */
export function GuideItemScreen() {
  const { itemId } = useParams({ strict: false }) as { itemId?: string };
  const { exerciseId } = useParams({ strict: false }) as { exerciseId: string };
  const part = usePartOfExercise(guideItem, itemId);
  const evaluation = useEvaluation(exerciseId);
  if (part === undefined || evaluation === undefined) return null;
  if ('notHere' in part) return part.notHere;
  return <GuideItemForm key={itemId ?? 'new'} {...part} evaluation={evaluation} />;
}

interface GuideItemFormProps extends PartOfExercise<typeof guideItem> {
  readonly evaluation: Evaluation;
}

function GuideItemForm({ open, record, from, evaluation }: GuideItemFormProps) {
  const { t } = useTranslation('exercises');
  const { language } = useLocale();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const given = (key: string) => (typeof search[key] === 'string' ? (search[key] as string) : '');
  const { save, saving } = useSaveRecord(guideItem, from);
  const { id } = open.exercise;
  const written = record?.language ?? open.exercise.language ?? language;
  const target = record?.target ?? (given('target') || null);
  const ofTarget = evaluation.items.find((item) => item.id === target)?.objective;
  const [text, setText] = useState(record?.text[written] ?? '');
  const [source, setSource] = useState(record?.source ?? '');
  const [objective, setObjective] = useState(record?.objective ?? ofTarget ?? given('objective'));
  const isTask = target !== null;
  const heading = headingOf(t, isTask, record === null);
  const back = () => void navigate({ to: `/exercises/${id}` as never, replace: true });
  useScreenTitle(heading, t('rail.label'));
  const send = async () => {
    const values = { [`text.${written}`]: text.trim() || null, source: source.trim() || null };
    const place = { exercise: id, target, objective: ofTarget ?? (objective || null), language: written };
    if ((await save({ ...place, ...values, order: record?.order ?? keyAtEnd(evaluation.items) })) !== null) back();
  };
  return (
    <>
      <PartTopBar open={open} label={heading}>
        {record !== null && <DeleteItem record={record} evaluation={evaluation} onDeleted={back} />}
      </PartTopBar>
      <RecordForm heading={heading} saving={saving} onSave={send}>
        <FormField
          label={isTask ? t('guide.task') : t('guide.target')}
          hint={isTask ? t('guide.taskHint') : t('guide.targetHint')}
          lang={written}
          lines={2}
          maxLength={2_000}
          required
          value={text}
          onChange={setText}
        />
        <FormField
          label={t('guide.source')}
          hint={t('guide.sourceHint')}
          maxLength={2_000}
          value={source}
          onChange={setSource}
        />
        {!isTask && <ObjectiveField objectives={open.objectives} value={objective} onChange={setObjective} />}
      </RecordForm>
    </>
  );
}

function headingOf(t: ReturnType<typeof useTranslation<'exercises'>>['t'], isTask: boolean, isNew: boolean): string {
  if (isTask) return isNew ? t('guide.newTask') : t('guide.editTask');
  return isNew ? t('guide.newTarget') : t('guide.editTarget');
}

interface DeleteItemProps {
  readonly record: GuideItem;
  readonly evaluation: Evaluation;
  onDeleted(): void;
}

/** A target goes with its tasks. Their ratings stay on the disk, and stand again when somebody undoes it. */
function DeleteItem({ record, evaluation, onDeleted }: DeleteItemProps) {
  const { t } = useTranslation('exercises');
  const { may } = useProfile();
  const deleting = useDelete<true>();
  if (!may('delete', 'guide-item', record.scope)) return null;
  const ids = [record.id, ...evaluation.items.filter(({ target }) => target === record.id).map(({ id }) => id)];
  return (
    <ActionButton kind="quiet" icon={IconTrash} onClick={() => void deleting.remove(ids, true).then(onDeleted)}>
      {t('guide.delete', { count: ids.length })}
    </ActionButton>
  );
}
