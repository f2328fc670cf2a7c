import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { RecordId, ScopeId } from '../../../shared/base/ids.ts';
import { utcDay } from '../../../shared/base/plain-date.ts';
import { type Failure, fail, type Result } from '../../../shared/base/result.ts';
import { kindsOf } from '../../../shared/domain/agreement/kinds-of.ts';
import { type CatalogueEntry, catalogueEntryOf } from '../../../shared/domain/catalogue.ts';
import { marksOf } from '../../../shared/domain/exchange/plan-export.ts';
import { gatherFamily, gatherMove } from '../../../shared/domain/move/gather-move.ts';
import { type MoveFailure, moveRecords } from '../../../shared/domain/move/move-records.ts';
import { firstPlaceOf } from '../../../shared/domain/move/moved.ts';
import { type Denial, decide } from '../../../shared/domain/policy/decide.ts';
import { questionOf } from '../../../shared/domain/policy/question-of.ts';
import type { OperationDraft, RecordState } from '../../../shared/domain/record-state.ts';
import { declarationOf } from '../../../shared/domain/records.ts';
import type { ApplyFailure } from '../../../shared/sync/engine-api.ts';
import { useEngine, useProfile } from '../engine-context.tsx';
import { pageClock } from '../page-ports.ts';
import { recordKeys } from '../record-queries.ts';
import { useAgreements, useCentreOfScopes } from '../use-agreements.ts';
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

/** A record and everything that goes along with it, the record first; undefined while that is read. */
export function useFamily(id: RecordId): readonly MovingEntry[] | undefined {
  const engine = useEngine();
  const { data } = useQuery({
    queryKey: [...recordKeys.lists('any'), 'company', id],
    networkMode: 'always',
    queryFn: async () => (await gatherFamily(engine, id)).flatMap(movingEntryOf),
  });
  return data;
}

export interface MovingEntry extends CatalogueEntry {
  /** The scope in which it was made. */
  readonly home: ScopeId;
}

function movingEntryOf(state: RecordState): MovingEntry[] {
  const declaration = declarationOf(state.type);
  if (declaration === undefined) return [];
  return [{ ...catalogueEntryOf(declaration, state), home: firstPlaceOf(state).scope }];
}

const isOfWay = ({ fact }: Denial) => fact === 'mark' || fact === 'agreement';

/** Why something of this may not go to a scope, and of which agreement that depends; null when all of it may ([AG3]). */
export function useHeldOnMove(entries: readonly MovingEntry[] | undefined, target: ScopeId) {
  const { grants } = useProfile();
  const centres = useCentreOfScopes();
  const agreements = useAgreements();
  return useMemo(() => {
    if (entries === undefined || agreements === undefined) return undefined;
    const [kindOf, markOf] = [kindsOf(entries), marksOf(entries)];
    for (const { id, scope, type, home } of entries) {
      // What is about one person never moves (docs/who-may-do-what.md).
      const subject = { kind: kindOf(id), mark: markOf(id), consent: 'about-nobody' } as const;
      const way = { from: centres.get(scope), to: centres.get(target), isHome: home === target };
      const going = { subject, way, agreements, today: utcDay(pageClock.now()), highest: null };
      const answer = decide(grants, { action: 'cross', scope, type, at: pageClock.now(), going });
      // That the roles do not allow it is said when it is saved, of whichever record it is.
      if (!answer.allowed && isOfWay(answer)) return answer;
    }
    return null;
  }, [entries, grants, agreements, centres, target]);
}
