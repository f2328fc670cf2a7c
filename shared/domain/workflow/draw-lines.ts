/** Lines that are drawn in the picture of a workflow: what one from a step can mean, and what drawing it changes ([WE11]). */
import type { RecordId } from '../../base/ids.ts';
import type { EdgePlace } from './edge-place.ts';
import { onwardField, placeOfEdge } from './edge-place.ts';
import { freeLabel } from './edit-branches.ts';
import { type Edited, type NewId, settled } from './edit-steps.ts';
import { type Flow, FlowDraft } from './flow-draft.ts';
import type { EdgeKind } from './step-edges.ts';
import type { WorkflowStep } from './workflow-of.ts';

/** Where a line ends: at a step, or at one that is made for it. */
export type LineEnd = RecordId | 'new';

export interface LineMeaning {
  readonly kind: EdgeKind;
  /** There is such an edge: it leads elsewhere from then on. */
  readonly replaces: boolean;
}

/** What a line from this step can mean, the likeliest first; none from an end. */
export function lineMeanings(step: WorkflowStep): readonly LineMeaning[] {
  const next: LineMeaning =
    onwardField(step) === 'onSuccess' ? meant('success', true) : meant('next', step.onCompletion);
  switch (step.kind ?? 'action') {
    case 'end':
      return [];
    case 'start':
      return [next];
    case 'if-condition':
      return [meant('yes', step.onTrue), meant('no', step.onFalse), next];
    case 'while-condition':
      return [meant('repeat', step.onTrue), next];
    case 'switch-condition':
      return [meant('case', false), next];
    case 'parallel':
      return [meant('together', false), next];
    default:
      // CACAO has either one way on or two: without one there is nothing that a failure differs from.
      return step.onFailure || next.replaces ? [next, meant('failure', step.onFailure)] : [next];
  }
}

/** What a line from one step to another can mean that can be drawn; none where no line can lead there. */
export function meaningsTo(flow: Flow, from: RecordId, to: LineEnd, newId: NewId): readonly LineMeaning[] {
  const step = flow.steps.find(({ id }) => id === from);
  if (step === undefined) return [];
  return lineMeanings(step).filter(({ kind }) => drawLine(flow, from, kind, to, newId) !== null);
}

function meant(kind: EdgeKind, there: string | boolean | undefined): LineMeaning {
  return { kind, replaces: Boolean(there) };
}

/** The change of one line; null where it cannot be drawn. A line to an end gets an end of its own, as CACAO asks. */
export function drawLine(flow: Flow, from: RecordId, kind: EdgeKind, to: LineEnd, newId: NewId): Edited {
  const draft = new FlowDraft(flow, newId);
  const step = draft.get(from);
  const aim = to === 'new' ? undefined : draft.get(to);
  if (step === undefined || to === from || aim?.kind === 'start' || (to !== 'new' && aim === undefined)) return null;
  if (!lineMeanings(step).some((meaning) => meaning.kind === kind)) return null;
  if (kind === 'together') return drawBeside(draft, step, to);
  const before = draft.live();
  const place = placeFor(draft, step, kind);
  const was = draft.target(place);
  if (was === to || (aim?.kind === 'end' && was !== null && draft.get(was)?.kind === 'end')) return null;
  if (to === 'new') return settledNew(draft, place, was);
  draft.lead(place, aim?.kind === 'end' ? draft.create('end') : to);
  draft.dropUnreached(before, true);
  return settled(draft, from, []);
}

/** A new step on the line, which leads on to where the line led before ([WE4]). */
function settledNew(draft: FlowDraft, place: EdgePlace, was: string | null): Edited {
  const id = draft.create('action');
  draft.lead(draft.onward(id), was ?? draft.create('end'));
  draft.lead(place, id);
  return settled(draft, id, [id]);
}

function drawBeside(draft: FlowDraft, step: WorkflowStep, to: LineEnd): Edited {
  const targets = step.nextSteps ?? [];
  if (targets.includes(to)) return null;
  if (to !== 'new') {
    const end = draft.get(to)?.kind === 'end' ? draft.create('end') : to;
    draft.change(step.id, { nextSteps: [...targets, end] });
    return settled(draft, step.id, []);
  }
  const id = draft.create('action');
  draft.lead(draft.onward(id), draft.create('end'));
  draft.change(step.id, { nextSteps: [...targets, id] });
  return settled(draft, id, [id]);
}

function placeFor(draft: FlowDraft, step: WorkflowStep, kind: EdgeKind): EdgePlace {
  const from = step.id;
  if (kind === 'case') return { from, field: 'cases', label: freeLabel(step.cases) };
  if (kind === 'failure' && step.onCompletion) {
    draft.change(from, { onCompletion: undefined, onSuccess: step.onCompletion });
  }
  return placeOfEdge(from, { kind, to: '', label: null });
}
