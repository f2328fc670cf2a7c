import { IconChecklist, IconDeviceDesktop } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { approveList } from '../../../../shared/domain/conduct/conduct-commands.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { useApply } from '../../../data/use-apply.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { useAnnounce } from '../../../ui/announcer.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useFactPlace } from '../board/use-conduct.ts';
import { phaseTones, phaseWord } from '../exercise-words.ts';
import css from '../exercises.module.css';
import type { OpenExercise } from '../use-open-exercise.ts';

/** How far an event list has come: who approved it, and where it is conducted. */
export function ListStanding({ open }: { readonly open: OpenExercise }) {
  const { t } = useTranslation('exercises');
  const { format } = useLocale();
  const { may } = useProfile();
  const navigate = useNavigate();
  const { apply, saving } = useApply();
  const announce = useAnnounce();
  const newPlace = useFactPlace(open.exercise);
  const { exercise, conduct, digest, part } = open;
  const { phase, approval } = conduct;
  const mayApprove = phase === 'planned' && part.seesAll && may('create', 'exercise-approval', exercise.scope);
  const approve = async () => {
    if (digest === null) return;
    const saved = await apply(approveList(newPlace(), digest));
    if (saved.ok) announce(t('approval.done'));
  };
  return (
    <div className={css.standing}>
      <Tag tone={phaseTones[phase]}>{phaseWord(t, phase)}</Tag>
      <span>
        {phase === 'planned' && t('approval.needed')}
        {approval !== null && t('approval.by', { name: approval.by ?? '', time: format.dateTime(approval.at ?? 0) })}
      </span>
      <span className={css.standingActs}>
        {mayApprove && (
          <ActionButton icon={IconChecklist} disabled={saving} onClick={() => void approve()}>
            {t('approval.approve')}
          </ActionButton>
        )}
        <ActionButton
          kind={phase === 'approved' || phase === 'live' ? 'primary' : 'plain'}
          icon={IconDeviceDesktop}
          onClick={() => void navigate({ to: `/exercises/${exercise.id}/conduct` as never })}
        >
          {t('board.open')}
        </ActionButton>
      </span>
    </div>
  );
}
