import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pickText } from '../../../../shared/domain/localised.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { useLetterKey } from '../../../ui/use-letter-key.ts';
import { ExerciseNotHere } from '../exercise-not-here.tsx';
import { type OpenExercise, useOpenExercise } from '../use-open-exercise.ts';
import { BeforeStart } from './before-start.tsx';
import css from './board.module.css';
import { BoardHead } from './board-head.tsx';
import { BoardList } from './board-list.tsx';
import { boardRows, nextRow } from './board-model.ts';
import { BoardTrail } from './board-trail.tsx';
import { InjectCard } from './inject-card.tsx';
import { ObservationPane } from './observation-pane.tsx';
import { type ConductActions, useConduct } from './use-conduct.ts';
import { useZoneFormat } from './use-zone-format.ts';

/** The conduct board: what is due now, next and late, and what was seen; for keys, gloves and every laptop in the room. */
export function ConductScreen() {
  const { t } = useTranslation('exercises');
  const { exerciseId } = useParams({ strict: false }) as { exerciseId: string };
  const open = useOpenExercise(exerciseId);
  if (open === undefined) return null;
  if (open === null) return <ExerciseNotHere cause="away" what={t('exercise.gone')} />;
  if (open.exercise.deleted) return <ExerciseNotHere cause="deleted" what={t('exercise.deleted')} />;
  return <Board key={exerciseId} open={open} />;
}

function Board({ open }: { readonly open: OpenExercise }) {
  const { t } = useTranslation('exercises');
  const { language } = useLocale();
  const { may } = useProfile();
  const actions = useConduct(open);
  const title = pickText(open.exercise.title, language, open.exercise.language);
  useScreenTitle(title?.text, t('board.title'));
  const mayWrite = may('create', 'conduct-event', open.exercise.scope);
  return (
    <>
      <BoardHead open={open} actions={actions} mayWrite={mayWrite} />
      <div className={css.split}>
        <LiveList open={open} actions={actions} mayWrite={mayWrite && open.part.mayConduct} />
        <ObservationPane open={open} actions={actions} mayWrite={mayWrite && open.part.mayObserve} />
      </div>
    </>
  );
}

export type Composing = 'defer' | 'drop' | null;

interface LiveListProps {
  readonly open: OpenExercise;
  readonly actions: ConductActions;
  /** Fires, defers and drops. */
  readonly mayWrite: boolean;
}

function LiveList({ open, actions, mayWrite }: LiveListProps) {
  const { conduct, seen } = open;
  const format = useZoneFormat(open.exercise);
  const [chosen, setChosen] = useState<string | null>(null);
  const [composing, setComposing] = useState<Composing>(null);
  const rows = boardRows(seen, conduct);
  // Null: whatever is next; once it is done the board goes on by itself.
  const current = rows.find(({ inject }) => inject.id === chosen) ?? nextRow(rows) ?? rows[0] ?? null;
  const mayAct = mayWrite && conduct.phase === 'live' && current !== null;
  const isOpen = mayAct && current.standing.state !== 'fired';
  const isDropped = current?.standing.state === 'dropped';
  const show = (id: string | null) => {
    setComposing(null);
    setChosen(id);
  };
  const fire = async () => {
    if (isOpen && (await actions.note(current.inject.id, { kind: 'fired' }))) show(null);
  };
  useLetterKey('KeyF', () => void fire());
  useLetterKey('KeyD', () => isOpen && !isDropped && setComposing('defer'));
  useLetterKey('KeyX', () => isOpen && !isDropped && setComposing('drop'));
  return (
    <div className={css.main}>
      <BeforeStart open={open} actions={actions} mayWrite={mayWrite} />
      {conduct.started !== null && <BoardTrail rows={rows} format={format} />}
      {current !== null && (
        <InjectCard
          key={current.inject.id}
          open={open}
          row={current}
          format={format}
          actions={actions}
          mayAct={mayAct}
          composing={composing}
          onCompose={setComposing}
          onFire={fire}
          onSettled={() => show(null)}
        />
      )}
      <BoardList rows={rows} current={current?.inject.id} format={format} onChoose={show} />
    </div>
  );
}
