import { IconCheck, IconFlag, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime, scenarioClock } from '../../../../shared/domain/conduct/conduct-clock.ts';
import { pickText } from '../../../../shared/domain/localised.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { PlainText } from '../../../ui/plain-text.tsx';
import { RecordId } from '../../../ui/record-id.tsx';
import { ScreenHeading } from '../../../ui/screen-heading.tsx';
import { TlpChip } from '../../../ui/tlp-chip.tsx';
import { phaseWord } from '../exercise-words.ts';
import type { OpenExercise } from '../use-open-exercise.ts';
import css from './board.module.css';
import { EndDialog } from './end-dialog.tsx';
import type { ConductActions } from './use-conduct.ts';
import { useTick } from './use-tick.ts';
import { useZoneFormat } from './use-zone-format.ts';

interface BoardHeadProps {
  readonly open: OpenExercise;
  readonly actions: ConductActions;
  readonly mayWrite: boolean;
}

/** Which exercise it is, its two clocks, and its end. */
export function BoardHead({ open, actions, mayWrite }: BoardHeadProps) {
  const { t } = useTranslation('exercises');
  const { language } = useLocale();
  const { may } = useProfile();
  const [isEnding, setEnding] = useState(false);
  const { exercise, conduct, part } = open;
  const title = pickText(exercise.title, language, exercise.language);
  const mayLead = mayWrite && part.mayConduct && conduct.phase === 'live';
  return (
    <header className={css.head}>
      <div className={css.headText}>
        <div className={css.headTitle}>
          <ScreenHeading lang={title?.lang}>
            <PlainText text={title?.text ?? t('exercise.untitled')} lang={title?.lang} />
          </ScreenHeading>
          {exercise.marking && <TlpChip level={exercise.marking} />}
        </div>
        <div className={css.headLine}>
          {exercise.reference !== undefined && <RecordId>{exercise.reference}</RecordId>}
          <span>{phaseWord(t, conduct.phase)}</span>
          <Link to={`/exercises/${exercise.id}` as never} className={css.link ?? ''}>
            {t('board.toExercise')}
          </Link>
          <SavedMark open={open} actions={actions} />
        </div>
      </div>
      <Clocks open={open} />
      {mayLead && <ScenarioSwitch open={open} actions={actions} />}
      {mayLead && may('edit', 'exercise', exercise.scope) && (
        <ActionButton size="medium" icon={IconFlag} className={css.headButton} onClick={() => setEnding(true)}>
          {t('board.end')}
        </ActionButton>
      )}
      <EndDialog isOpen={isEnding} open={open} actions={actions} onClose={() => setEnding(false)} />
    </header>
  );
}

function SavedMark({ open: { events, exercise }, actions }: Pick<BoardHeadProps, 'open' | 'actions'>) {
  const { t } = useTranslation('exercises');
  const format = useZoneFormat(exercise);
  const last = events.reduce<number | null>((latest, { at = 0 }) => Math.max(latest ?? 0, at), null);
  return (
    <span role="status" className={css.saved}>
      {actions.failed ? (
        <b className={css.notSaved}>{t('board.notSaved')}</b>
      ) : last === null ? null : (
        <>
          <IconCheck size={15} stroke={2} aria-hidden="true" />
          <span className="wp-num">{t('board.saved', { time: format.timeWithSeconds(last) })}</span>
        </>
      )}
    </span>
  );
}

/** The clock of the world and that of the scenario. Not read out by themselves: they change each second. */
function Clocks({ open: { events, conduct, exercise } }: Pick<BoardHeadProps, 'open'>) {
  const { t } = useTranslation('exercises');
  const format = useZoneFormat(exercise);
  const now = useTick(1_000);
  const scenario = scenarioClock(events, now);
  const shown = scenario === null ? null : clockTime(scenario.minute, true);
  return (
    <div className={css.clocks}>
      <div>
        <div className={css.clockLabel}>{t('board.wall')}</div>
        <time dir="ltr" className={css.clock}>
          {format.timeWithSeconds(now)}
        </time>
      </div>
      {shown !== null && scenario !== null && (
        <>
          <div>
            <div className={css.clockLabel}>
              {scenario.isRunning || conduct.phase !== 'live'
                ? t('board.scenario', { day: shown.day })
                : t('board.scenarioPaused', { day: shown.day })}
            </div>
            <time dir="ltr" className={`${css.clock} ${css.scenario}`}>
              {shown.time}
            </time>
          </div>
          <div>
            <div className={css.clockLabel}>{t('board.rate')}</div>
            <bdi dir="ltr" className={css.rate}>
              {format.number(scenario.rate)} : 1
            </bdi>
          </div>
        </>
      )}
    </div>
  );
}

function ScenarioSwitch({ open: { events }, actions }: Pick<BoardHeadProps, 'open' | 'actions'>) {
  const { t } = useTranslation('exercises');
  const isRunning = scenarioClock(events, Date.now())?.isRunning ?? false;
  return (
    <ActionButton
      size="medium"
      icon={isRunning ? IconPlayerPause : IconPlayerPlay}
      className={css.headButton}
      disabled={actions.saving}
      onClick={() => void actions.switchScenario()}
    >
      {isRunning ? t('board.pause') : t('board.resume')}
    </ActionButton>
  );
}
