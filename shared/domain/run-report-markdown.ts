/** A run's report as Markdown, in the words of the reader's language. */
import { markdownFact, plainMarkdown as plain } from './markdown-text.ts';
import type { ReportEntry, ReportStep, RunReport } from './run-report.ts';
import { entryText, type ReportWords, reportFacts, stepFacts, whoOf } from './run-report-words.ts';

/** The report as Markdown. Text that people wrote is escaped, so that it cannot change the shape of the document. */
export function reportMarkdown(report: RunReport, words: ReportWords): string {
  const head = [
    `# ${words.report}: ${plain(report.title)}`,
    '',
    ...reportFacts(report, words).flatMap(([term, said]) => markdownFact(term, said)),
  ];
  const steps = report.steps.flatMap((step) => stepLines(step, words));
  const log = report.entries.map((entry) => entryLine(entry, words));
  return [...head, '', `## ${words.steps}`, '', ...steps, '', `## ${words.log}`, '', ...log, ''].join('\n');
}

function stepLines(step: ReportStep, words: ReportWords): string[] {
  const who = whoOf(step, words);
  const tick = step.state === 'open' || step.state === 'not-applicable' ? ' ' : 'x';
  const origin = step.addedBy === null ? '' : ` [${words.addedBy(step.addedBy)}]`;
  const detail = who === '' ? '' : ` (${plain(who)})`;
  return [
    `- [${tick}] ${step.mark}. ${plain(`${step.name}${origin}`)}: ${words.state[step.state]}${detail}`,
    ...stepFacts(step, words).map(([term, said]) => `  - ${plain(term)}: ${plain(said)}`),
  ];
}

function entryLine(entry: ReportEntry, words: ReportWords): string {
  const { head, rest } = entryText(entry, words);
  return `- ${plain(words.time(entry.at))} ${plain(entry.by)}: ${head}${rest === '' ? '' : ` - ${plain(rest)}`}`;
}
