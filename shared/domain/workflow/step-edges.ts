/** The edges that leave a step record, in reading order, each with what it means to a reader. */
import { isJsonObject } from '../../base/json.ts';
import type { Step } from '../step.ts';

/**
 * `next` after completion, `success` and `failure` of an action, `yes` and `no` of a condition, `repeat` into the body
 * of a while, `case` of a switch, `together` of a parallel step. Screens have words for each.
 */
export type EdgeKind = 'next' | 'success' | 'failure' | 'yes' | 'no' | 'repeat' | 'case' | 'together';

export interface StepEdge {
  readonly kind: EdgeKind;
  readonly to: string;
  /** Of a case: its label. */
  readonly label: string | null;
}

/** The part of a step that edges are read from. */
export type StepPointers = Pick<
  Step,
  'kind' | 'onTrue' | 'onFalse' | 'cases' | 'nextSteps' | 'onCompletion' | 'onSuccess' | 'onFailure'
>;

/** Branches first, then what follows them. */
export function stepEdges(step: StepPointers): readonly StepEdge[] {
  return [...branchEdges(step), ...onwardEdges(step)];
}

/** The edges into branches; each branch ends in an end step of its own, then the step goes on (CACAO 2.0, section 4). */
export function branchEdges(step: StepPointers): readonly StepEdge[] {
  const edges: StepEdge[] = [];
  const add = (kind: EdgeKind, to: string | undefined, label: string | null = null) => {
    if (to !== undefined && to !== '') edges.push({ kind, to, label });
  };
  add(step.kind === 'while-condition' ? 'repeat' : 'yes', step.onTrue);
  add('no', step.onFalse);
  if (isJsonObject(step.cases)) {
    for (const [label, to] of Object.entries(step.cases)) if (typeof to === 'string') add('case', to, label);
  }
  for (const to of step.nextSteps ?? []) add('together', to);
  return edges;
}

/** The edges on from a step that is over. */
export function onwardEdges(step: StepPointers): readonly StepEdge[] {
  const edges: StepEdge[] = [];
  if (step.onCompletion) edges.push({ kind: 'next', to: step.onCompletion, label: null });
  if (step.onSuccess) edges.push({ kind: 'success', to: step.onSuccess, label: null });
  if (step.onFailure) edges.push({ kind: 'failure', to: step.onFailure, label: null });
  return edges;
}
