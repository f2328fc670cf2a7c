import '@xyflow/react/dist/base.css';
import { ActionIcon } from '@mantine/core';
import { IconMaximize, IconPointFilled, IconRoute, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pickText } from '../../../shared/domain/localised.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import { iconStroke } from '../../ui/icon.ts';
import { SectionHead } from '../../ui/section-head.tsx';
import { mirrored, type WorkflowLayout } from './elk-graph.ts';
import { LineMenu } from './line-menu.tsx';
import { nearestOf, partNumber, partOfWorkflow, type WorkflowPart } from './part-of-workflow.ts';
import { PictureTools } from './picture-tools.tsx';
import type { StepsModel } from './steps-model.ts';
import { useEdgeWords } from './use-edge-words.ts';
import { type LineDrawing, useLineDrawing } from './use-line-drawing.ts';
import { actOfKey, type StepActs } from './use-step-acts.ts';
import css from './workflow.module.css';
import { type WorkflowGraph, workflowGraph } from './workflow-graph.ts';
import { layoutWorkflow } from './workflow-layout.ts';
import { type PictureEdit, WorkflowPicture } from './workflow-picture.tsx';

export interface WorkflowPaneProps {
  readonly steps: StepsModel;
  readonly lang: string;
  readonly original: string | undefined;
  readonly current: string | null;
  /** What the filled shape means; by default that its step is in view. */
  readonly legend?: string;
  onGoTo(id: string): void;
  /** What is done to steps; absent where nothing is edited. */
  readonly acts?: StepActs;
  /** Called once there is something to see. */
  onDrawn?(): void;
}

/** The picture of a workflow. What it says, the list of steps says in words; keys lead through it in reading order. */
export function WorkflowPane(props: WorkflowPaneProps) {
  return (
    <ReactFlowProvider>
      <Pane {...props} />
    </ReactFlowProvider>
  );
}

function Pane({ steps, lang, original, current, legend, onGoTo, acts, onDrawn }: WorkflowPaneProps) {
  const { t } = useTranslation('playbooks');
  const hint = useId();
  const drawing = useLineDrawing(steps, lang, original, acts);
  const selected = acts && steps.listed.find(({ step }) => step.id === current);
  const drawn = useDrawn(steps, lang, original, current);
  const isDrawn = drawn !== null;
  useEffect(() => {
    if (isDrawn) onDrawn?.();
  }, [isDrawn, onDrawn]);
  const announce = useAnnounce();
  const counts = {
    steps: t('reader.stepCount', { count: steps.listed.length }),
    decisions: t('reader.decisionCount', { count: steps.decisions }),
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (drawing.onKey(event) || (acts && selected && actsOnKey(event, selected.step.id, acts, drawing))) {
      event.preventDefault();
      return;
    }
    const place = steps.listed.findIndex(({ step }) => step.id === current);
    const move = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = event.key === 'Home' ? 0 : event.key === 'End' ? steps.listed.length - 1 : move && place + move;
    const entry = next === undefined ? undefined : steps.listed[next];
    if (entry === undefined) return;
    event.preventDefault();
    onGoTo(entry.step.id);
    const name = pickText(entry.step.name, lang, original)?.text ?? t('reader.unnamed');
    announce(t('reader.goToStep', { number: entry.number, name }));
  };
  return (
    <section className={css.pane}>
      <SectionHead title={t('reader.workflow')} icon={IconRoute}>
        <span className={css.legend}>
          <IconPointFilled size={14} aria-hidden="true" />
          {legend ?? t('reader.inView')}
        </span>
        <ZoomButtons />
      </SectionHead>
      {acts && selected && <PictureTools entry={selected} acts={acts} drawing={drawing} />}
      {/* biome-ignore lint/a11y/useSemanticElements: no set of fields, a picture */}
      <div
        ref={drawing.canvas}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys lead through the picture
        tabIndex={0}
        aria-label={t('reader.picture', counts)}
        aria-describedby={acts && hint}
        className={css.canvas}
        onKeyDown={onKeyDown}
      >
        {drawn !== null && (
          <WorkflowPicture {...drawn} current={current} onGoTo={onGoTo} edit={acts && editOf(acts, drawing)} />
        )}
      </div>
      {acts && (
        <p id={hint} className={css.hint}>
          {t('editor.dragHint')} {t('editor.line.hint')}
        </p>
      )}
      {drawn?.graph.shown && <p className={css.hint}>{t('reader.pictureOfPart', drawn.graph.shown)}</p>}
      <LineMenu drawing={drawing} />
    </section>
  );
}

function editOf(acts: StepActs, drawing: LineDrawing): PictureEdit {
  const aimed = drawing.pending?.to ?? null;
  return {
    aimed: aimed === 'new' ? null : aimed,
    onDropOn: (id, target) => void acts.moveAfter(id, target),
    onLine: (from, to, at) => drawing.drop(from, to ?? 'new', at),
  };
}

/** The keys of the list, and L for a line; true when the key was one of them. */
function actsOnKey(event: KeyboardEvent, id: string, acts: StepActs, drawing: LineDrawing): boolean {
  const by = event.altKey ? { ArrowDown: 1 as const, ArrowUp: -1 as const }[event.key] : undefined;
  if (by !== undefined) void acts.move(id, by);
  else if (event.code === 'KeyL' && !event.altKey && !event.ctrlKey && !event.metaKey) drawing.begin(id);
  else return actOfKey(event, id, acts);
  return true;
}

function ZoomButtons() {
  const { t } = useTranslation('playbooks');
  const flow = useReactFlow();
  const buttons = [
    [t('reader.zoomOut'), IconZoomOut, () => flow.zoomOut()],
    [t('reader.zoomIn'), IconZoomIn, () => flow.zoomIn()],
    [t('reader.fit'), IconMaximize, () => flow.fitView({ padding: 0.05, minZoom: 0.1 })],
  ] as const;
  return buttons.map(([label, ButtonIcon, onClick]) => (
    <ActionIcon key={label} size={28} aria-label={label} title={label} onClick={() => void onClick()}>
      <ButtonIcon size={16} stroke={iconStroke} />
    </ActionIcon>
  ));
}

interface Drawn {
  readonly graph: WorkflowGraph;
  readonly layout: WorkflowLayout;
}

/** Graph and layout that belong together; the last ones stand until the next are ready. */
function useDrawn(steps: StepsModel, lang: string, original: string | undefined, current: string | null): Drawn | null {
  const number = partNumber(steps.workflow, current);
  const edgeWord = useEdgeWords();
  const { dir, language } = useLocale();
  const graphOf = (part: WorkflowPart) => workflowGraph(steps, lang, original, edgeWord, part);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words follow the language of the interface
  const graph = useMemo(
    () => graphOf(partOfWorkflow(steps.workflow, number)),
    [steps, lang, original, language, number],
  );
  const [first] = useState(() => beginWithNearest(steps, current, graphOf));
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is nearest counts while nothing is drawn yet
  useEffect(() => {
    // without workers there is no picture: the list says the same
    if (typeof Worker === 'undefined') return;
    let isOver = false;
    let isWhole = false;
    const show = async (wanted: WorkflowGraph) => {
      const layout = await layoutWorkflow(wanted);
      if (isOver || (isWhole && wanted !== graph)) return;
      isWhole = wanted === graph;
      setDrawn({ graph: wanted, layout: dir === 'rtl' ? mirrored(layout, wanted) : layout });
    };
    if (drawn === null && first !== null) void show(first);
    void show(graph);
    return () => {
      isOver = true;
    };
  }, [graph, dir]);
  return drawn;
}

/** What stands around the step in view, where that is seen before the whole; laid out while the steps are drawn. */
function beginWithNearest(
  { workflow }: StepsModel,
  current: string | null,
  graphOf: (part: WorkflowPart) => WorkflowGraph,
): WorkflowGraph | null {
  const nearest = nearestOf(workflow, current);
  if (nearest === null || typeof Worker === 'undefined') return null;
  const graph = graphOf(nearest);
  void layoutWorkflow(graph);
  return graph;
}
