/** Where an edge hangs: the step that it leaves and the field that holds it. */
import type { RecordId } from '../../base/ids.ts';
import { isJsonObject, type Json } from '../../base/json.ts';
import type { EdgeKind, StepEdge } from './step-edges.ts';
import type { WorkflowStep } from './workflow-of.ts';

/** Fields that are edges: an update replaces them together, also by their absence. */
export const edgeFields = [
  'onTrue',
  'onFalse',
  'cases',
  'nextSteps',
  'onCompletion',
  'onSuccess',
  'onFailure',
] as const;

export type EdgeField = 'onCompletion' | 'onSuccess' | 'onFailure' | 'onTrue' | 'onFalse';

export type EdgePlace =
  | { readonly from: RecordId; readonly field: EdgeField }
  /** A case of a switch. */
  | { readonly from: RecordId; readonly field: 'cases'; readonly label: string }
  /** One of several that begin together; they are a set and known by where they lead. */
  | { readonly from: RecordId; readonly field: 'nextSteps'; readonly to: string };

const fieldOfKind: Readonly<Record<Exclude<EdgeKind, 'case' | 'together'>, EdgeField>> = {
  next: 'onCompletion',
  success: 'onSuccess',
  failure: 'onFailure',
  yes: 'onTrue',
  repeat: 'onTrue',
  no: 'onFalse',
};

/** The place of an edge that {@link stepEdges} gave. */
export function placeOfEdge(from: RecordId, { kind, to, label }: StepEdge): EdgePlace {
  if (kind === 'case') return { from, field: 'cases', label: label ?? '' };
  if (kind === 'together') return { from, field: 'nextSteps', to };
  return { from, field: fieldOfKind[kind] };
}

/** Two places are one. */
export function isSamePlace(a: EdgePlace, b: EdgePlace): boolean {
  if (a.from !== b.from || a.field !== b.field) return false;
  if (a.field === 'cases') return b.field === 'cases' && a.label === b.label;
  return a.field !== 'nextSteps' || (b.field === 'nextSteps' && a.to === b.to);
}

/** A name for the place that is unique within its workflow. */
export function keyOfPlace(place: EdgePlace): string {
  const more = place.field === 'cases' ? place.label : place.field === 'nextSteps' ? place.to : '';
  return `${place.from}/${place.field}/${more}`;
}

/** The field through which a step goes on when it is over. */
export function onwardField(step: WorkflowStep): 'onCompletion' | 'onSuccess' {
  return !step.onCompletion && step.onSuccess ? 'onSuccess' : 'onCompletion';
}

/** Where the edge of a place leads; null when there is none. */
export function targetOf(step: WorkflowStep, place: EdgePlace): string | null {
  if (place.field === 'cases') {
    const to = isJsonObject(step.cases) && Object.hasOwn(step.cases, place.label) ? step.cases[place.label] : null;
    return typeof to === 'string' ? to : null;
  }
  if (place.field === 'nextSteps') return step.nextSteps?.includes(place.to) ? place.to : null;
  return step[place.field] || null;
}

/** The step with the edge leading elsewhere, or taken away. */
export function withTarget(step: WorkflowStep, place: EdgePlace, to: string | null): WorkflowStep {
  if (place.field === 'cases') {
    const cases: Record<string, Json> = isJsonObject(step.cases) ? { ...step.cases } : {};
    if (to === null) delete cases[place.label];
    else cases[place.label] = to;
    return { ...step, cases: Object.keys(cases).length === 0 ? undefined : cases };
  }
  if (place.field === 'nextSteps') {
    const targets = (step.nextSteps ?? []).flatMap((each) => (each === place.to ? (to ?? []) : each));
    return { ...step, nextSteps: targets.length === 0 ? undefined : [...new Set(targets)] };
  }
  return { ...step, [place.field]: to ?? undefined };
}
