import {
  IconCheck,
  IconGavel,
  IconKey,
  IconNote,
  IconPlayerSkipForward,
  IconRotate,
  IconUser,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownText } from '../../../shared/domain/localised.ts';
import { choicesOf } from '../../../shared/domain/run-progress.ts';
import { FilesPanel } from '../../data/attachments/files-panel.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Blade } from '../../ui/blade.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { StepFacts } from '../../ui/trail.tsx';
import { RunLocal, useStepLayer } from './layer/run-local.tsx';
import css from './run.module.css';
import { RunComposer } from './run-composer.tsx';
import { type Decision, RunDecision } from './run-decision.tsx';
import type { Composing } from './run-screen.tsx';
import { StepMark, StepStateWords } from './run-side.tsx';
import { StepChecks } from './step-checks.tsx';
import { commandsOf, type NumberedStep } from './steps-model.ts';
import { usePick } from './use-pick.ts';
import type { OpenRun } from './use-run.ts';
import type { RunActions } from './use-run-actions.ts';

export interface RunStepProps {
  readonly open: OpenRun;
  readonly entry: NumberedStep;
  readonly actions: RunActions;
  readonly composing: Composing;
  onCompose(composing: Composing): void;
  onCheck(): Promise<void>;
  /** An entry settled the step. */
  onSettled(): void;
  onGoTo(id: string): void;
}

/** The step that is now: large, with everything that may be entered about it. */
export function RunStep(props: RunStepProps) {
  const { open, entry, actions, composing, onCompose, onSettled, onGoTo } = props;
  const { t } = useTranslation('playbooks');
  const { step, number } = entry;
  const pick = usePick(open);
  const layer = useStepLayer(open.playbook, step.id, useLocale().language);
  const [decision, setDecision] = useState<Decision>({ choice: null, authority: null });
  const progress = open.progress.byStep.get(step.id);
  const state = progress?.state ?? 'open';
  const isFinished = open.progress.finished !== null;
  const choices = choicesOf(step);
  const name = pick(step.name);
  const text = pick(step.description);
  const caution = pick(step.caution);
  const canDecide = decision.choice !== null && decision.authority !== null && decision.authority !== '';
  const decide = async () => {
    const entryOf = { step: step.id, choice: decision.choice ?? '', authority: decision.authority ?? '' };
    if (await actions.note('decision', entryOf)) onSettled();
  };
  return (
    <section className={css.now} aria-label={t('reader.stepNamed', { number, name: name?.text ?? '' })}>
      <div className={css.nowBody}>
        <div className={css.nowTitle}>
          <Blade tone={state === 'open' ? 'now' : state === 'skipped' ? 'due' : 'done'} height={36} width={50}>
            <StepMark state={state} number={number} />
          </Blade>
          <h2>{name ? <PlainText text={name.text} lang={name.lang} /> : t('reader.unnamed')}</h2>
        </div>
        <NowTexts step={step} text={layer?.isReplaced ? null : text} caution={caution} />
        {layer && <RunLocal layer={layer} />}
        {state !== 'open' && (
          <Banner tone={state === 'skipped' ? 'due' : state === 'not-applicable' ? 'info' : 'ok'} field>
            <StepStateWords progress={progress} kind={step.kind} />
            {progress?.authority && (
              <>
                {' '}
                · <bdi>{t('report.authority', { name: progress.authority })}</bdi>
              </>
            )}
          </Banner>
        )}
        {state === 'open' && choices.length > 0 && !isFinished && (
          <RunDecision open={open} entry={entry} choices={choices} decision={decision} onDecision={setDecision} />
        )}
        <StepFacts facts={factsOf(t, pick(step.who), pick(step.authority), pick(step.legalBasis))} />
        <StepChecks step={step} pick={pick} />
        <RunNotes notes={progress?.notes ?? []} />
        {composing !== null && !isFinished && (
          <RunComposer
            kind={composing}
            onCancel={() => onCompose(null)}
            onSave={async (written) => {
              const kind = composing === 'skip' ? 'skipped' : 'note';
              if (!(await actions.note(kind, { step: step.id, text: written }))) return;
              onCompose(null);
              if (composing === 'skip') onSettled();
            }}
          />
        )}
        <FilesPanel owner={open.run} level={3} size="field" />
        {state !== 'open' && <NextSteps open={open} onGoTo={onGoTo} />}
      </div>
      <RunBar {...props} canDecide={canDecide} onDecide={() => void decide()} />
    </section>
  );
}

interface NowTextsProps {
  readonly step: NumberedStep['step'];
  readonly text: ShownText | null;
  readonly caution: ShownText | null;
}

/** What to do, in large letters, and what to beware of. */
function NowTexts({ step, text, caution }: NowTextsProps) {
  return (
    <>
      {text && (
        <p className={css.nowText} lang={text.lang}>
          <PlainText text={text.text} lang={text.lang} />
        </p>
      )}
      {commandsOf(step).map((command, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: commands have no identity but their place
        <p key={place} className={css.nowText}>
          {command.manual ? <PlainText text={command.text} /> : <code dir="ltr">{command.text}</code>}
        </p>
      ))}
      {caution && (
        <Banner tone="due" field>
          <PlainText text={caution.text} lang={caution.lang} />
        </Banner>
      )}
    </>
  );
}

/** What can be entered now, as large as a thumb: note, skip, done or the decision; or the way back. */
function RunBar(props: RunStepProps & { readonly canDecide: boolean; onDecide(): void }) {
  const { open, entry, actions, onCompose, canDecide, onDecide } = props;
  const { t } = useTranslation('playbooks');
  const state = open.progress.byStep.get(entry.step.id)?.state ?? 'open';
  if (open.progress.finished !== null) {
    return (
      <div className={css.bar}>
        <b>{t('run.finished')}</b>
      </div>
    );
  }
  return (
    <div className={css.bar}>
      <ActionButton size="field" icon={IconNote} keys="N" onClick={() => onCompose('note')}>
        {t('run.note')}
      </ActionButton>
      {state === 'open' && (
        <>
          <ActionButton size="field" icon={IconPlayerSkipForward} mirrorIcon keys="S" onClick={() => onCompose('skip')}>
            {t('run.skip')}
          </ActionButton>
          <SettleButton {...props} canDecide={canDecide} onDecide={onDecide} />
        </>
      )}
      {state !== 'open' && state !== 'not-applicable' && (
        <ActionButton
          size="field"
          icon={IconRotate}
          className={css.main}
          onClick={() => void actions.note('reopened', { step: entry.step.id })}
        >
          {t('run.reopen')}
        </ActionButton>
      )}
    </div>
  );
}

type SettleButtonProps = Pick<RunStepProps, 'entry' | 'actions' | 'onCheck'> & {
  readonly canDecide: boolean;
  onDecide(): void;
};

/** The one filled button: done, or the decision once it has an answer and an authority. */
function SettleButton({ entry, actions, onCheck, canDecide, onDecide }: SettleButtonProps) {
  const { t } = useTranslation('playbooks');
  const isDecision = choicesOf(entry.step).length > 0;
  return (
    <ActionButton
      kind="primary"
      size="field"
      icon={IconCheck}
      className={css.main}
      disabled={actions.saving || (isDecision && !canDecide)}
      onClick={isDecision ? onDecide : () => void onCheck()}
    >
      {isDecision ? t('run.record') : t('run.check')}
    </ActionButton>
  );
}

function factsOf(
  t: ReturnType<typeof useTranslation<'playbooks'>>['t'],
  who: ShownText | null,
  authority: ShownText | null,
  law: ShownText | null,
) {
  const rows = [
    [IconUser, t('reader.who'), who],
    [IconKey, t('reader.authority'), authority],
    [IconGavel, t('reader.legalBasis'), law],
  ] as const;
  return rows.flatMap(([icon, term, value]) =>
    value === null ? [] : [{ icon, term, value: <PlainText text={value.text} lang={value.lang} />, lang: value.lang }],
  );
}

function RunNotes({
  notes,
}: {
  readonly notes: readonly {
    readonly id: string;
    readonly at?: number | undefined;
    readonly by?: string | undefined;
    readonly text?: string | undefined;
  }[];
}) {
  const { t } = useTranslation('playbooks');
  const { format } = useLocale();
  if (notes.length === 0) return null;
  return (
    <ul className={css.notes} aria-label={t('run.notes')}>
      {notes.map((note) => (
        <li key={note.id}>
          <span className={css.noteHead}>
            <IconNote size={16} stroke={1.7} aria-hidden="true" />
            <bdi>{note.by}</bdi>
            <span className={css.noteTime}>
              <IconCheck size={14} stroke={2} aria-hidden="true" />
              {note.at !== undefined && format.time(note.at)}
            </span>
          </span>
          <PlainText text={note.text ?? ''} />
        </li>
      ))}
    </ul>
  );
}

/** What the run goes on with: several where things happen at the same time. */
function NextSteps({ open, onGoTo }: { readonly open: OpenRun; onGoTo(id: string): void }) {
  const { t } = useTranslation('playbooks');
  const pick = usePick(open);
  const next = open.playbook?.steps.listed.filter(({ step }) => open.progress.next.includes(step.id)) ?? [];
  if (next.length === 0) return null;
  return (
    <div className={css.then}>
      <span>{t('run.then')}</span>
      {next.map(({ step, number }) => (
        <button key={step.id} type="button" onClick={() => onGoTo(step.id)}>
          <Blade height={24} width={32}>
            {number}
          </Blade>
          <PlainText text={pick(step.name)?.text ?? t('reader.unnamed')} lang={pick(step.name)?.lang} />
        </button>
      ))}
    </div>
  );
}
