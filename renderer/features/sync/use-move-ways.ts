/** The ways to settle a move that somebody else's work had not seen ([MV7], [MV12]). */
import { IconArrowBackUp, IconArrowRightBar, IconGitMerge } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RecordId, ScopeId } from '../../../shared/base/ids.ts';
import { restoreRecord } from '../../../shared/domain/edit.ts';
import { gatherFamily } from '../../../shared/domain/move/gather-move.ts';
import { idsOfFamily } from '../../../shared/domain/move/left-behind.ts';
import { movesOf } from '../../../shared/domain/move/moved.ts';
import {
  bringOver,
  editsUnseenIn,
  isAskedWith,
  leaveCompany,
  leaveMoved,
} from '../../../shared/domain/move/settle-move.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { declarationOf } from '../../../shared/domain/records.ts';
import { isDeleted } from '../../../shared/domain/view.ts';
import { useEngine, useProfile } from '../../data/engine-context.tsx';
import { useScopeName } from '../../data/moves/use-move-targets.ts';
import { recordKeys } from '../../data/record-queries.ts';
import type { Answer } from './use-answers.tsx';

/** What this person may answer: to keep it here, and for each place that it was moved to and is at. */
export function useMoveWays(state: RecordState) {
  const { t } = useTranslation('sync');
  const { may } = useProfile();
  const nameOf = useScopeName();
  const { there, company, known } = useAround(state);
  const isClash = movesOf(state).length > 1;
  // What belongs to something stays with it; alone it would be seen nowhere.
  const isAlone = declarationOf(state.type)?.parent === null;
  const whole = [state, ...company];
  const keep: Answer[] = [];
  if (isAlone && whole.every(({ type, scope }) => may('restore', type, scope))) {
    const words = { act: t('exists.keepHere'), outcome: t('exists.willKeepHere') };
    keep.push({ key: 'keep', icon: IconArrowBackUp, ...words, drafts: () => whole.flatMap(restoreRecord) });
  }
  const asked = company.filter((each) => isAskedWith(each, state));
  const at = new Map<string, Answer[]>();
  for (const moved of there.filter((one) => !isDeleted(one) && movesOf(state).some(({ to }) => to.record === one.id))) {
    if (!may('move', state.type, state.scope) || !may('restore', moved.type, moved.scope)) continue;
    const scope = nameOf(moved.scope) ?? t('exists.another');
    const rest = () => leaveCompany(asked, there, moved);
    const leave = { key: `leave ${moved.id}`, icon: IconArrowRightBar, act: t('exists.leave') };
    const bring = { key: `bring ${moved.id}`, icon: IconGitMerge, act: t('exists.bring') };
    const left = isClash ? t('exists.willLeaveClash', { scope }) : t('exists.willLeave', { scope });
    const answers = [{ ...leave, outcome: left, drafts: () => [...leaveMoved(state, moved), ...rest()] }];
    if (editsUnseenIn(state).length > 0 && may('edit', moved.type, moved.scope)) {
      const ids = known.get(moved.scope);
      const drafts = () => [...bringOver(state, moved, ids), ...rest()];
      answers.push({ ...bring, outcome: t('exists.willBring', { scope }), drafts });
    }
    at.set(moved.id, answers);
  }
  return { keep, at };
}

/**
 * The record where it was moved to; what went along with it, there and here; and the ids of all that belongs together in
 * each scope.
 */
function useAround(state: RecordState) {
  const engine = useEngine();
  const places = movesOf(state).map(({ to }) => to);
  const { data } = useQuery({
    queryKey: [...recordKeys.record(state.id), 'moved-to', places.map(({ record }) => record)],
    networkMode: 'always',
    queryFn: async () => {
      const [, ...family] = await gatherFamily(engine, state.id, 'gone too');
      const company = family.filter((one) => movesOf(one).length > 0);
      const moved = [state, ...company].flatMap((one) => movesOf(one).map(({ to }) => to.record));
      const scopes = [...new Set(places.map(({ scope }) => scope))];
      const known = await Promise.all(
        scopes.map(async (scope) => [scope, await idsOfFamily(engine, state, { scope })] as const),
      );
      return { there: await engine.open(moved), company, known: new Map(known) };
    },
  });
  return data ?? nothingYet;
}

const nothingYet: {
  readonly there: readonly RecordState[];
  readonly company: readonly RecordState[];
  readonly known: ReadonlyMap<ScopeId, ReadonlyMap<RecordId, RecordId>>;
} = { there: [], company: [], known: new Map() };
