import { IconCheck, IconMinus, IconPlayerSkipForward } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { pickText } from '../../../shared/domain/localised.ts';
import type { StepProgress } from '../../../shared/domain/run-progress.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { Blade, type BladeTone } from '../../ui/blade.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { SegmentedSwitch } from '../../ui/segmented-switch.tsx';
import css from './run.module.css';
import type { RunView } from './run-screen.tsx';
import { choiceWord } from './run-words.ts';
import type { NumberedStep } from './steps-model.ts';
import type { OpenRun } from './use-run.ts';

export interface RunSideProps {
  readonly open: OpenRun;
  readonly current: string | null;
  readonly view: RunView;
  onView(view: RunView): void;
  onChoose(id: string): void;
}

/** The way of the run: what is done, by whom and when; where it stands; what is to come. */
export function RunSide({ open, current, view, onView, onChoose }: RunSideProps) {
  const { t } = useTranslation('playbooks');
  const { progress, playbook, run } = open;
  return (
    <aside className={css.side} aria-label={t('reader.steps')}>
      <div className={css.sideHead}>
        <b className="wp-num">{t('run.done', { done: progress.settled, total: progress.total })}</b>
        <SegmentedSwitch
          label={t('run.view')}
          size="field"
          value={view}
          onChange={onView}
          options={[
            { value: 'one', label: t('run.one') },
            { value: 'whole', label: t('run.whole') },
          ]}
        />
      </div>
      <ol className={css.way}>
        {playbook?.steps.listed.map((entry) => (
          <WayStep
            key={entry.step.id}
            entry={entry}
            lang={run.language ?? 'en'}
            original={playbook.playbook.language}
            progress={progress.byStep.get(entry.step.id)}
            isNext={progress.next.includes(entry.step.id)}
            isCurrent={view === 'one' && entry.step.id === current}
            onChoose={onChoose}
          />
        ))}
      </ol>
    </aside>
  );
}

interface WayStepProps {
  readonly entry: NumberedStep;
  readonly lang: string;
  readonly original: string | undefined;
  readonly progress: StepProgress | undefined;
  readonly isNext: boolean;
  readonly isCurrent: boolean;
  onChoose(id: string): void;
}

function WayStep({ entry: { step, number }, lang, original, progress, isNext, isCurrent, onChoose }: WayStepProps) {
  const { t } = useTranslation('playbooks');
  const button = useRef<HTMLButtonElement>(null);
  const { language } = useLocale();
  useEffect(() => {
    if (isCurrent) button.current?.scrollIntoView?.({ block: 'nearest' });
  }, [isCurrent]);
  const name = pickText(step.name, language, original) ?? pickText(step.name, lang, original);
  const state = progress?.state ?? 'open';
  return (
    <li className={css.wayItem}>
      <button
        ref={button}
        type="button"
        className={`${css.wayStep} ${state === 'not-applicable' ? css.notApplicable : ''}`}
        aria-current={isCurrent ? 'step' : undefined}
        onClick={() => onChoose(step.id)}
      >
        <Blade tone={isCurrent ? 'now' : toneOf(state, isNext)} height={28} width={38}>
          <StepMark state={state} number={number} />
        </Blade>
        <span className={css.wayText}>
          <span className={css.wayName}>
            {name ? <PlainText text={name.text} lang={name.lang} /> : t('reader.unnamed')}
          </span>
          <span className={css.wayState}>
            <StepStateWords progress={progress} kind={step.kind} />
          </span>
        </span>
      </button>
    </li>
  );
}

function toneOf(state: StepProgress['state'], isNext: boolean): BladeTone {
  if (state === 'done' || state === 'decided') return 'done';
  if (state === 'skipped') return 'due';
  return isNext ? 'plain' : 'hollow';
}

/** A tick, a skip, a dash; or the number of what is still to do. */
export function StepMark({ state, number }: { readonly state: StepProgress['state']; readonly number: number }) {
  if (state === 'done' || state === 'decided') return <IconCheck size={16} stroke={2.4} aria-hidden="true" />;
  if (state === 'skipped')
    return <IconPlayerSkipForward size={15} stroke={2} className="wp-mirror" aria-hidden="true" />;
  if (state === 'not-applicable') return <IconMinus size={15} stroke={2} aria-hidden="true" />;
  return number;
}

/** Who did it and when, in the words of the run. */
export function StepStateWords({
  progress,
  kind,
}: {
  readonly progress: StepProgress | undefined;
  readonly kind?: NumberedStep['step']['kind'];
}) {
  const { t } = useTranslation('playbooks');
  const { format } = useLocale();
  if (progress === undefined || progress.state === 'open') return t('run.open');
  if (progress.state === 'not-applicable') return t('run.notApplicable');
  const who = { time: progress.at === null ? '' : format.time(progress.at), name: progress.by ?? '' };
  if (progress.state === 'skipped') return t('run.skippedBy', { ...who, reason: progress.reason ?? '' });
  if (progress.state === 'decided')
    return t('run.decided', { ...who, choice: choiceWord(t, progress.choice ?? '', kind) });
  return t('run.doneBy', who);
}
