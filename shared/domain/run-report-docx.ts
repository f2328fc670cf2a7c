/** A run's report as a document for a word processor, in the words of the reader's language. */
import { type DocxBlock, type DocxPaper, writeDocx } from './outline/write-docx.ts';
import type { RunReport } from './run-report.ts';
import { entryText, type ReportWords, reportFacts, stepFacts, whoOf } from './run-report-words.ts';

/**
 * The report as DOCX; the same as on the screen, and as in Markdown, and the photos that are in `pictures` by the ids of their
 * attachments.
 */
export function reportDocx(
  report: RunReport,
  words: ReportWords,
  paper: DocxPaper,
  pictures: ReadonlyMap<string, Uint8Array> = new Map(),
): Uint8Array {
  const blocks: DocxBlock[] = [
    { kind: 'title', text: `${words.report}: ${report.title}` },
    ...reportFacts(report, words).map(([term, text]): DocxBlock => ({ kind: 'fact', term, text })),
    { kind: 'heading', level: 1, text: words.steps },
    ...report.steps.flatMap((step): DocxBlock[] => {
      const origin = step.addedBy === null ? '' : ` (${words.addedBy(step.addedBy)})`;
      const who = whoOf(step, words);
      return [
        { kind: 'heading', level: 2, text: `${step.mark}. ${step.name}${origin}` },
        { kind: 'text', text: who === '' ? words.state[step.state] : `${words.state[step.state]}: ${who}` },
        ...stepFacts(step, words).map(([term, text]): DocxBlock => ({ kind: 'fact', term, text })),
        ...step.photos.flatMap(({ id, text }): DocxBlock[] => {
          const bytes = pictures.get(id);
          return bytes === undefined ? [] : [{ kind: 'picture', bytes, text: text === '' ? words.photo : text }];
        }),
      ];
    }),
    { kind: 'heading', level: 1, text: words.log },
    {
      kind: 'table',
      // When and who are short; what happened is read.
      widths: [22, 20, 58],
      rows: report.entries.map((entry) => {
        const { head, rest } = entryText(entry, words);
        return [words.time(entry.at), entry.by, rest === '' ? head : `${head}: ${rest}`];
      }),
    },
  ];
  return writeDocx(blocks, paper);
}
