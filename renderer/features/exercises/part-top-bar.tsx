import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ComponentType, ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordDeclaration, RecordView } from '../../../shared/domain/declare-record.ts';
import { pickText } from '../../../shared/domain/localised.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { viewOf } from '../../../shared/domain/view.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { recordStateQuery } from '../../data/record-queries.ts';
import { useDelete } from '../../data/use-delete.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { ExerciseNotHere } from './exercise-not-here.tsx';
import { type OpenExercise, useOpenExercise } from './use-open-exercise.ts';

interface PartTopBarProps {
  readonly open: OpenExercise;
  readonly label: string;
  readonly children?: ReactNode;
}

/** The way to a screen that belongs to an exercise. */
export function PartTopBar({ open: { exercise }, label, children }: PartTopBarProps) {
  const { t } = useTranslation('exercises');
  const { language } = useLocale();
  const title = pickText(exercise.title, language, exercise.language);
  return (
    <TopBar
      crumbs={[
        { label: t('rail.label'), path: '/exercises' },
        {
          label: exercise.reference ?? title?.text ?? t('exercise.untitled'),
          lang: exercise.reference === undefined ? title?.lang : undefined,
          path: `/exercises/${exercise.id}`,
        },
        { label },
      ]}
    >
      {children}
    </TopBar>
  );
}

/** What the form of a part is given; without a record it is a new one. */
export interface PartOfExercise<D extends RecordDeclaration> {
  readonly open: OpenExercise;
  readonly record: RecordView<D> | null;
  readonly from: RecordState | { readonly scope: string };
}

/** The exercise of the address, and a part of it to edit, or none for a new one; undefined while they open. */
export function usePartOfExercise<D extends RecordDeclaration>(
  declaration: D,
  id: string | undefined,
): PartOfExercise<D> | { readonly notHere: ReactElement } | undefined {
  const { t } = useTranslation('exercises');
  const { exerciseId } = useParams({ strict: false }) as { exerciseId: string };
  const { may } = useProfile();
  const open = useOpenExercise(exerciseId);
  const state = useQuery({ ...recordStateQuery(id ?? ''), enabled: id !== undefined }).data;
  if (open === undefined || (id !== undefined && state === undefined)) return undefined;
  if (open === null) return { notHere: <ExerciseNotHere cause="away" what={t('exercise.gone')} /> };
  const { scope } = open.exercise;
  const right = id === undefined ? 'create' : 'edit';
  // Whoever plays does not open what is not fired ([EX12]).
  if (!may(right, declaration.type, scope) || !open.part.seesAll) {
    return { notHere: <ExerciseNotHere cause="not-allowed" /> };
  }
  if (id === undefined) return { open, record: null, from: { scope } };
  if (state == null || state.type !== declaration.type) {
    return { notHere: <ExerciseNotHere cause="away" what={t('part.gone')} /> };
  }
  const record = viewOf(declaration, state);
  if (record.deleted) return { notHere: <ExerciseNotHere cause="deleted" what={t('part.gone')} /> };
  return { open, record, from: state };
}

interface PartScreenProps<D extends RecordDeclaration> {
  readonly declaration: D;
  /** Absent for a new one. */
  readonly id: string | undefined;
  readonly Form: ComponentType<PartOfExercise<D>>;
}

/** The form of a part that belongs to an exercise, or what stands in its place. */
export function PartScreen<D extends RecordDeclaration>({ declaration, id, Form }: PartScreenProps<D>) {
  const part = usePartOfExercise(declaration, id);
  if (part === undefined) return null;
  if ('notHere' in part) return part.notHere;
  return <Form key={id ?? 'new'} {...part} />;
}

interface DeletePartProps {
  readonly type: string;
  readonly record: { readonly id: string; readonly scope: string } | null;
  onDeleted(): void;
}

/** Takes a part away that is there, for whoever may. */
export function DeletePart({ type, record, onDeleted }: DeletePartProps) {
  const { t } = useTranslation('exercises');
  const { may } = useProfile();
  const deleting = useDelete<true>();
  if (record === null || !may('delete', type, record.scope)) return null;
  return (
    <ActionButton kind="quiet" icon={IconTrash} onClick={() => void deleting.remove([record.id], true).then(onDeleted)}>
      {t('exercise.delete')}
    </ActionButton>
  );
}
