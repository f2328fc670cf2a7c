/**
 * How far a run has come, derived from its events alone. Events are append-only: of those on one step the last one
 * counts, and every earlier one stays in the report. The order given is the order that counts (Lamport, then id).
 */
import type { RecordId } from '../base/ids.ts';
import type { RunEvent } from './run.ts';
import { type RunWalk, walkRun } from './run-walk.ts';
import { branchEdges, onwardEdges, type StepEdge } from './workflow/step-edges.ts';
import { inReadingOrder, type WorkflowStep } from './workflow/workflow-of.ts';

/** The part of a run event that progress is derived from. */
export type ProgressEvent = Pick<
  RunEvent,
  'id' | 'step' | 'kind' | 'at' | 'by' | 'text' | 'choice' | 'authority' | 'to'
> &
  Partial<Pick<RunEvent, 'file' | 'until' | 'timer'>>;

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
  /** Who said last that they do it, and did not give it back ([RN2]). */
  readonly takenBy: string | null;
  /** Notes on this step, oldest first. */
  readonly notes: readonly ProgressEvent[];
  /** Photos taken at it, oldest first ([RN6]). */
  readonly photos: readonly ProgressEvent[];
}

/** Somebody in charge of a run, from when, and why it was handed to them. */
export interface RunLeader {
  readonly name: string;
  readonly at: number | null;
  /** Who handed it over; null for whom it began with. */
  readonly from: string | null;
  readonly why: string | null;
}

/** A timer that somebody set and nobody stopped ([RN7]). */
export interface RunTimer {
  /** The event that set it. */
  readonly id: RecordId;
  readonly step: RecordId | null;
  readonly label: string;
  readonly until: number;
  readonly by: string;
}

/** A step that a centre added after one of the core ([RN4]). */
export interface AddedStep {
  readonly id: RecordId;
  readonly after: RecordId;
}

/** What a run is of. Without a start there is no order to keep. */
export interface RunText {
  readonly steps: readonly WorkflowStep[];
  readonly start: RecordId | null;
  readonly added?: readonly AddedStep[];
  /** Who was in charge when it began. */
  readonly leader?: string | undefined;
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
  /** Who was in charge, one after the other; the last one is. Empty where nobody was said to be. */
  readonly leaders: readonly RunLeader[];
  /** Notes on the run as a whole, oldest first. */
  readonly notes: readonly ProgressEvent[];
  /** Those that are running or over, the first due first; none once the run is finished. */
  readonly timers: readonly RunTimer[];
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

/** Progress of a run over its steps. `events` oldest first; unknown steps in them are ignored. */
export function runProgress(
  { steps, start, added = [], leader }: RunText,
  events: readonly ProgressEvent[],
): RunProgress {
  const ordered = inReadingOrder(steps);
  const log = logOf(events);
  const walk = walkRun(ordered, start, log.marks);
  const listed = ordered.filter((step) => step.kind !== 'start' && step.kind !== 'end');
  const next = new Set(walk.next);
  const progress = listed.flatMap(({ id }) => {
    const core = stepProgress(id, log, walk.isApplicable(id), walk.isStale(id) ? null : log.marks.get(id));
    const own = added.filter(({ after }) => after === id).map((step) => addedProgress(step.id, core, log, walk));
    // What a centre adds does not stop the core: both can be done now.
    if (core.state !== 'open') for (const each of own) if (each.state === 'open') next.add(each.step);
    return [core, ...own];
  });
  const applicable = progress.filter((each) => each.state !== 'not-applicable');
  const last = log.finished;
  return {
    steps: progress,
    byStep: new Map(progress.map((each) => [each.step, each])),
    next: last === null ? progress.flatMap((each) => (next.has(each.step) ? [each.step] : [])) : [],
    settled: applicable.filter((each) => each.state !== 'open').length,
    total: applicable.length,
    finished: last === null ? null : { at: last.at ?? 0, by: last.by ?? '' },
    leaders: [...(leader ? [{ name: leader, at: null, from: null, why: null }] : []), ...log.handOvers],
    notes: log.notes.get('') ?? [],
    timers: last === null ? [...log.timers.values()].sort((a, b) => a.until - b.until) : [],
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
  readonly photos: ReadonlyMap<RecordId, readonly ProgressEvent[]>;
  readonly timers: ReadonlyMap<RecordId, RunTimer>;
  readonly takers: ReadonlyMap<RecordId, string>;
  readonly handOvers: readonly RunLeader[];
  readonly finished: ProgressEvent | null;
}

function logOf(events: readonly ProgressEvent[]): Log {
  const marks = new Map<RecordId, Mark>();
  const notes = new Map<RecordId, ProgressEvent[]>();
  const photos = new Map<RecordId, ProgressEvent[]>();
  const timers = new Map<RecordId, RunTimer>();
  const takers = new Map<RecordId, string>();
  const handOvers: RunLeader[] = [];
  let finished: ProgressEvent | null = null;
  const add = (to: Map<RecordId, ProgressEvent[]>, event: ProgressEvent) => {
    const step = event.step ?? '';
    to.set(step, [...(to.get(step) ?? []), event]);
  };
  events.forEach((event, place) => {
    const step = event.step ?? '';
    switch (event.kind) {
      case 'note':
        add(notes, event);
        break;
      case 'photo':
        add(photos, event);
        break;
      case 'timer-set':
        if (event.until !== undefined) timers.set(event.id, timerOf(event, event.until));
        break;
      case 'timer-stopped':
        timers.delete(event.timer ?? '');
        break;
      case 'finished':
        finished = event;
        break;
      case 'reopened':
        // Reopening the run itself takes its end back.
        if (step === '') finished = null;
        else marks.delete(step);
        break;
      case 'taken':
        takers.set(step, event.by ?? '');
        break;
      case 'given-back':
        takers.delete(step);
        break;
      case 'handed-over':
        handOvers.push({ name: event.to ?? '', at: event.at ?? null, from: event.by ?? null, why: event.text ?? null });
        break;
      case 'done':
      case 'skipped':
      case 'decision':
        marks.set(step, { place, event });
        break;
      default:
      // A kind of a later edition: it settles nothing here.
    }
  });
  return { marks, notes, photos, timers, takers, handOvers, finished };
}

function timerOf({ id, step, text = '', by = '' }: ProgressEvent, until: number): RunTimer {
  return { id, step: step ?? null, label: text, until, by };
}

const stateOfKind: Readonly<Record<string, StepState>> = { done: 'done', skipped: 'skipped', decision: 'decided' };

function stepProgress(step: RecordId, log: Log, isApplicable: boolean, mark: Mark | null | undefined): StepProgress {
  const event = mark?.event;
  const settled = event === undefined ? null : (stateOfKind[event.kind ?? ''] ?? null);
  return {
    step,
    state: settled ?? (isApplicable ? 'open' : 'not-applicable'),
    choice: event?.choice ?? null,
    authority: event?.authority ?? null,
    reason: event?.text ?? null,
    at: event?.at ?? null,
    by: event?.by ?? null,
    takenBy: log.takers.get(step) ?? null,
    notes: log.notes.get(step) ?? [],
    photos: log.photos.get(step) ?? [],
  };
}

/** A step that was added applies where the one before it does, and is asked for again in each turn of its loop. */
function addedProgress(step: RecordId, core: StepProgress, log: Log, walk: RunWalk): StepProgress {
  const mark = log.marks.get(step);
  const isStale = walk.isStale(core.step) || (mark !== undefined && mark.place < walk.sinceOf(core.step));
  return stepProgress(step, log, core.state !== 'not-applicable', isStale ? null : mark);
}
