import { IconCheck, IconMinus, IconPlayerSkipForward } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownText } from '../../../shared/domain/localised.ts';
import type { StepProgress } from '../../../shared/domain/run-progress.ts';
import type { StepKind } from '../../../shared/domain/step.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { Blade, type BladeTone } from '../../ui/blade.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { SegmentedSwitch } from '../../ui/segmented-switch.tsx';
import { kindOf, type Line, saidBy } from './lines.ts';
import css from './run.module.css';
import type { RunView } from './run-screen.tsx';
import { choiceWord } from './run-words.ts';
import { usePick } from './use-pick.ts';
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
  const { progress, lines } = open;
  const pick = usePick(open);
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
        {lines.map((line) => (
          <WayStep
            key={line.id}
            line={line}
            name={saidBy(line, pick).name}
            progress={progress.byStep.get(line.id)}
            isNext={progress.next.includes(line.id)}
            isCurrent={view === 'one' && line.id === current}
            onChoose={onChoose}
          />
        ))}
      </ol>
    </aside>
  );
}

interface WayStepProps {
  readonly line: Line;
  readonly name: ShownText | null;
  readonly progress: StepProgress | undefined;
  readonly isNext: boolean;
  readonly isCurrent: boolean;
  onChoose(id: string): void;
}

function WayStep({ line, name, progress, isNext, isCurrent, onChoose }: WayStepProps) {
  const { t } = useTranslation('playbooks');
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isCurrent) button.current?.scrollIntoView?.({ block: 'nearest' });
  }, [isCurrent]);
  const state = progress?.state ?? 'open';
  return (
    <li className={css.wayItem}>
      <button
        ref={button}
        type="button"
        className={`${css.wayStep} ${state === 'not-applicable' ? css.notApplicable : ''}`}
        aria-current={isCurrent ? 'step' : undefined}
        onClick={() => onChoose(line.id)}
      >
        <Blade tone={isCurrent ? 'now' : toneOf(state, isNext)} height={28} width={38}>
          <StepMark state={state} mark={line.mark} />
        </Blade>
        <span className={css.wayText}>
          <span className={css.wayName}>
            {name ? <PlainText text={name.text} lang={name.lang} /> : t('reader.unnamed')}
          </span>
          <span className={css.wayState}>
            <StepStateWords progress={progress} kind={kindOf(line)} />
            {line.origin === 'local' && <> · {t('layer.addedBy', { centre: line.centre })}</>}
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
export function StepMark({ state, mark }: { readonly state: StepProgress['state']; readonly mark: string }) {
  if (state === 'done' || state === 'decided') return <IconCheck size={16} stroke={2.4} aria-hidden="true" />;
  if (state === 'skipped')
    return <IconPlayerSkipForward size={15} stroke={2} className="wp-mirror" aria-hidden="true" />;
  if (state === 'not-applicable') return <IconMinus size={15} stroke={2} aria-hidden="true" />;
  return mark;
}

/** Who did it and when, in the words of the run. */
export function StepStateWords({
  progress,
  kind,
}: {
  readonly progress: StepProgress | undefined;
  readonly kind?: StepKind | undefined;
}) {
  const { t } = useTranslation('playbooks');
  const { format } = useLocale();
  if (progress?.state === 'open' && progress.takenBy !== null) return t('run.takenBy', { name: progress.takenBy });
  if (progress === undefined || progress.state === 'open') return t('run.open');
  if (progress.state === 'not-applicable') return t('run.notApplicable');
  const who = { time: progress.at === null ? '' : format.time(progress.at), name: progress.by ?? '' };
  if (progress.state === 'skipped') return t('run.skippedBy', { ...who, reason: progress.reason ?? '' });
  if (progress.state === 'decided')
    return t('run.decided', { ...who, choice: choiceWord(t, progress.choice ?? '', kind) });
  return t('run.doneBy', who);
}
