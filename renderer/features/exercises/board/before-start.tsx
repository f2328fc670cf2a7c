import { IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { firstMinute, midnightAt } from '../../../../shared/domain/conduct/conduct-clock.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Banner } from '../../../ui/banner.tsx';
import type { OpenExercise } from '../use-open-exercise.ts';
import css from './board.module.css';
import type { ConductActions } from './use-conduct.ts';
import { useTick } from './use-tick.ts';
import { useZoneFormat } from './use-zone-format.ts';

interface BeforeStartProps {
  readonly open: OpenExercise;
  readonly actions: ConductActions;
  readonly mayWrite: boolean;
}

/** What stands between an event list and its start: an approval, then which moment its times count from ([EX5], [EX10]). */
export function BeforeStart({ open, actions, mayWrite }: BeforeStartProps) {
  const { t } = useTranslation('exercises');
  const format = useZoneFormat(open.exercise);
  const { may } = useProfile();
  const now = useTick(30_000);
  const { conduct, exercise, injects, part } = open;
  if (conduct.phase === 'live') return null;
  if (conduct.phase === 'ended') {
    const time = format.dateTime(conduct.ended?.at ?? 0);
    return <Banner tone="info">{t('board.ended', { time, name: conduct.ended?.by ?? '' })}</Banner>;
  }
  if (conduct.phase === 'planned') {
    const isEmpty = injects.length === 0;
    return <Banner tone="due">{isEmpty ? t('board.noInjects') : t('board.notApproved')}</Banner>;
  }
  // Its state in lists follows the start ([EX4]): who may not write that does not start it.
  const mayStart = mayWrite && part.seesAll && may('edit', 'exercise', exercise.scope);
  if (!mayStart) return <Banner tone="info">{t('board.notStarted')}</Banner>;
  const first = firstMinute(injects) ?? 0;
  const planned = exercise.start === undefined ? null : midnightAt(exercise.start, exercise.timeZone ?? 'UTC');
  return (
    <div className={css.start}>
      <p className={css.startTitle}>{t('board.startTitle')}</p>
      <div className={css.startActs}>
        <ActionButton
          kind="primary"
          size="field"
          icon={IconPlayerPlay}
          disabled={actions.saving}
          onClick={() => void actions.start(Math.round((Date.now() - first * 60_000) / 1_000) * 1_000)}
        >
          {t('board.startNow')}
        </ActionButton>
        {planned !== null && (
          <ActionButton size="field" disabled={actions.saving} onClick={() => void actions.start(planned)}>
            {t('board.startPlanned')}
          </ActionButton>
        )}
      </div>
      {planned !== null && (
        <p className={css.quiet}>
          {t('board.firstDue', {
            time: format.dateTime(planned + first * 60_000),
            when: format.relative(planned + first * 60_000, now),
          })}
        </p>
      )}
    </div>
  );
}
