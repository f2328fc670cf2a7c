import { IconCheck, IconNote } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { choicesOf, type StepProgress } from '../../../shared/domain/run-progress.ts';
import { FilesPanel } from '../../data/attachments/files-panel.tsx';
import type { Photo } from '../../data/attachments/use-photos.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Blade } from '../../ui/blade.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { kindOf, type Line, saidBy } from './lines.ts';
import css from './run.module.css';
import { RunBar } from './run-bar.tsx';
import { RunComposer } from './run-composer.tsx';
import { type Decision, RunDecision } from './run-decision.tsx';
import { RunPhotos } from './run-photos.tsx';
import type { Composing } from './run-screen.tsx';
import { StepStateWords } from './run-side.tsx';
import { RunTaker } from './run-taker.tsx';
import { NowFacts, NowLocal, NowTexts, NowTitle } from './run-texts.tsx';
import { StepChecks } from './step-checks.tsx';
import { usePick } from './use-pick.ts';
import type { OpenRun } from './use-run.ts';
import type { RunActions } from './use-run-actions.ts';

export interface RunStepProps {
  readonly open: OpenRun;
  readonly line: Line;
  readonly actions: RunActions;
  readonly composing: Composing;
  /** The photo that waits for its words. */
  readonly photo: Photo | null;
  onCompose(composing: Composing): void;
  /** Asks for a photo. */
  onPhoto(): void;
  onCheck(): Promise<void>;
  /** An entry settled the step. */
  onSettled(): void;
  onGoTo(id: string): void;
}

/** The step that is now: large, with everything that may be entered about it. */
export function RunStep(props: RunStepProps) {
  const { open, line, composing, actions, onGoTo } = props;
  const { t } = useTranslation('playbooks');
  const pick = usePick(open);
  const [decision, setDecision] = useState<Decision>({ choice: null, authority: null });
  const progress = open.progress.byStep.get(line.id);
  const state = progress?.state ?? 'open';
  const isFinished = open.progress.finished !== null;
  const choices = line.origin === 'core' ? choicesOf(line.step) : [];
  const said = saidBy(line, pick);
  const canDecide = decision.choice !== null && decision.authority !== null && decision.authority !== '';
  const decide = async () => {
    const entryOf = { step: line.id, choice: decision.choice ?? '', authority: decision.authority ?? '' };
    if (await actions.note('decision', entryOf)) props.onSettled();
  };
  return (
    <section className={css.now} aria-label={t('run.stepNamed', { mark: line.mark, name: said.name?.text ?? '' })}>
      <div className={css.nowBody}>
        <NowTitle line={line} state={state} name={said.name} />
        <NowTexts line={line} said={said} />
        <NowLocal open={open} line={line} />
        {state === 'open' && !isFinished && <RunTaker progress={progress} actions={actions} />}
        {state !== 'open' && <NowState line={line} progress={progress} />}
        {state === 'open' && line.origin === 'core' && choices.length > 0 && !isFinished && (
          <RunDecision
            open={open}
            entry={{ ...line.entry, step: line.step }}
            choices={choices}
            decision={decision}
            onDecision={setDecision}
          />
        )}
        <NowFacts said={said} />
        {line.origin === 'core' && <StepChecks step={line.step} pick={pick} />}
        {line.origin === 'core' && <FilesPanel owner={line.step} level={3} size="field" isRead />}
        <RunNotes notes={progress?.notes ?? []} />
        <RunPhotos run={open.run.id} photos={progress?.photos ?? []} />
        {composing !== null && !isFinished && <Entry {...props} composing={composing} />}
        <FilesPanel owner={open.run} level={3} size="field" />
        {state !== 'open' && <NextSteps open={open} onGoTo={onGoTo} />}
      </div>
      <RunBar {...props} isDecision={choices.length > 0} canDecide={canDecide} onDecide={() => void decide()} />
    </section>
  );
}

/** What is being written about the step. */
function Entry(props: RunStepProps & { readonly composing: Exclude<Composing, null> }) {
  const { line, actions, composing, photo, onCompose, onSettled } = props;
  const save = (text: string) => {
    if (composing === 'photo') return photo === null ? Promise.resolve(false) : actions.photo(line.id, photo, text);
    return actions.note(composing === 'skip' ? 'skipped' : 'note', { step: line.id, text });
  };
  return (
    <RunComposer
      kind={composing}
      photo={composing === 'photo' ? photo?.name : undefined}
      onCancel={() => onCompose(null)}
      onSave={async (written) => {
        if (!(await save(written))) return;
        onCompose(null);
        if (composing === 'skip') onSettled();
      }}
    />
  );
}

/** How it was settled, by whom and when. */
function NowState({ line, progress }: { readonly line: Line; readonly progress: StepProgress | undefined }) {
  const { t } = useTranslation('playbooks');
  const tone = progress?.state === 'skipped' ? 'due' : progress?.state === 'not-applicable' ? 'info' : 'ok';
  return (
    <Banner tone={tone} field>
      <StepStateWords progress={progress} kind={kindOf(line)} />
      {progress?.authority && (
        <>
          {' '}
          · <bdi>{t('report.authority', { name: progress.authority })}</bdi>
        </>
      )}
    </Banner>
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
  const next = open.lines.filter(({ id }) => open.progress.next.includes(id));
  if (next.length === 0) return null;
  return (
    <div className={css.then}>
      <span>{t('run.then')}</span>
      {next.map((line) => {
        const { name } = saidBy(line, pick);
        return (
          <button key={line.id} type="button" onClick={() => onGoTo(line.id)}>
            <Blade height={24} width={32}>
              {line.mark}
            </Blade>
            <PlainText text={name?.text ?? t('reader.unnamed')} lang={name?.lang} />
          </button>
        );
      })}
    </div>
  );
}
