/** The lines of the editor's list: steps, the branches that they open, and the places between them. Pure. */
import type { EdgePlace } from '../../../shared/domain/workflow/edge-place.ts';
import { outlineOf } from '../../../shared/domain/workflow/outline.ts';
import type { StepEdge } from '../../../shared/domain/workflow/step-edges.ts';
import { type EditorProblem, workflowProblems } from '../../../shared/domain/workflow/workflow-problems.ts';
import type { NumberedStep, StepsModel } from './steps-model.ts';

export type EditorLine =
  | {
      readonly kind: 'step';
      readonly entry: NumberedStep;
      readonly depth: number;
      readonly problems: readonly EditorProblem[];
    }
  /** A branch begins here. */
  | {
      readonly kind: 'branch';
      readonly place: EdgePlace;
      readonly edge: StepEdge;
      readonly depth: number;
      readonly isEmpty: boolean;
    }
  /** A step can be put here. */
  | { readonly kind: 'between'; readonly place: EdgePlace; readonly depth: number }
  /** What follows is reached from nowhere. */
  | { readonly kind: 'loose' };

export interface EditorModel {
  readonly lines: readonly EditorLine[];
  readonly problems: readonly EditorProblem[];
  /** The last place of all: where a step is added at the end. */
  readonly lastPlace: EdgePlace | null;
  readonly hasStart: boolean;
}

/** Deeper branches are not indented further: the words need the room. */
const deepest = 5;

/** @param start The playbook's `workflowStart`, @param exception its `workflowException`. */
export function editorModel(steps: StepsModel, start: string | null, exception: string | null): EditorModel {
  const all = [...steps.byId.values()];
  const outline = outlineOf(all, start);
  const problems = workflowProblems(all, start, exception, steps.workflow);
  const entries = new Map(steps.listed.map((entry) => [entry.step.id, entry]));
  const problemsOf = new Map<string, EditorProblem[]>();
  for (const problem of problems) {
    if (problem.step !== null) problemsOf.set(problem.step, [...(problemsOf.get(problem.step) ?? []), problem]);
  }
  const lineOf = (id: string, depth: number): EditorLine[] => {
    const entry = entries.get(id);
    return entry === undefined ? [] : [{ kind: 'step', entry, depth, problems: problemsOf.get(id) ?? [] }];
  };
  const lines = outline.items.flatMap((item): EditorLine[] => {
    const depth = Math.min(item.depth, deepest);
    if (item.kind === 'step') return lineOf(item.id, depth);
    const { place, edge, isEmpty } = item;
    return item.isBranch ? [{ kind: 'branch', place, edge, depth, isEmpty }] : [{ kind: 'between', place, depth }];
  });
  const loose = outline.loose.flatMap((id) => lineOf(id, 0));
  const lastSlot = outline.items.findLast((item) => item.kind === 'slot' && item.depth === 0);
  return {
    lines: loose.length === 0 ? lines : [...lines, { kind: 'loose' }, ...loose],
    problems,
    lastPlace: lastSlot?.kind === 'slot' ? lastSlot.place : null,
    hasStart: steps.workflow.start !== null,
  };
}
