/** What the report of a run says in the words of one language, whichever file it becomes. Pure. */
import type { StepState } from './run-progress.ts';
import type { ReportEntry, ReportPhoto, ReportStep, RunReport } from './run-report.ts';
import type { StepCheck, StepCheckKind } from './step-checks.ts';

/** Words and formats of one language. `time` formats milliseconds since 1970 in the run's zone. */
export interface ReportWords {
  readonly report: string;
  readonly release: string;
  readonly place: string;
  readonly started: string;
  readonly finished: string;
  readonly notFinished: string;
  readonly leader: string;
  readonly people: string;
  readonly progress: string;
  readonly steps: string;
  readonly log: string;
  readonly decision: string;
  readonly authority: string;
  readonly reason: string;
  readonly note: string;
  readonly photo: string;
  readonly photos: string;
  /** What was taken out of the photos before they stand here ([RN8]). */
  readonly photosBare: string;
  readonly state: Readonly<Record<StepState, string>>;
  readonly event: Readonly<Record<ReportEntry['kind'], string>>;
  readonly check: Readonly<Record<StepCheckKind, string>>;
  /** The words for a choice: `true`, `false`, `success`, `failure`, or a case's own label. */
  choice(choice: string): string;
  time(at: number): string;
  /** Things beside each other, with the comma of the language. */
  series(parts: readonly string[]): string;
  addedBy(centre: string): string;
  takenBy(name: string): string;
  handedTo(name: string): string;
  /** "until 03:20": when a timer is over. */
  until(at: number): string;
}

/** A term and what it says. */
export type Fact = readonly [term: string, said: string];

/** The head of the report: where, what, when, by whom, how far. */
export function reportFacts(report: RunReport, words: ReportWords): readonly Fact[] {
  const { startedAt, timeZone, finished, leaders } = report;
  const zone = timeZone === null ? '' : ` (${timeZone})`;
  const end = finished === null ? [words.notFinished] : [words.time(finished.at), finished.by];
  return facts([
    [words.place, report.place],
    [words.release, report.releaseNumber],
    [words.started, startedAt === null ? null : `${words.time(startedAt)}${zone}`],
    [words.finished, joined(end, words)],
    ...leaders.map(({ name, at, from, why }) => [words.leader, leaderText(name, at, from, why, words)] as const),
    [words.people, words.series(report.people)],
    [words.progress, `${report.settled} / ${report.total}`],
    [words.photos, report.steps.some(({ photos }) => photos.length > 0) ? words.photosBare : null],
  ]);
}

function leaderText(name: string, at: number | null, from: string | null, why: string | null, words: ReportWords) {
  if (at === null) return name;
  return `${name} (${joined([words.time(at), from, why], words)})`;
}

/** When a step was settled and by whom, or who took it. */
export function whoOf({ at, by, takenBy, state }: ReportStep, words: ReportWords): string {
  if (at !== null) return joined([words.time(at), by], words);
  return state === 'open' && takenBy !== null ? words.takenBy(takenBy) : '';
}

/** What stands under a step: what was decided, why, the notes, and what the step asks for. */
export function stepFacts(step: ReportStep, words: ReportWords): readonly Fact[] {
  return facts([
    [words.decision, step.choice === null ? null : words.choice(step.choice)],
    [words.authority, step.authority],
    [words.reason, step.reason],
    ...step.notes.map((note) => [words.note, note] as const),
    ...step.photos.map((photo) => [words.photo, photoText(photo, words)] as const),
    ...step.checks.map((check) => [checkTerm(check, words), checkText(check)] as const),
  ]);
}

/** What it shows, when and by whom it was taken, and which file it is. */
export function photoText({ text, at, by, file }: ReportPhoto, words: ReportWords): string {
  const named = file === null ? '' : `${file.name}, SHA-256 ${file.sha256}`;
  const said = joined([text, at === null ? null : words.time(at), by], words);
  return named === '' ? said : `${said} (${named})`;
}

/** A law is called by where it holds, everything else by what it is. */
function checkTerm({ kind, jurisdiction }: StepCheck, words: ReportWords): string {
  return jurisdiction === null || jurisdiction === ''
    ? words.check[kind]
    : words.series([words.check[kind], jurisdiction]);
}

const checkText = ({ text, url }: StepCheck) => (url === null ? text : `${text} <${url}>`);

/** One line of the log after its time: who, what, at which step, with what. */
export function entryText(entry: ReportEntry, words: ReportWords): { readonly head: string; readonly rest: string } {
  const { step, choice, authority, to, text, until, file } = entry;
  const at = step === null ? '' : step.mark === null ? step.name : `${step.mark}. ${step.name}`;
  const parts = [
    at,
    choice === null ? '' : `${words.decision}: ${words.choice(choice)}`,
    authority === null ? '' : `${words.authority}: ${authority}`,
    to === null ? '' : words.handedTo(to),
    text ?? '',
    until === null ? '' : words.until(until),
    file ?? '',
  ];
  return { head: words.event[entry.kind], rest: parts.filter((part) => part !== '').join('; ') };
}

function facts(all: readonly (readonly [string, string | null])[]): readonly Fact[] {
  return all.flatMap(([term, said]) => (said === null || said === '' ? [] : [[term, said] as const]));
}

function joined(parts: readonly (string | null)[], { series }: ReportWords): string {
  return series(parts.filter((part): part is string => part !== null && part !== ''));
}
