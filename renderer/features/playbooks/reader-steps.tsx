import { IconListDetails } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { restoreRecord } from '../../../shared/domain/edit.ts';
import { pickText } from '../../../shared/domain/localised.ts';
import { playbook as playbookDeclaration } from '../../../shared/domain/playbook.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { useApply } from '../../data/use-apply.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { contentLanguage } from '../../ui/content-language.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PartEdge } from '../../ui/part-edge.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { Trail } from '../../ui/trail.tsx';
import { EditableText } from './editable-text.tsx';
import { LayerBar } from './layer/layer-bar.tsx';
import { Waiting } from './layer/local-marks.tsx';
import { LocalStep } from './layer/local-step.tsx';
import { useOwnScope } from './layer/use-own-scope.ts';
import { OutdatedMark } from './outdated-mark.tsx';
import css from './reader.module.css';
import { ReaderStep } from './reader-step.tsx';
import { TaughtIn } from './taught-in.tsx';
import type { TextToRead } from './text-to-read.ts';
import { useInView } from './use-in-view.ts';
import { useListed } from './use-listed.ts';
import type { OpenPlaybook } from './use-playbook.ts';
import type { ReaderPlace } from './use-reader-place.ts';
import { useStepChanges } from './use-step-changes.ts';
import { useWithFiles } from './use-with-files.ts';

export interface ReaderStepsProps {
  readonly text: TextToRead;
  readonly place: ReaderPlace;
  readonly isEditing: boolean;
  readonly inView: string | null;
  readonly target: { readonly id: string; readonly turn: number } | null;
  readonly isPictureDrawn: boolean;
  onInView(id: string): void;
  onGoTo(id: string): void;
}

/** The column of steps. Scrolling says which step is in view; the picture says where to scroll. */
export function ReaderSteps(props: ReaderStepsProps) {
  const { text, place, isEditing, inView, target, isPictureDrawn, onInView, onGoTo } = props;
  const { t } = useTranslation('playbooks');
  const { open, lines, layer, effective } = text;
  const { playbook, steps } = open;
  const scroller = useRef<HTMLDivElement>(null);
  const { register, scrollTo } = useInView(scroller, onInView);
  const { part, listed } = useListed(lines, { inView, wanted: target?.id ?? inView, isPictureDrawn });
  const ownScope = useOwnScope(playbook);
  const [isAdapting, setAdapting] = useState(false);
  const reading = { lang: place.lang, original: playbook.language, centre: layer?.centre ?? '' };
  const changes = useStepChanges(playbook.id);
  const withFiles = useWithFiles();
  const [deleted, setDeleted] = useState<{ readonly number: number; readonly state: RecordState } | null>(null);
  const reached = useRef<typeof target>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a step that is asked for may be drawn with the next ones
  useEffect(() => {
    if (target !== null && reached.current !== target && scrollTo(target.id)) reached.current = target;
  }, [target, scrollTo, listed.length]);
  const onDeleted = useCallback((number: number, state: RecordState) => setDeleted({ number, state }), []);
  return (
    <div ref={scroller} className={css.column}>
      <div className={css.columnHead}>
        <SectionHead title={t('reader.steps')} meta={<StepCounts open={open} />}>
          {!isEditing && (
            <LayerBar
              text={text}
              ownScope={ownScope}
              isAdapting={isAdapting}
              onAdapting={setAdapting}
              onLayer={place.setLayer}
            />
          )}
        </SectionHead>
      </div>
      {deleted !== null && <StepDeleted {...deleted} onDone={() => setDeleted(null)} />}
      {steps.dangling > 0 && <Banner tone="due">{t('reader.problems', { count: steps.dangling })}</Banner>}
      {effective?.homeless.map((decision) => (
        <Waiting key={decision.piece.id} decision={decision} reading={reading} />
      ))}
      <About open={open} place={place} isEditing={isEditing} />
      {steps.listed.length === 0 ? (
        <EmptyState icon={IconListDetails} title={t('reader.noSteps.title')}>
          {t('reader.noSteps.why')}
        </EmptyState>
      ) : (
        <Trail label={t('reader.steps')}>
          <PartEdge part={part} count={lines.length} direction={-1} />
          {listed.map((line) =>
            line.origin === 'local' ? (
              <LocalStep key={line.id} step={line.step} mark={line.mark} reading={reading} />
            ) : (
              <ReaderStep
                key={line.id}
                entry={line.entry}
                steps={steps}
                lang={place.lang}
                beside={place.beside}
                local={line.local ?? undefined}
                centre={reading.centre}
                isAdapting={isAdapting}
                adaptable={playbook.adaptable}
                changes={changes.get(line.id)}
                hasFiles={withFiles.has(line.id)}
                original={playbook.language}
                isInView={line.id === inView}
                isEditing={isEditing}
                register={register}
                onGoTo={onGoTo}
                onDeleted={onDeleted}
              />
            ),
          )}
          <PartEdge part={part} count={lines.length} direction={1} />
        </Trail>
      )}
      <TaughtIn playbook={playbook.id} />
      <div className={css.columnFoot} />
    </div>
  );
}

function StepCounts({ open: { steps } }: { readonly open: OpenPlaybook }) {
  const { t } = useTranslation('playbooks');
  const count = t('reader.stepCount', { count: steps.listed.length });
  if (steps.decisions === 0) return count;
  return t('reader.counts', { steps: count, decisions: t('reader.decisionCount', { count: steps.decisions }) });
}

function StepDeleted(props: { readonly number: number; readonly state: RecordState; onDone(): void }) {
  const { t } = useTranslation('playbooks');
  const { apply } = useApply();
  const undo = async () => {
    // asked for the state anew: the delete itself is the head to supersede
    const restored = await apply(restoreRecord(props.state));
    if (restored.ok) props.onDone();
  };
  return (
    <Banner tone="info" isNews action={<ActionButton onClick={() => void undo()}>{t('reader.undo')}</ActionButton>}>
      {t('reader.stepDeleted', { number: props.number })}
    </Banner>
  );
}

/** Title and description of the whole: read, or written in the chosen language. */
function About({
  open: { playbook },
  place,
  isEditing,
}: Pick<ReaderStepsProps, 'place' | 'isEditing'> & { readonly open: OpenPlaybook }) {
  const { t } = useTranslation('playbooks');
  if (isEditing) {
    return (
      <div className={css.about}>
        <EditableText
          record={playbook}
          field="title"
          lang={place.lang}
          original={playbook.language}
          label={t('reader.title')}
          strong
        />
        <EditableText
          record={playbook}
          field="description"
          lang={place.lang}
          original={playbook.language}
          label={t('reader.description')}
        />
      </div>
    );
  }
  const about = pickText(playbook.description, place.lang, playbook.language);
  const second = place.beside === null ? null : pickText(playbook.description, place.beside, playbook.language);
  const mark = (
    <OutdatedMark
      declaration={playbookDeclaration}
      record={playbook}
      playbook={playbook.id}
      lang={place.lang}
      original={playbook.language}
    />
  );
  if (about === null) return mark;
  return (
    <>
      <div className={`${css.about} ${second ? css.twoColumns : ''}`}>
        <p {...contentLanguage(about.lang)}>
          <PlainText text={about.text} lang={about.lang} />
        </p>
        {second && (
          <p {...contentLanguage(second.lang)}>
            <PlainText text={second.text} lang={second.lang} />
          </p>
        )}
      </div>
      {mark}
    </>
  );
}
