import {
  IconArrowRightBar,
  IconCalendarEvent,
  IconClipboardList,
  IconMapPin,
  IconPackageExport,
  IconPencil,
  IconTrash,
  IconUsers,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Exercise, exercise as exerciseDeclaration } from '../../../shared/domain/exercise.ts';
import { pickText } from '../../../shared/domain/localised.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { MovedOr } from '../../data/moves/moved-or.tsx';
import { useMoving } from '../../data/moves/use-moving.tsx';
import { recordQuery } from '../../data/record-queries.ts';
import { useDelete } from '../../data/use-delete.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { daysText } from '../../i18n/plain-dates.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { RecordFact, RecordHeader } from '../../ui/record-header.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import { ExerciseBody } from './exercise-body.tsx';
import { ExerciseNotHere } from './exercise-not-here.tsx';
import { kindWord, stateWord } from './exercise-words.ts';

/** One exercise: what it is to show, against which playbooks, and what was learned. */
export function ExerciseScreen() {
  const { t } = useTranslation('exercises');
  const { exerciseId } = useParams({ strict: false }) as { exerciseId: string };
  const exercise = useQuery(recordQuery(exerciseDeclaration, exerciseId)).data;
  const deleting = useDelete<true>();
  if (exercise === undefined) return null;
  if (exercise === null || exercise.deleted) {
    const undo = deleting.deleted && { label: t('exercise.undo'), onClick: () => void deleting.undo() };
    const list = { label: t('rail.label'), path: '/exercises' };
    return (
      <MovedOr id={exerciseId} list={list} pathOf={(id) => `/exercises/${id}`}>
        {exercise === null ? (
          <ExerciseNotHere cause="away" what={t('exercise.gone')} />
        ) : (
          <ExerciseNotHere cause="deleted" what={t('exercise.deleted')} action={undo ?? undefined} />
        )}
      </MovedOr>
    );
  }
  return <OpenedExercise exercise={exercise} onDelete={() => void deleting.remove([exercise.id], true)} />;
}

interface OpenedProps {
  readonly exercise: Exercise;
  onDelete(): void;
}

function OpenedExercise({ exercise, onDelete }: OpenedProps) {
  const { t } = useTranslation('exercises');
  const { format, language } = useLocale();
  const title = pickText(exercise.title, language, exercise.language);
  const { start, end, place, kind, director, reference } = exercise;
  useScreenTitle(title?.text, t('rail.label'));
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/exercises' },
          reference === undefined
            ? { label: title?.text ?? t('exercise.untitled'), lang: title?.lang }
            : { label: reference, isId: true },
        ]}
      />
      <RecordHeader
        title={title?.text ?? t('exercise.untitled')}
        lang={title?.lang}
        tlp={exercise.marking}
        actions={<Acts exercise={exercise} onDelete={onDelete} />}
      >
        <RecordFact tone="strong">{stateWord(t, exercise.state ?? 'planned')}</RecordFact>
        {kind !== undefined && <RecordFact>{kindWord(t, kind)}</RecordFact>}
        {start !== undefined && <RecordFact icon={IconCalendarEvent}>{daysText(format, start, end)}</RecordFact>}
        {place !== undefined && (
          <RecordFact icon={IconMapPin}>
            <PlainText text={place} />
          </RecordFact>
        )}
        {director !== undefined && (
          <RecordFact icon={IconUsers}>
            <PlainText text={director} />
          </RecordFact>
        )}
      </RecordHeader>
      <ExerciseBody exercise={exercise} />
    </>
  );
}

function Acts({ exercise, onDelete }: OpenedProps) {
  const { t } = useTranslation('exercises');
  const { t: words } = useTranslation('data');
  const { may } = useProfile();
  const { language } = useLocale();
  const navigate = useNavigate();
  const title = pickText(exercise.title, language, exercise.language)?.text ?? t('exercise.untitled');
  const moving = useMoving({ id: exercise.id, type: 'exercise', scope: exercise.scope, title });
  return (
    <>
      {moving.dialog}
      {moving.begin && (
        <ActionButton size="medium" kind="quiet" icon={IconArrowRightBar} mirrorIcon onClick={moving.begin}>
          {words('move.act')}
        </ActionButton>
      )}
      <ActionButton
        size="medium"
        kind="quiet"
        icon={IconPackageExport}
        onClick={() => void navigate({ to: '/exchange', search: { exercise: exercise.id } as never })}
      >
        {t('exercise.package')}
      </ActionButton>
      {may('delete', 'exercise', exercise.scope) && (
        <ActionButton size="medium" kind="quiet" icon={IconTrash} onClick={onDelete}>
          {t('exercise.delete')}
        </ActionButton>
      )}
      {may('edit', 'exercise', exercise.scope) && (
        <ActionButton
          size="medium"
          icon={IconPencil}
          onClick={() => void navigate({ to: `/exercises/${exercise.id}/edit` })}
        >
          {t('form.edit')}
        </ActionButton>
      )}
      {may('create', 'review', exercise.scope) && (
        <ActionButton
          size="medium"
          kind="primary"
          icon={IconClipboardList}
          onClick={() => void navigate({ to: '/reviews/new', search: { exercise: exercise.id } as never })}
        >
          {t('exercise.review')}
        </ActionButton>
      )}
    </>
  );
}
