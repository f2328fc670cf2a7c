import { IconArrowBackUp, IconArrowRightBar, IconGitMerge } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { restoreRecord } from '../../../shared/domain/edit.ts';
import { movesOf, type RecordPlace } from '../../../shared/domain/move/moved.ts';
import { bringOver, editsUnseenIn, leaveMoved } from '../../../shared/domain/move/settle-move.ts';
import { existenceField, type OperationDraft, type RecordState } from '../../../shared/domain/record-state.ts';
import { declarationOf } from '../../../shared/domain/records.ts';
import { isDeleted } from '../../../shared/domain/view.ts';
import { useEngine, useProfile } from '../../data/engine-context.tsx';
import { useScopeName } from '../../data/moves/use-move-targets.ts';
import { recordKeys } from '../../data/record-queries.ts';
import { useApply } from '../../data/use-apply.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import type { Icon } from '../../ui/icon.ts';
import css from './conflict-detail.module.css';
import { ExistenceActs, type ExistenceConflictProps } from './existence-acts.tsx';
import { UnseenEdits } from './unseen-edits.tsx';
import { useConflictKeys } from './use-conflict-keys.ts';
import { VersionColumn } from './version-column.tsx';

/** One way to settle it: the words of its button, what comes of it, and its operations. */
interface Answer {
  readonly key: string;
  readonly icon: Icon;
  readonly act: string;
  readonly outcome: string;
  readonly drafts: () => readonly OperationDraft[];
}

/** Moved there, edited or deleted here, or moved to two places: what its mover had not seen, and where it shall be. */
export function MoveConflict({ state, onSettled, onLater }: ExistenceConflictProps) {
  const { t } = useTranslation('sync');
  const { apply, saving } = useApply();
  const [chosen, setChosen] = useState<string | null>(null);
  const nameOf = useScopeName();
  const scopeName = (place: RecordPlace) => nameOf(place.scope) ?? t('exists.another');
  const moves = movesOf(state);
  const { keep, at, all } = useAnswers(state);
  const answer = all.find(({ key }) => key === chosen);
  const accept = async () => {
    if (answer === undefined || saving) return;
    const saved = await apply(answer.drafts());
    if (saved.ok) onSettled();
  };
  useConflictKeys({
    onChoose: (place) => setChosen((before) => all[place - 1]?.key ?? before),
    onAccept: () => void accept(),
  });
  const choice = (one: Answer) => (
    <ActionButton
      key={one.key}
      keys={String(all.indexOf(one) + 1)}
      icon={one.icon}
      aria-pressed={chosen === one.key}
      onClick={() => setChosen(one.key)}
    >
      {one.act}
    </ActionButton>
  );
  const edits = editsUnseenIn(state);
  const deletion = (state.fields[existenceField] ?? []).find(({ kind }) => kind === 'delete');
  return (
    <>
      <p className={css.say}>{t('exists.moveSay', { scope: moves[0] === undefined ? '' : scopeName(moves[0].to) })}</p>
      <div className={css.pair}>
        {(edits.length > 0 || deletion !== undefined || keep.length > 0) && (
          <VersionColumn
            tone="yours"
            title={deletion === undefined ? t('exists.edited') : t('exists.deleted')}
            origin={edits.at(-1)?.head ?? deletion}
            action={keep.map(choice)}
          >
            <UnseenEdits type={state.type} edits={edits} />
          </VersionColumn>
        )}
        {moves.map(({ to, head }) => (
          <VersionColumn
            key={to.record}
            tone="theirs"
            title={t('exists.moved', { scope: scopeName(to) })}
            origin={head}
            action={(at.get(to.record) ?? []).map(choice)}
          >
            {t('exists.movedWhat')}
          </VersionColumn>
        ))}
      </div>
      <p className={css.outcome} aria-live="polite">
        {answer?.outcome ?? t('exists.moveChoose')}
      </p>
      <ExistenceActs
        why={all.length > 0 ? null : t('exists.moveNotAllowed')}
        canAccept={answer !== undefined}
        onAccept={() => void accept()}
        onLater={onLater}
      />
    </>
  );
}

/** What this person may answer: to keep it here, and for each place that it was moved to and is at. */
function useAnswers(state: RecordState) {
  const { t } = useTranslation('sync');
  const { may } = useProfile();
  const engine = useEngine();
  const nameOf = useScopeName();
  const places = movesOf(state).map(({ to }) => to);
  const there = useQuery({
    queryKey: [...recordKeys.record(state.id), 'moved-to', places.map(({ record }) => record)],
    networkMode: 'always',
    queryFn: () => engine.open(places.map(({ record }) => record)),
  }).data;
  // What belongs to something stays with it; alone it would be seen nowhere.
  const isAlone = declarationOf(state.type)?.parent === null;
  const keep: Answer[] =
    isAlone && may('restore', state.type, state.scope)
      ? [
          {
            key: 'keep',
            icon: IconArrowBackUp,
            act: t('exists.keepHere'),
            outcome: t('exists.willKeepHere'),
            drafts: () => restoreRecord(state),
          },
        ]
      : [];
  const at = new Map<string, Answer[]>();
  for (const moved of (there ?? []).filter((one) => !isDeleted(one))) {
    if (!may('move', state.type, state.scope) || !may('restore', moved.type, moved.scope)) continue;
    const scope = nameOf(moved.scope) ?? t('exists.another');
    const leave = { key: `leave ${moved.id}`, icon: IconArrowRightBar, act: t('exists.leave') };
    const bring = { key: `bring ${moved.id}`, icon: IconGitMerge, act: t('exists.bring') };
    const answers = [{ ...leave, outcome: t('exists.willLeave', { scope }), drafts: () => leaveMoved(state, moved) }];
    if (editsUnseenIn(state).length > 0 && may('edit', moved.type, moved.scope)) {
      answers.push({ ...bring, outcome: t('exists.willBring', { scope }), drafts: () => bringOver(state, moved) });
    }
    at.set(moved.id, answers);
  }
  return { keep, at, all: [...keep, ...[...at.values()].flat()] };
}
