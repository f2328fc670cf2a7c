/**
 * How far a run has come, derived from its events alone. Events are append-only: of those on one step the last one
 * counts, and every earlier one stays in the report. The order given is the order that counts (Lamport, then id).
 */
import type { RecordId } from '../base/ids.ts';
import type { RunEvent } from './run.ts';
import { walkRun } from './run-walk.ts';
import { branchEdges, onwardEdges, type StepEdge } from './workflow/step-edges.ts';
import { inReadingOrder, type WorkflowStep } from './workflow/workflow-of.ts';

/** The part of a run event that progress is derived from. */
export type ProgressEvent = Pick<RunEvent, 'id' | 'step' | 'kind' | 'at' | 'by' | 'text' | 'choice' | 'authority'>;

export type StepState = 'open' | 'done' | 'skipped' | 'decided' | 'not-applicable';

export interface StepProgress {
  readonly step: RecordId;
  readonly state: StepState;
  /** Of a decision: the choice made. */
  readonly choice: string | null;
  readonly authority: string | null;
  /** Why it was skipped, or what was said with the decision. */
  readonly reason: string | null;
  readonly at: number | null;
  readonly by: string | null;
  /** Notes on this step, oldest first. */
  readonly notes: readonly ProgressEvent[];
}

export interface RunProgress {
  /** Every step but start and end, in reading order. */
  readonly steps: readonly StepProgress[];
  readonly byStep: ReadonlyMap<RecordId, StepProgress>;
  /** What can be done now, in reading order; several where things happen at the same time. */
  readonly next: readonly RecordId[];
  /** Steps dealt with, and steps that apply at all. */
  readonly settled: number;
  readonly total: number;
  readonly finished: { readonly at: number; readonly by: string } | null;
  /** Notes on the run as a whole, oldest first. */
  readonly notes: readonly ProgressEvent[];
}

/** Something a person can choose at a step: what a decision event's `choice` must say. */
export interface StepChoice {
  readonly choice: string;
  readonly edge: StepEdge | null;
}

/** The choices at a step; none where it is only done or skipped. */
export function choicesOf(step: WorkflowStep): readonly StepChoice[] {
  const branches = branchEdges(step);
  const edgeOf = (kind: StepEdge['kind']) =>
    branches.find((edge) => edge.kind === kind) ?? onwardEdges(step).find((edge) => edge.kind === kind) ?? null;
  switch (step.kind) {
    case 'if-condition':
      return [
        { choice: 'true', edge: edgeOf('yes') },
        { choice: 'false', edge: edgeOf('no') },
      ];
    case 'while-condition':
      return [
        { choice: 'true', edge: edgeOf('repeat') },
        { choice: 'false', edge: null },
      ];
    case 'switch-condition':
      return branches.filter((edge) => edge.kind === 'case').map((edge) => ({ choice: edge.label ?? '', edge }));
    default:
      if (edgeOf('failure') === null) return [];
      return [
        { choice: 'success', edge: edgeOf('success') },
        { choice: 'failure', edge: edgeOf('failure') },
      ];
  }
}

/** Progress of a run over the steps of its playbook. `events` oldest first; unknown steps in them are ignored. */
export function runProgress(
  steps: readonly WorkflowStep[],
  start: RecordId | null,
  events: readonly ProgressEvent[],
): RunProgress {
  const ordered = inReadingOrder(steps);
  const log = logOf(events);
  const walk = walkRun(ordered, start, log.marks);
  const listed = ordered.filter((step) => step.kind !== 'start' && step.kind !== 'end');
  const progress = listed.map((step) => stepProgress(step.id, log, walk.isApplicable(step.id), walk.isStale(step.id)));
  const applicable = progress.filter((each) => each.state !== 'not-applicable');
  const byStep = new Map(progress.map((each) => [each.step, each]));
  const last = log.finished;
  return {
    steps: progress,
    byStep,
    next: last === null ? listed.filter((step) => walk.next.has(step.id)).map((step) => step.id) : [],
    settled: applicable.filter((each) => each.state !== 'open').length,
    total: applicable.length,
    finished: last === null ? null : { at: last.at ?? 0, by: last.by ?? '' },
    notes: log.notes.get('') ?? [],
  };
}

/** The last event on a step that settles it, and its place among all events. */
export interface Mark {
  readonly place: number;
  readonly event: ProgressEvent;
}

interface Log {
  /** Settled steps only: a reopened one has no mark. */
  readonly marks: ReadonlyMap<RecordId, Mark>;
  readonly notes: ReadonlyMap<RecordId, readonly ProgressEvent[]>;
  readonly finished: ProgressEvent | null;
}

function logOf(events: readonly ProgressEvent[]): Log {
  const marks = new Map<RecordId, Mark>();
  const notes = new Map<RecordId, ProgressEvent[]>();
  let finished: ProgressEvent | null = null;
  events.forEach((event, place) => {
    const step = event.step ?? '';
    if (event.kind === 'note') notes.set(step, [...(notes.get(step) ?? []), event]);
    else if (event.kind === 'finished') finished = event;
    // Reopening the run itself takes its end back.
    else if (event.kind === 'reopened' && step === '') finished = null;
    else if (event.kind === 'reopened') marks.delete(step);
    else marks.set(step, { place, event });
  });
  return { marks, notes, finished };
}

const stateOfKind: Readonly<Record<string, StepState>> = { done: 'done', skipped: 'skipped', decision: 'decided' };

function stepProgress(step: RecordId, log: Log, isApplicable: boolean, isStale: boolean): StepProgress {
  const event = isStale ? undefined : log.marks.get(step)?.event;
  const settled = event === undefined ? null : (stateOfKind[event.kind ?? ''] ?? null);
  return {
    step,
    state: settled ?? (isApplicable ? 'open' : 'not-applicable'),
    choice: event?.choice ?? null,
    authority: event?.authority ?? null,
    reason: event?.text ?? null,
    at: event?.at ?? null,
    by: event?.by ?? null,
    notes: log.notes.get(step) ?? [],
  };
}
