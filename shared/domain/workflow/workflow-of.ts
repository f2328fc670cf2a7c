/** The workflow of a playbook as a graph to read and draw, with the problems that an editor should settle. */
import type { RecordId } from '../../base/ids.ts';
import type { Step, StepKind } from '../step.ts';
import { groupsInLoops } from './loops.ts';
import { type EdgeKind, type StepPointers, stepEdges } from './step-edges.ts';

/** The part of a step record that the graph needs. */
export type WorkflowStep = StepPointers & Pick<Step, 'id' | 'order'>;

export interface WorkflowNode {
  readonly id: RecordId;
  readonly kind: StepKind;
  /** 1, 2, 3 ... in reading order; null for start and end, which nobody carries out. */
  readonly number: number | null;
}
export interface WorkflowEdge {
  /** Unique within the workflow. */
  readonly id: string;
  readonly from: RecordId;
  readonly to: RecordId;
  readonly kind: EdgeKind;
  /** Of a case: its label. */
  readonly label: string | null;
}
export type WorkflowProblem =
  /** An edge leads to no step of this playbook. */
  | { readonly kind: 'dangling'; readonly step: RecordId; readonly edge: EdgeKind; readonly target: string }
  /** No path from the start leads to the step. */
  | { readonly kind: 'unreachable'; readonly step: RecordId }
  /** Steps that lead only to one another. */
  | { readonly kind: 'endless-loop'; readonly steps: readonly RecordId[] }
  /** The step is no end, and nothing follows it. */
  | { readonly kind: 'no-way-on'; readonly step: RecordId }
  | { readonly kind: 'no-start' }
  | { readonly kind: 'no-end' };

export interface Workflow {
  readonly start: RecordId | null;
  /** In reading order. */
  readonly nodes: readonly WorkflowNode[];
  /** Edges whose both ends exist. */
  readonly edges: readonly WorkflowEdge[];
  readonly problems: readonly WorkflowProblem[];
}

/** Steps in the order in which they are read: by their order keys, ties by id. */
export function inReadingOrder<S extends Pick<Step, 'id' | 'order'>>(steps: readonly S[]): readonly S[] {
  return [...steps].sort((a, b) => compare(a.order ?? '', b.order ?? '') || compare(a.id, b.id));
}

/**
 * The graph of these steps. `start` is the playbook's `workflowStart`; without it the first start step counts.
 * `exception` is its `workflowException`, which is reached without an edge.
 */
export function workflowOf(
  steps: readonly WorkflowStep[],
  start: RecordId | null = null,
  exception: RecordId | null = null,
): Workflow {
  const ordered = inReadingOrder(steps);
  const byId = new Map(ordered.map((step) => [step.id, step]));
  const nodes = numbered(ordered);
  const edges: WorkflowEdge[] = [];
  const problems: WorkflowProblem[] = [];
  for (const step of ordered) {
    const own = stepEdges(step);
    own.forEach((edge, i) => {
      if (byId.has(edge.to)) edges.push({ id: `${step.id}/${i}`, from: step.id, ...edge });
      else problems.push({ kind: 'dangling', step: step.id, edge: edge.kind, target: edge.to });
    });
    if (own.length === 0 && step.kind !== 'end') problems.push({ kind: 'no-way-on', step: step.id });
  }
  const begin = startOf(ordered, byId, start);
  if (begin === null) problems.push({ kind: 'no-start' });
  if (!ordered.some((step) => step.kind === 'end')) problems.push({ kind: 'no-end' });
  problems.push(...loopsWithoutExit(ordered, edges), ...unreachable(ordered, edges, begin, exception));
  return { start: begin, nodes, edges, problems };
}

function numbered(ordered: readonly WorkflowStep[]): WorkflowNode[] {
  let count = 0;
  return ordered.map((step) => {
    const kind = step.kind ?? 'action';
    return { id: step.id, kind, number: kind === 'start' || kind === 'end' ? null : ++count };
  });
}

function startOf(
  ordered: readonly WorkflowStep[],
  byId: ReadonlyMap<RecordId, WorkflowStep>,
  start: RecordId | null,
): RecordId | null {
  if (start !== null && byId.has(start)) return start;
  return ordered.find((step) => step.kind === 'start')?.id ?? null;
}

function targetsByStep(edges: readonly WorkflowEdge[]): Map<RecordId, RecordId[]> {
  const targets = new Map<RecordId, RecordId[]>();
  for (const edge of edges) {
    const list = targets.get(edge.from);
    if (list === undefined) targets.set(edge.from, [edge.to]);
    else list.push(edge.to);
  }
  return targets;
}

function loopsWithoutExit(steps: readonly WorkflowStep[], edges: readonly WorkflowEdge[]): WorkflowProblem[] {
  const targets = targetsByStep(edges);
  const kinds = new Map(steps.map((step) => [step.id, step.kind]));
  const groups = groupsInLoops(
    steps.map((step) => step.id),
    (id) => targets.get(id) ?? [],
  );
  return groups
    .filter((group) => {
      const inside = new Set(group);
      return group.every((id) => kinds.get(id) !== 'end' && (targets.get(id) ?? []).every((to) => inside.has(to)));
    })
    .map((group) => ({ kind: 'endless-loop', steps: group }));
}

function unreachable(
  steps: readonly WorkflowStep[],
  edges: readonly WorkflowEdge[],
  start: RecordId | null,
  exception: RecordId | null,
): WorkflowProblem[] {
  if (start === null) return [];
  const targets = targetsByStep(edges);
  const reached = new Set<RecordId>();
  const open = exception === null ? [start] : [start, exception];
  while (open.length > 0) {
    const id = open.pop() as RecordId;
    if (reached.has(id)) continue;
    reached.add(id);
    for (const to of targets.get(id) ?? []) open.push(to);
  }
  return steps.filter((step) => !reached.has(step.id)).map((step) => ({ kind: 'unreachable', step: step.id }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
