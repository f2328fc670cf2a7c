/** The report of a run: who did what and when, what was skipped and why, what was decided and on whose authority. */

import type { Run } from './run.ts';
import { type ProgressEvent, type RunProgress, runProgress, type StepState } from './run-progress.ts';
import type { Step } from './step.ts';
import { inReadingOrder } from './workflow/workflow-of.ts';

export type LocalisedTexts = Readonly<Partial<Record<string, string>>>;

export interface ReportStep {
  readonly number: number;
  readonly name: string;
  readonly state: StepState;
  readonly choice: string | null;
  readonly authority: string | null;
  readonly reason: string | null;
  readonly at: number | null;
  readonly by: string | null;
  readonly notes: readonly string[];
}
/** One line of the log; the log holds every event, those that were taken back too. */
export interface ReportEntry {
  readonly at: number;
  readonly by: string;
  readonly kind: NonNullable<ProgressEvent['kind']>;
  /** Number and name of the step, or null when it concerns the whole run. */
  readonly step: { readonly number: number | null; readonly name: string } | null;
  readonly text: string | null;
  readonly choice: string | null;
  readonly authority: string | null;
}
export interface RunReport {
  readonly title: string;
  readonly releaseNumber: string | null;
  readonly place: string | null;
  readonly startedAt: number | null;
  readonly timeZone: string | null;
  readonly finished: RunProgress['finished'];
  readonly settled: number;
  readonly total: number;
  readonly people: readonly string[];
  readonly steps: readonly ReportStep[];
  readonly entries: readonly ReportEntry[];
}

/** The report of a run so far. `textOf` picks the reader's language of a localised text. */
export function runReport(
  run: Run,
  steps: readonly Step[],
  start: string | null,
  events: readonly ProgressEvent[],
  textOf: (texts: LocalisedTexts) => string,
): RunReport {
  const progress = runProgress(steps, start, events);
  const listed = inReadingOrder(steps).filter((step) => step.kind !== 'start' && step.kind !== 'end');
  const names = new Map(listed.map((step, i) => [step.id, { number: i + 1, name: textOf(step.name) }]));
  return {
    title: run.playbookTitle ?? '',
    releaseNumber: run.releaseNumber ?? null,
    place: run.place ?? null,
    startedAt: run.startedAt ?? null,
    timeZone: run.timeZone ?? null,
    finished: progress.finished,
    settled: progress.settled,
    total: progress.total,
    people: [...new Set(events.map((event) => event.by ?? '').filter((name) => name !== ''))],
    steps: progress.steps.map((each): ReportStep => {
      const { number, name } = names.get(each.step) as { number: number; name: string };
      const notes = each.notes.map((note) => note.text ?? '').filter((text) => text !== '');
      const { state, choice, authority, reason, at, by } = each;
      return { number, name, state, choice, authority, reason, at, by, notes };
    }),
    entries: events.map((event) => ({
      at: event.at ?? 0,
      by: event.by ?? '',
      kind: event.kind ?? 'note',
      step: event.step === undefined ? null : (names.get(event.step) ?? { number: null, name: '' }),
      text: event.text ?? null,
      choice: event.choice ?? null,
      authority: event.authority ?? null,
    })),
  };
}
