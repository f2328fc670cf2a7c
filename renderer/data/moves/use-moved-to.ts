/** Where a record went that is not here under the id by which it was asked for ([MV3], [MV9]). */
import { useQuery } from '@tanstack/react-query';
import type { RecordId, ScopeId } from '../../../shared/base/ids.ts';
import { idInScope } from '../../../shared/domain/move/moved.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { isDeleted, movedTo } from '../../../shared/domain/view.ts';
import type { EngineApi } from '../../../shared/sync/engine-api.ts';
import { useEngine, useIdentity } from '../engine-context.tsx';
import { recordKeys } from '../record-queries.ts';

export interface MovedTo {
  readonly scope: ScopeId;
  /** Its id there; null when it is not on this disk. */
  readonly record: RecordId | null;
}

/** Where a record went; null when it was not moved, undefined while that is looked for. */
export function useMovedTo(id: RecordId): MovedTo | null | undefined {
  const engine = useEngine();
  const scopes = useIdentity().scopes.map((scope) => scope.id);
  const { data } = useQuery({
    queryKey: [...recordKeys.record(id), 'moved', scopes],
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    queryFn: () => followMoves(engine, id, scopes),
  });
  return data;
}

/** Follows marks to their end; who reads only the new scope finds the record by the id that it must have there. */
export async function followMoves(
  engine: Pick<EngineApi, 'open'>,
  id: RecordId,
  scopes: readonly ScopeId[],
): Promise<MovedTo | null> {
  const way = new Set([id]);
  let [state] = await engine.open([id]);
  if (state === undefined) return foundIn(await engine.open(scopes.map((scope) => idIn(id, scope))));
  let last: MovedTo | null = null;
  for (let to = movedTo(state); to !== null && !way.has(to.record); to = movedTo(state)) {
    way.add(to.record);
    [state] = await engine.open([to.record]);
    if (state === undefined) return { scope: to.scope, record: null };
    last = { scope: to.scope, record: to.record };
  }
  return last;
}

/** The id of a record in a scope when nothing is known of where it was made but that it was elsewhere. */
const idIn = (record: RecordId, scope: ScopeId) => idInScope({ scope: '', record }, scope);

function foundIn(states: readonly RecordState[]): MovedTo | null {
  const state = states.find((one) => !isDeleted(one));
  return state === undefined ? null : { scope: state.scope, record: state.id };
}
