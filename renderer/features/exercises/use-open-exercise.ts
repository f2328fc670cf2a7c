import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type ConductEvent, conductEvent, conductInOrder } from '../../../shared/domain/conduct/conduct-event.ts';
import { type Conduct, conductOf } from '../../../shared/domain/conduct/conduct-standing.ts';
import { digestOfEventList, inListOrder } from '../../../shared/domain/conduct/event-list.ts';
import { exerciseApproval } from '../../../shared/domain/conduct/exercise-approval.ts';
import { type ExercisePart, injectsFor, partOf } from '../../../shared/domain/conduct/exercise-part.ts';
import { type Inject, inject } from '../../../shared/domain/conduct/inject.ts';
import { type Objective, objective } from '../../../shared/domain/conduct/objective.ts';
import { type Exercise, exercise as exerciseDeclaration } from '../../../shared/domain/exercise.ts';
import { inMadeOrder } from '../../../shared/domain/made-order.ts';
import { inOrder } from '../../../shared/domain/order-keys.ts';
import { viewOf } from '../../../shared/domain/view.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { childrenQuery, childStatesQuery, recordQuery } from '../../data/record-queries.ts';

export interface OpenExercise {
  readonly exercise: Exercise;
  readonly objectives: readonly Objective[];
  /** The whole event list, in its order. */
  readonly injects: readonly Inject[];
  /** What the person before the screen may see of it ([EX12]). */
  readonly seen: readonly Inject[];
  /** In the order that counts. */
  readonly events: readonly ConductEvent[];
  readonly conduct: Conduct;
  /** Of the list as it is; null for an exercise without injects. */
  readonly digest: string | null;
  readonly part: ExercisePart;
}

/** An exercise with everything that belongs to it; undefined while it opens, null when it is not here. */
export function useOpenExercise(id: string): OpenExercise | null | undefined {
  const { name } = useProfile();
  const record = useQuery(recordQuery(exerciseDeclaration, id)).data;
  const objectives = useQuery(childrenQuery(objective, id)).data;
  const injects = useQuery(childrenQuery(inject, id)).data;
  const eventStates = useQuery(childStatesQuery(conductEvent, id)).data;
  const approvalStates = useQuery(childStatesQuery(exerciseApproval, id)).data;
  const listed = useMemo(() => {
    if (injects === undefined) return undefined;
    return { injects: inListOrder(injects), digest: injects.length === 0 ? null : digestOfEventList(id, injects) };
  }, [injects, id]);
  return useMemo(() => {
    if (record === undefined || record === null) return record;
    if (objectives === undefined || listed === undefined) return undefined;
    if (eventStates === undefined || approvalStates === undefined) return undefined;
    const events = conductInOrder(eventStates);
    const approvals = inMadeOrder(approvalStates).map((state) => viewOf(exerciseApproval, state));
    const conduct = conductOf({ events, approvals, digest: listed.digest });
    const part = partOf(record, name);
    const seen = injectsFor(part, listed.injects, conduct.standingOf);
    return { exercise: record, objectives: inOrder(objectives), ...listed, seen, events, conduct, part };
  }, [record, objectives, listed, eventStates, approvalStates, name]);
}
