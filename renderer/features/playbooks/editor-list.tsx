import { IconListDetails, IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type EdgePlace, keyOfPlace } from '../../../shared/domain/workflow/edge-place.ts';
import { addStep, beginFlow, moveStep, movesOf } from '../../../shared/domain/workflow/edit-steps.ts';
import type { Flow } from '../../../shared/domain/workflow/flow-draft.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PartEdge } from '../../ui/part-edge.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { usePart } from '../../ui/use-part.ts';
import css from './editor.module.css';
import { BranchLine, DropLine, StepLine } from './editor-line.tsx';
import type { EditorLine, EditorModel } from './editor-model.ts';
import { EditorStepForm } from './editor-step-form.tsx';
import type { EditorPlace } from './use-editor-place.ts';
import type { OpenPlaybook } from './use-playbook.ts';
import { actOfKey, type StepActs } from './use-step-acts.ts';

interface EditorListProps {
  readonly open: OpenPlaybook;
  readonly flow: Flow;
  readonly model: EditorModel;
  readonly place: EditorPlace;
  readonly acts: StepActs;
  readonly lang: string;
}

/** The steps in the order of the flow, branches indented. Arrows go from one to the next; with Alt they move the step. */
export function EditorList({ open, flow, model, place, acts, lang }: EditorListProps) {
  const { t } = useTranslation('playbooks');
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const mayDrop = dragged === null ? null : movesOf(flow, dragged);
  const onKeyDown = useListKeys(list, acts, place);
  useFocusWanted(list, place, model);
  const { lastPlace } = model;
  const wanted = place.wanted?.step ?? place.selected;
  const at = model.lines.findIndex((line) => line.kind === 'step' && line.entry.step.id === wanted);
  const part = usePart(model.lines.length, Math.max(0, at));
  const drop = (to: EdgePlace) => {
    const id = dragged;
    setDragged(null);
    if (id !== null) void acts.run((now, newId) => moveStep(now, id, to, newId));
  };
  return (
    <section aria-label={t('editor.steps')} className={css.steps}>
      <SectionHead title={t('editor.steps')} icon={IconListDetails} meta={t('editor.keys')} />
      {!model.hasStart && (
        <EmptyState icon={IconListDetails} title={t('editor.noStart')}>
          <ActionButton icon={IconPlus} onClick={() => void acts.run(beginFlow)}>
            {t('editor.begin')}
          </ActionButton>
        </EmptyState>
      )}
      <ol ref={list} aria-label={t('editor.steps')} className={css.list} onKeyDown={onKeyDown}>
        <PartEdge part={part} count={model.lines.length} direction={-1} />
        {model.lines.slice(part.from, part.to).map((line) => (
          <EditorLineOf
            key={keyOfLine(line)}
            line={line}
            open={open}
            place={place}
            acts={acts}
            lang={lang}
            mayDrop={mayDrop}
            onDrag={setDragged}
            onDrop={drop}
          />
        ))}
        <PartEdge part={part} count={model.lines.length} direction={1} />
      </ol>
      {lastPlace !== null && (
        <ActionButton
          kind="quiet"
          icon={IconPlus}
          onClick={() => void acts.run((now, newId) => addStep(now, lastPlace, 'action', newId))}
        >
          {t('editor.add')}
        </ActionButton>
      )}
    </section>
  );
}

interface LineProps extends Omit<EditorListProps, 'flow' | 'model'> {
  readonly line: EditorLine;
  readonly mayDrop: ((place: EdgePlace) => boolean) | null;
  onDrag(id: string | null): void;
  onDrop(to: EdgePlace): void;
}

function EditorLineOf({ line, open, place, acts, lang, mayDrop, onDrag, onDrop }: LineProps) {
  const { t } = useTranslation('playbooks');
  if (line.kind === 'loose') return <li className={css.loose}>{t('editor.loose')}</li>;
  if (line.kind === 'step') {
    const isSelected = line.entry.step.id === place.selected;
    return (
      <StepLine
        line={line}
        lang={lang}
        original={open.playbook.language}
        isSelected={isSelected}
        onSelect={place.toggle}
        onDrag={onDrag}
      >
        {isSelected && <EditorStepForm entry={line.entry} open={open} lang={lang} acts={acts} />}
      </StepLine>
    );
  }
  const isAllowed = mayDrop?.(line.place) === true;
  const drop = <DropLine depth={line.depth} isAllowed={isAllowed} onDrop={() => onDrop(line.place)} />;
  if (line.kind === 'between') return drop;
  return (
    <>
      <BranchLine line={line} onAdd={() => void acts.run((now, newId) => addStep(now, line.place, 'action', newId))} />
      {drop}
    </>
  );
}

function keyOfLine(line: EditorLine): string {
  if (line.kind === 'loose') return 'loose';
  return line.kind === 'step' ? line.entry.step.id : keyOfPlace(line.place);
}

function useListKeys(list: React.RefObject<HTMLOListElement | null>, acts: StepActs, place: EditorPlace) {
  return (event: KeyboardEvent<HTMLOListElement>) => {
    const id = (event.target as HTMLElement).dataset['row'];
    if (id === undefined || event.ctrlKey || event.metaKey) return;
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
    if (by === null && !actOfKey(event, id, acts)) return;
    event.preventDefault();
    if (by === null) return;
    if (event.altKey) return void acts.move(id, by);
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const next = rows[rows.findIndex((row) => row.dataset['row'] === id) + by];
    next?.focus();
    if (next?.dataset['row'] !== undefined && place.selected !== null) place.select(next.dataset['row'], 'row');
  };
}

/** Puts the focus where an act or a problem led, as soon as it is on the screen. */
function useFocusWanted(list: React.RefObject<HTMLOListElement | null>, place: EditorPlace, model: EditorModel): void {
  const done = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step comes with the next model
  useEffect(() => {
    const { wanted } = place;
    if (wanted === null || wanted.turn === done.current) return;
    const line = list.current?.querySelector<HTMLElement>(`[data-step="${CSS.escape(wanted.step)}"]`);
    if (!line) return;
    done.current = wanted.turn;
    const control = 'textarea, input, select, button';
    const field = wanted.field === 'row' ? null : line.querySelector(`[data-field="${wanted.field}"]`);
    const target = field?.querySelector<HTMLElement>(control) ?? line.querySelector<HTMLElement>('[data-row]');
    target?.focus({ preventScroll: true });
    (field ?? line).scrollIntoView?.({ block: 'nearest' });
  }, [place.wanted, model]);
}
