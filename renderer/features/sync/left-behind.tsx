import { IconArrowRightBar, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { splitFieldKey } from '../../../shared/domain/declare-record.ts';
import { deleteRecord } from '../../../shared/domain/edit.ts';
import { gatherAfter, moveOfParent } from '../../../shared/domain/move/left-behind.ts';
import { moveRecords } from '../../../shared/domain/move/move-records.ts';
import { existenceField, type RecordState } from '../../../shared/domain/record-state.ts';
import { declarationOf } from '../../../shared/domain/records.ts';
import { useEngine, useProfile } from '../../data/engine-context.tsx';
import { useScopeName } from '../../data/moves/use-move-targets.ts';
import { recordKeys } from '../../data/record-queries.ts';
import { AnswerEnd } from './answer-end.tsx';
import type { ExistenceConflictProps } from './conflict-acts.tsx';
import css from './conflict-detail.module.css';
import { UnseenEdits } from './unseen-edits.tsx';
import { type Answer, useAnswers } from './use-answers.tsx';
import { VersionColumn } from './version-column.tsx';

/** Hung on something that had been moved away: what it says, and whether it goes after or away ([MV11]). */
export function LeftBehind({ state, onSettled, onLater }: ExistenceConflictProps) {
  const { t } = useTranslation('sync');
  const { scope, head, take, drop } = useWays(state);
  const all = [...drop, ...take];
  const answers = useAnswers(all, onSettled);
  const created = state.fields[existenceField]?.[0];
  const values = Object.entries(state.fields)
    .filter(([key]) => isShown(state, key))
    .flatMap(([key, heads]) => heads.map((head) => ({ key, head })));
  return (
    <>
      <p className={css.say}>{t('left.say', { scope })}</p>
      <div className={css.pair}>
        <VersionColumn tone="yours" title={t('left.added')} origin={created} action={drop.map(answers.choice)}>
          <UnseenEdits type={state.type} edits={values} />
        </VersionColumn>
        <VersionColumn
          tone="theirs"
          title={t('exists.moved', { scope })}
          origin={head ?? null}
          action={take.map(answers.choice)}
        >
          {t('left.without')}
        </VersionColumn>
      </div>
      <AnswerEnd answers={answers} choose={t('left.choose')} onLater={onLater} />
    </>
  );
}

/** Everything that a person wrote; neither its place in a list nor what it belongs to, which is in the heading. */
function isShown({ type }: RecordState, key: string): boolean {
  const declaration = declarationOf(type);
  const [name] = splitFieldKey(key);
  const kind = declaration?.fields[name]?.kind;
  return kind !== undefined && kind !== 'order' && name !== declaration?.parent;
}

/** Where what it belongs to went, and what this person may answer. */
function useWays(state: RecordState) {
  const { t } = useTranslation('sync');
  const { may } = useProfile();
  const engine = useEngine();
  const nameOf = useScopeName();
  const { data } = useQuery({
    queryKey: [...recordKeys.record(state.id), 'left-behind'],
    networkMode: 'always',
    queryFn: async () => {
      const move = await moveOfParent(engine, state);
      return move === null ? null : { ...move, moved: moveRecords(await gatherAfter(engine, state, move.to)) };
    },
  });
  const scope = (data && nameOf(data.to.scope)) ?? t('exists.another');
  const declaration = declarationOf(state.type);
  const isAllowed =
    data != null && may('move', state.type, state.scope) && may('create', state.type, data.to.scope) && data.moved.ok;
  const take: Answer[] = [];
  if (isAllowed && data.moved.ok) {
    const drafts = data.moved.value;
    const words = { act: t('left.take'), outcome: t('left.willTake', { scope }) };
    take.push({ key: 'take', icon: IconArrowRightBar, ...words, drafts: () => drafts });
  }
  const deletion = declaration && may('delete', state.type, state.scope) ? deleteRecord(declaration, state) : null;
  const drop: Answer[] = [];
  if (deletion?.ok) {
    const words = { act: t('left.drop'), outcome: t('left.willDrop') };
    drop.push({ key: 'drop', icon: IconTrash, ...words, drafts: () => deletion.value });
  }
  return { scope, head: data?.head, take, drop };
}
