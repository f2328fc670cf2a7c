/** The report of a run: who did what and when, what was skipped and why, what was decided and on whose authority. */
import type { Localised, ShownText } from './localised.ts';
import type { Run } from './run.ts';
import {
  type AddedStep,
  type ProgressEvent,
  type RunProgress,
  runProgress,
  type StepProgress,
} from './run-progress.ts';
import type { Step } from './step.ts';
import { type StepCheck, stepChecks } from './step-checks.ts';
import { inReadingOrder } from './workflow/workflow-of.ts';

export interface ReportStep
  extends Pick<StepProgress, 'state' | 'choice' | 'authority' | 'reason' | 'at' | 'by' | 'takenBy'> {
  /** The number of the step; of one that a centre added, the number of the core's with a letter. */
  readonly mark: string;
  readonly name: string;
  /** The centre that added it; null for the core's. */
  readonly addedBy: string | null;
  readonly checks: readonly StepCheck[];
  readonly notes: readonly string[];
  readonly photos: readonly ReportPhoto[];
}

/** A file of the run, as its attachment says. */
export interface ReportFile {
  readonly name: string;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** A photo taken at a step ([RN6]); without its file where that is not on this disk. */
export interface ReportPhoto {
  /** Id of the attachment. */
  readonly id: string;
  readonly file: ReportFile | null;
  readonly text: string;
  readonly at: number | null;
  readonly by: string;
}

/** One line of the log; the log holds every event, those that were taken back too. */
export interface ReportEntry {
  readonly at: number;
  readonly by: string;
  readonly kind: NonNullable<ProgressEvent['kind']>;
  /** Mark and name of the step, or null when it concerns the whole run. */
  readonly step: { readonly mark: string | null; readonly name: string } | null;
  readonly text: string | null;
  readonly choice: string | null;
  readonly authority: string | null;
  /** Of a hand-over: who took over. */
  readonly to: string | null;
  /** Of a timer: when it is over. */
  readonly until: number | null;
  /** Of a photo: what its file is called. */
  readonly file: string | null;
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
  readonly leaders: RunProgress['leaders'];
  readonly people: readonly string[];
  readonly steps: readonly ReportStep[];
  readonly entries: readonly ReportEntry[];
}

/** A step that a centre added, with its words. */
export interface ReportedAddition extends AddedStep {
  readonly mark: string;
  readonly name: string;
  readonly centre: string;
}

/** What was run. */
export interface ReportedText {
  readonly steps: readonly Step[];
  readonly start: string | null;
  readonly added: readonly ReportedAddition[];
  /** Files of the run by the ids of their attachments. */
  readonly files?: ReadonlyMap<string, ReportFile>;
}

/** The language of whoever reads the report. */
export interface ReportReading {
  pick(texts: Localised): ShownText | null;
  /** Stands where a step has no name. */
  readonly unnamed: string;
}

/** The report of a run so far. */
export function runReport(
  run: Run,
  { steps, start, added, files = new Map() }: ReportedText,
  events: readonly ProgressEvent[],
  { pick, unnamed }: ReportReading,
): RunReport {
  const progress = runProgress({ steps, start, added, leader: run.leader }, events);
  const listed = inReadingOrder(steps).filter((step) => step.kind !== 'start' && step.kind !== 'end');
  const core = listed.map((step, at) => {
    const name = pick(step.name)?.text ?? unnamed;
    return [step.id, { mark: String(at + 1), name, addedBy: null, checks: stepChecks(step, pick) }] as const;
  });
  const own = added.map(({ id, mark, name, centre }) => [id, { mark, name, addedBy: centre, checks: [] }] as const);
  const said = new Map<string, Pick<ReportStep, 'mark' | 'name' | 'addedBy' | 'checks'>>([...core, ...own]);
  const labels = new Map(events.map(({ id, text }) => [id, text]));
  return {
    title: run.playbookTitle ?? '',
    releaseNumber: run.releaseNumber ?? null,
    place: run.place ?? null,
    startedAt: run.startedAt ?? null,
    timeZone: run.timeZone ?? null,
    finished: progress.finished,
    settled: progress.settled,
    total: progress.total,
    leaders: progress.leaders,
    people: [...new Set(events.map((event) => event.by ?? '').filter((name) => name !== ''))],
    steps: progress.steps.flatMap(({ step, notes, photos, ...how }): ReportStep[] => {
      const what = said.get(step);
      if (what === undefined) return [];
      const written = notes.map((note) => note.text ?? '').filter((text) => text !== '');
      return [{ ...what, ...how, notes: written, photos: photos.map((photo) => photoOf(photo, files)) }];
    }),
    entries: events.map((event) => ({
      at: event.at ?? 0,
      by: event.by ?? '',
      kind: event.kind ?? 'note',
      step: event.step === undefined ? null : (said.get(event.step) ?? { mark: null, name: '' }),
      text: event.kind === 'timer-stopped' ? (labels.get(event.timer ?? '') ?? null) : (event.text ?? null),
      choice: event.choice ?? null,
      authority: event.authority ?? null,
      to: event.to ?? null,
      until: event.until ?? null,
      file: files.get(event.file ?? '')?.name ?? null,
    })),
  };
}

function photoOf(
  { file = '', text = '', at, by = '' }: ProgressEvent,
  files: ReadonlyMap<string, ReportFile>,
): ReportPhoto {
  return { id: file, file: files.get(file) ?? null, text, at: at ?? null, by };
}
