import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { movesOf, type RecordPlace } from '../../../shared/domain/move/moved.ts';
import { editsUnseenIn } from '../../../shared/domain/move/settle-move.ts';
import { existenceField } from '../../../shared/domain/record-state.ts';
import { useScopeName } from '../../data/moves/use-move-targets.ts';
import { AnswerEnd } from './answer-end.tsx';
import type { ExistenceConflictProps } from './conflict-acts.tsx';
import css from './conflict-detail.module.css';
import { UnseenEdits } from './unseen-edits.tsx';
import { useAnswers } from './use-answers.tsx';
import { useMoveWays } from './use-move-ways.ts';
import { VersionColumn } from './version-column.tsx';

/** Moved there, edited or deleted here, or moved to two places: what its mover had not seen, and where it shall be. */
export function MoveConflict({ state, onSettled, onLater }: ExistenceConflictProps) {
  const { t } = useTranslation('sync');
  const nameOf = useScopeName();
  const scopeName = (place: RecordPlace) => nameOf(place.scope) ?? t('exists.another');
  const moves = movesOf(state);
  const { keep, at } = useMoveWays(state);
  const all = [...keep, ...[...at.values()].flat()];
  const answers = useAnswers(all, onSettled);
  const edits = editsUnseenIn(state);
  const isClash = moves.length > 1;
  const deletion = (state.fields[existenceField] ?? []).find(({ kind }) => kind === 'delete');
  const hasHere = edits.length > 0 || deletion !== undefined || keep.length > 0;
  const columns = moves.length + (hasHere ? 1 : 0);
  return (
    <>
      <p className={css.say}>
        {isClash
          ? t('exists.movesSay')
          : t('exists.moveSay', { scope: moves[0] === undefined ? '' : scopeName(moves[0].to) })}
      </p>
      <div className={columns > 2 ? css.columns : css.pair}>
        {hasHere && (
          <VersionColumn
            tone="yours"
            title={titleOfHere(t, edits.length, deletion !== undefined)}
            origin={edits.at(-1)?.head ?? deletion ?? null}
            action={keep.map(answers.choice)}
          >
            {edits.length > 0 && <UnseenEdits type={state.type} edits={edits} />}
            {edits.length === 0 && deletion === undefined && t('exists.stillHereWhat')}
          </VersionColumn>
        )}
        {moves.map(({ to, head }) => (
          <VersionColumn
            key={to.record}
            tone="theirs"
            title={t('exists.moved', { scope: scopeName(to) })}
            origin={head}
            action={(at.get(to.record) ?? []).map(answers.choice)}
          >
            {isClash ? t('exists.movedClash') : t('exists.movedWhat')}
          </VersionColumn>
        ))}
      </div>
      <AnswerEnd answers={answers} choose={t('exists.moveChoose')} onLater={onLater} />
    </>
  );
}

/** What is said of the record where it is. */
function titleOfHere(t: TFunction<'sync'>, edits: number, isDeleted: boolean): string {
  if (isDeleted) return t('exists.deleted');
  return edits > 0 ? t('exists.edited') : t('exists.stillHere');
}
