/** A run's report as Markdown, in the words of the reader's language. */

import { markdownFact, plainMarkdown as plain } from './markdown-text.ts';
import type { StepState } from './run-progress.ts';
import type { ReportEntry, ReportStep, RunReport } from './run-report.ts';

/** Words and formats of one language. `time` formats milliseconds since 1970 in the run's zone. */
export interface ReportWords {
  readonly report: string;
  readonly release: string;
  readonly place: string;
  readonly started: string;
  readonly finished: string;
  readonly notFinished: string;
  readonly people: string;
  readonly progress: string;
  readonly steps: string;
  readonly log: string;
  readonly decision: string;
  readonly authority: string;
  readonly reason: string;
  readonly note: string;
  readonly state: Readonly<Record<StepState, string>>;
  readonly event: Readonly<Record<ReportEntry['kind'], string>>;
  /** The words for a choice: `true`, `false`, `success`, `failure`, or a case's own label. */
  choice(choice: string): string;
  time(at: number): string;
}

/** The report as Markdown. Text that people wrote is escaped, so that it cannot change the shape of the document. */
export function reportMarkdown(report: RunReport, words: ReportWords): string {
  const head = [
    `# ${words.report}: ${plain(report.title)}`,
    '',
    ...markdownFact(words.release, report.releaseNumber),
    ...markdownFact(words.place, report.place),
    ...markdownFact(
      words.started,
      report.startedAt === null ? null : withZone(words.time(report.startedAt), report.timeZone),
    ),
    ...markdownFact(words.finished, finishedText(report, words)),
    ...markdownFact(words.people, report.people.join(', ')),
    ...markdownFact(words.progress, `${report.settled} / ${report.total}`),
  ];
  const steps = report.steps.flatMap((step) => stepLines(step, words));
  const log = report.entries.map((entry) => entryLine(entry, words));
  return [...head, '', `## ${words.steps}`, '', ...steps, '', `## ${words.log}`, '', ...log, ''].join('\n');
}

function finishedText(report: RunReport, words: ReportWords): string {
  if (report.finished === null) return words.notFinished;
  return [words.time(report.finished.at), report.finished.by].filter((part) => part !== '').join(', ');
}

function withZone(time: string, zone: string | null): string {
  return zone === null ? time : `${time} (${zone})`;
}

function stepLines(step: ReportStep, words: ReportWords): string[] {
  const who = [step.at === null ? '' : words.time(step.at), step.by ?? ''].filter((part) => part !== '').join(', ');
  const tick = step.state === 'open' || step.state === 'not-applicable' ? ' ' : 'x';
  const detail = who === '' ? '' : ` (${plain(who)})`;
  return [
    `- [${tick}] ${step.number}. ${plain(step.name)}: ${words.state[step.state]}${detail}`,
    ...under(words.decision, step.choice === null ? null : words.choice(step.choice)),
    ...under(words.authority, step.authority),
    ...under(words.reason, step.reason),
    ...step.notes.flatMap((note) => under(words.note, note)),
  ];
}

function under(name: string, value: string | null): string[] {
  return value === null || value === '' ? [] : [`  - ${name}: ${plain(value)}`];
}

function entryLine(entry: ReportEntry, words: ReportWords): string {
  const step =
    entry.step === null ? '' : `${entry.step.number === null ? '' : `${entry.step.number}. `}${entry.step.name}`;
  const parts = [
    step,
    entry.choice === null ? '' : `${words.decision}: ${words.choice(entry.choice)}`,
    entry.authority === null ? '' : `${words.authority}: ${entry.authority}`,
    entry.text ?? '',
  ].filter((part) => part !== '');
  return `- ${plain(words.time(entry.at))} ${plain(entry.by)}: ${words.event[entry.kind]}${parts.length === 0 ? '' : ` - ${plain(parts.join('; '))}`}`;
}
