/**
 * Walks a workflow as far as a run has settled it: what comes next, what another choice has ruled out, and what a new
 * turn of a loop asks for again. A branch ends in its end step; then the step that opened it goes on (CACAO 2.0, 4).
 */
import type { RecordId } from '../base/ids.ts';
import type { Mark } from './run-progress.ts';
import { branchEdges, onwardEdges, type StepEdge } from './workflow/step-edges.ts';
import type { WorkflowStep } from './workflow/workflow-of.ts';

export interface RunWalk {
  readonly next: ReadonlySet<RecordId>;
  isApplicable(step: RecordId): boolean;
  /** True when the step was settled in an earlier turn of a loop and stands open again. */
  isStale(step: RecordId): boolean;
  /** Events before this place belong to an earlier turn of the loop that the step is in. */
  sinceOf(step: RecordId): number;
}

export function walkRun(
  steps: readonly WorkflowStep[],
  start: RecordId | null,
  marks: ReadonlyMap<RecordId, Mark>,
): RunWalk {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const begin = start !== null && byId.has(start) ? start : (steps.find((step) => step.kind === 'start')?.id ?? null);
  const walker = new Walker(byId, marks);
  // Without a start there is no order to keep: everything open can be done.
  if (begin === null) for (const step of steps) walker.follow(step.id);
  else walker.follow(begin);
  const possible = reachable(byId, begin, (step) => [...branchEdges(step), ...onwardEdges(step)]);
  const live = reachable(byId, begin, (step) => liveEdges(step, marks.get(step.id)));
  return {
    next: walker.next,
    isApplicable: (step) => live.has(step) || !possible.has(step),
    isStale: (step) => walker.stale.has(step),
    sinceOf: (step) => walker.since.get(step) ?? -1,
  };
}

/** One chain of steps being followed, and the branches that it waits for. */
interface Frame {
  current: RecordId | null;
  branches: readonly RecordId[] | null;
  i: number;
  isComplete: boolean;
  /** Events before this place belong to an earlier turn of a loop. */
  readonly since: number;
}

class Walker {
  readonly next = new Set<RecordId>();
  readonly stale = new Set<RecordId>();
  readonly since = new Map<RecordId, number>();
  private readonly seen = new Set<RecordId>();
  private readonly byId: ReadonlyMap<RecordId, WorkflowStep>;
  private readonly marks: ReadonlyMap<RecordId, Mark>;

  constructor(byId: ReadonlyMap<RecordId, WorkflowStep>, marks: ReadonlyMap<RecordId, Mark>) {
    this.byId = byId;
    this.marks = marks;
  }

  /** Follows the chain from a step; its own stack, since a hostile workflow can nest as deep as it is long. */
  follow(from: RecordId): void {
    const frames: Frame[] = [{ current: from, branches: null, i: 0, isComplete: true, since: -1 }];
    while (frames.length > 0) {
      const frame = frames.at(-1) as Frame;
      const branch = frame.branches?.[frame.i++];
      if (branch !== undefined) {
        const since = this.sinceOf(frame);
        frames.push({ current: branch, branches: null, i: 0, isComplete: true, since });
        continue;
      }
      const ended = frame.branches === null ? this.enter(frame) : this.resume(frame);
      if (ended === null) continue;
      frames.pop();
      const parent = frames.at(-1);
      if (parent !== undefined && !ended) parent.isComplete = false;
    }
  }

  /** Takes up the current step. True: the chain has ended; false: it waits for people; null: go on. */
  private enter(frame: Frame): boolean | null {
    const step = frame.current === null ? undefined : this.byId.get(frame.current);
    if (step === undefined || step.kind === 'end' || this.seen.has(step.id)) return true;
    this.seen.add(step.id);
    this.since.set(step.id, frame.since);
    const mark = this.marks.get(step.id);
    const isStale = mark !== undefined && mark.place < frame.since;
    if (isStale) this.stale.add(step.id);
    if (step.kind !== 'start' && (mark === undefined || isStale)) {
      this.next.add(step.id);
      return false;
    }
    frame.branches = chosenBranches(step, mark).map((edge) => edge.to);
    return null;
  }

  /** All branches of the current step were followed: goes on when they have ended. */
  private resume(frame: Frame): boolean | null {
    const step = this.byId.get(frame.current as RecordId) as WorkflowStep;
    const mark = this.marks.get(step.id);
    const branches = frame.branches?.length ?? 0;
    frame.branches = null;
    frame.i = 0;
    if (!frame.isComplete) return false;
    if (step.kind === 'while-condition' && mark?.event.choice === 'true' && branches > 0) {
      // The body is through: the question is asked again.
      this.next.add(step.id);
      return false;
    }
    frame.current = chosenOnward(step, mark)[0]?.to ?? null;
    return frame.current === null ? true : null;
  }

  private sinceOf(frame: Frame): number {
    const step = this.byId.get(frame.current as RecordId);
    if (step?.kind !== 'while-condition') return frame.since;
    return Math.max(frame.since, this.marks.get(step.id)?.place ?? -1);
  }
}

function chosenBranches(step: WorkflowStep, mark: Mark | undefined): readonly StepEdge[] {
  const branches = branchEdges(step);
  const together = branches.filter((edge) => edge.kind === 'together');
  if (mark?.event.kind !== 'decision') return mark?.event.kind === 'skipped' ? [] : together;
  const choice = mark.event.choice;
  return [...together, ...branches.filter((edge) => isChosen(edge, choice))];
}

function isChosen(edge: StepEdge, choice: string | undefined): boolean {
  if (edge.kind === 'case') return edge.label === choice;
  return (
    (choice === 'true' && (edge.kind === 'yes' || edge.kind === 'repeat')) || (choice === 'false' && edge.kind === 'no')
  );
}

function chosenOnward(step: WorkflowStep, mark: Mark | undefined): readonly StepEdge[] {
  const hasFailed = mark?.event.choice === 'failure';
  return onwardEdges(step).filter((edge) => (edge.kind === 'failure') === hasFailed || edge.kind === 'next');
}

/** Every edge that may still be taken: all of an open step, the chosen ones of a settled step. */
function liveEdges(step: WorkflowStep, mark: Mark | undefined): readonly StepEdge[] {
  if (mark === undefined) return [...branchEdges(step), ...onwardEdges(step)];
  // A loop may turn once more as long as it is not left.
  return [...chosenBranches(step, mark), ...chosenOnward(step, mark)];
}

function reachable(
  byId: ReadonlyMap<RecordId, WorkflowStep>,
  start: RecordId | null,
  edges: (step: WorkflowStep) => readonly StepEdge[],
): ReadonlySet<RecordId> {
  const reached = new Set<RecordId>();
  const open = start === null ? [] : [start];
  while (open.length > 0) {
    const id = open.pop() as RecordId;
    const step = byId.get(id);
    if (step === undefined || reached.has(id)) continue;
    reached.add(id);
    for (const edge of edges(step)) open.push(edge.to);
  }
  return reached;
}
