import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assessmentMark } from '../../../../shared/domain/assessment/assessment-mark.ts';
import { type RosterRow, shownName } from '../../../../shared/domain/training/roster.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FormField } from '../../../ui/form-field.tsx';
import { ListHead, PageBody } from '../../../ui/page-body.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { SegmentedSwitch } from '../../../ui/segmented-switch.tsx';
import { PersonName } from '../person-name.tsx';
import training from '../training.module.css';
import { TrainingNotHere } from '../training-not-here.tsx';
import { type OpenSession, useSession } from '../use-session.ts';
import css from './assessment.module.css';
import { AssessmentTopBar } from './assessment-screen.tsx';
import { TurnItems } from './turn-items.tsx';
import { type Assessment, useAssessment } from './use-assessment.ts';
import { useTurn, type Whose } from './use-turn.ts';

/** The turn of one person at the laptop: every item with its values, by keys or a finger. */
export function TurnScreen() {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const { sessionId, personId } = useParams({ strict: false }) as { sessionId: string; personId: string };
  const open = useSession(sessionId);
  if (open === undefined) return null;
  if (open === null) return <TrainingNotHere cause="away" what={t('session.gone')} />;
  if (!may('create', assessmentMark.type, open.session.scope)) return <TrainingNotHere cause="not-allowed" />;
  const place = open.roster.findIndex(({ person }) => person.id === personId);
  const row = open.roster[place];
  if (row === undefined) return <TrainingNotHere cause="away" what={t('person.gone')} />;
  return <LoadedTurn open={open} row={row} place={place} />;
}

interface TurnProps {
  readonly open: OpenSession;
  readonly row: RosterRow;
  readonly place: number;
}

function LoadedTurn(props: TurnProps) {
  const assessment = useAssessment(props.open);
  // Whose marks are given is kept from one person to the next: a stack of paper is entered in one go.
  const [whose, setWhose] = useState<Whose>({ hand: 'mine' });
  if (assessment === undefined) return null;
  return <OpenTurn key={props.row.person.id} {...props} assessment={assessment} whose={whose} onWhose={setWhose} />;
}

interface OpenTurnProps extends TurnProps {
  readonly assessment: Assessment;
  readonly whose: Whose;
  onWhose(whose: Whose): void;
}

function OpenTurn({ open, row: { person }, place, assessment, whose, onWhose }: OpenTurnProps) {
  const { t } = useTranslation('training');
  const turn = useTurn(open, { person: person.id, whose, assessment });
  const standing = assessment.standingOf(person.id);
  useScreenTitle(shownName(person), t('assessment.title'));
  const isNamed = whose.hand !== 'paper' || whose.by.trim() !== '';
  return (
    <>
      <AssessmentTopBar open={open} label={shownName(person)} />
      <PageBody>
        <ListHead title={<PersonName person={person} />}>
          <TurnSteps open={open} place={place} />
        </ListHead>
        <WhoseField whose={whose} onWhose={onWhose} />
        {isNamed && <TurnItems items={standing.items} turn={turn} whose={whose} />}
      </PageBody>
    </>
  );
}

/** To the person before and after, and back to everybody. */
function TurnSteps({ open, place }: Pick<TurnProps, 'open' | 'place'>) {
  const { t } = useTranslation('training');
  const navigate = useNavigate();
  const path = `/training/sessions/${open.session.id}/assessment`;
  const [before, after] = [open.roster[place - 1], open.roster[place + 1]];
  const go = (row: RosterRow | undefined) => void navigate({ to: row ? `${path}/${row.person.id}` : path });
  return (
    <div className={css.steps}>
      <ActionButton icon={IconArrowLeft} mirrorIcon disabled={before === undefined} onClick={() => go(before)}>
        {t('assessment.previous')}
      </ActionButton>
      {after === undefined ? (
        <ActionButton kind="primary" onClick={() => go(undefined)}>
          {t('assessment.backToAll')}
        </ActionButton>
      ) : (
        <ActionButton kind="primary" icon={IconArrowRight} mirrorIcon onClick={() => go(after)}>
          {t('assessment.next')}
        </ActionButton>
      )}
    </div>
  );
}

function WhoseField({ whose, onWhose }: Pick<OpenTurnProps, 'whose' | 'onWhose'>) {
  const { t } = useTranslation('training');
  const options = [
    { value: 'mine', label: t('assessment.mine') },
    { value: 'paper', label: t('assessment.paper') },
    { value: 'trainee', label: t('assessment.trainee') },
  ] as const;
  return (
    <div className={css.whose}>
      <SegmentedSwitch
        label={t('assessment.whose')}
        value={whose.hand}
        options={options}
        onChange={(hand) => onWhose(hand === 'paper' ? { hand, by: '' } : { hand })}
      />
      {whose.hand === 'paper' && (
        <FormField
          label={t('assessment.assessorOnPaper')}
          hint={t('assessment.assessorHint')}
          maxLength={300}
          required
          value={whose.by}
          onChange={(by) => onWhose({ hand: 'paper', by })}
        />
      )}
      {whose.hand === 'trainee' && <p className={training.quiet}>{t('assessment.traineeHint')}</p>}
    </div>
  );
}
