import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecordId, ScopeId } from '../../../shared/base/ids.ts';
import { type Failure, fail, type Result } from '../../../shared/base/result.ts';
import { gatherFamily, gatherMove } from '../../../shared/domain/move/gather-move.ts';
import { type MoveFailure, moveRecords } from '../../../shared/domain/move/move-records.ts';
import { questionOf } from '../../../shared/domain/policy/question-of.ts';
import type { OperationDraft } from '../../../shared/domain/record-state.ts';
import type { ApplyFailure } from '../../../shared/sync/engine-api.ts';
import { useEngine, useProfile } from '../engine-context.tsx';
import { recordKeys } from '../record-queries.ts';
import { useApply } from '../use-apply.ts';

export type MoveRefusal = MoveFailure | ApplyFailure | Failure<'move-needs-judge'>;

/** Moves a record with everything that belongs to it; what kept it from being moved is told. */
export function useMove(id: RecordId) {
  const engine = useEngine();
  const { may } = useProfile();
  const { apply, saving } = useApply();
  const [failure, setFailure] = useState<MoveRefusal | null>(null);
  const move = async (target: ScopeId): Promise<boolean> => {
    const drafts = moveRecords(await gatherMove(engine, id, target));
    const done: Result<unknown, MoveRefusal> =
      drafts.ok && !drafts.value.every((draft) => mayWrite(draft, may))
        ? fail({ kind: 'move-needs-judge' })
        : await apply(drafts);
    setFailure(done.ok ? null : done.failure);
    return done.ok;
  };
  return { move, saving, failure };
}

/** A note that says that a translation is good needs the right to say so, in the new scope too. */
function mayWrite({ kind, type, scope, field, value }: OperationDraft, may: ReturnType<typeof useProfile>['may']) {
  return kind === 'move' || may(questionOf({ kind, type, scope, field, value, creates: true }).action, type, scope);
}

/** How many records of each type go along with one, the most first; undefined while they are counted. */
export function useCompany(id: RecordId): readonly (readonly [type: string, count: number])[] | undefined {
  const engine = useEngine();
  const { data } = useQuery({
    queryKey: [...recordKeys.lists('any'), 'company', id],
    networkMode: 'always',
    queryFn: async () => {
      const counts = new Map<string, number>();
      for (const { type } of (await gatherFamily(engine, id)).slice(1)) counts.set(type, (counts.get(type) ?? 0) + 1);
      return [...counts].sort(([, a], [, b]) => b - a);
    },
  });
  return data;
}
