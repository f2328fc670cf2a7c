/** A review as Markdown, in the words of the reader's language. */
import type { ReportedRow } from '../evaluation/evaluation-report.ts';
import type { SaidValue } from '../evaluation/rating-value.ts';
import { markdownFact, markdownTable, plainMarkdown, plainParagraph } from '../markdown-text.ts';
import type { ActionElement, ActionState } from './action.ts';
import type { DocumentFinding, PlanRow, ReviewDocument } from './review-document.ts';

/** Words and formats of one language. */
export interface ReviewWords {
  readonly report: string;
  readonly subject: string;
  readonly reference: string;
  readonly place: string;
  readonly dates: string;
  readonly facilitator: string;
  readonly overview: string;
  readonly strengths: string;
  readonly improvements: string;
  readonly none: string;
  readonly capability: string;
  readonly observation: string;
  readonly analysis: string;
  readonly measuredAgainst: string;
  readonly step: string;
  readonly plan: string;
  readonly participants: string;
  /** Heads of the columns of the improvement plan, in the order of {@link planCells}. */
  readonly planColumns: readonly string[];
  readonly stepChanged: string;
  readonly stepToChange: string;
  readonly element: Readonly<Record<ActionElement, string>>;
  readonly state: Readonly<Record<ActionState, string>>;
  readonly ratings: RatingWords;
  days(start: string | null, end: string | null): string;
  day(date: string): string;
}

/** How a report speaks of ratings. */
export interface RatingWords {
  readonly title: string;
  /** Heads of the columns, in the order of {@link ratingCells}. */
  readonly columns: readonly string[];
  /** Each letter with its name and what it means. */
  readonly key: readonly string[];
  readonly met: string;
  readonly notMet: string;
  readonly notAgreed: string;
  readonly dissent: string;
  value(value: SaidValue): string;
  since(count: number): string;
}

/** The review as Markdown; its marking stands first and last, as TLP asks. */
export function reviewMarkdown(review: ReviewDocument, words: ReviewWords): string {
  const mark = review.marking === null ? [] : [review.marking, ''];
  return [
    ...mark,
    `# ${words.report}: ${plainMarkdown(review.title)}`,
    '',
    ...markdownFact(words.reference, review.reference),
    ...markdownFact(words.subject, review.subject),
    ...markdownFact(words.dates, words.days(review.start, review.end)),
    ...markdownFact(words.place, review.place),
    ...markdownFact(words.facilitator, review.facilitator),
    '',
    ...(review.overview === '' ? [] : [`## ${words.overview}`, '', plainParagraph(review.overview), '']),
    ...ratingSection(review.ratings, words.ratings),
    ...findingSection(words.strengths, review.strengths, words),
    ...findingSection(words.improvements, review.improvements, words),
    `## ${words.plan}`,
    '',
    ...(review.plan.length === 0
      ? [words.none]
      : markdownTable(
          words.planColumns,
          review.plan.map((row) => planCells(row, words)),
        )),
    '',
    ...(review.participants.length === 0 ? [] : [`## ${words.participants}`, '']),
    ...review.participants.map((name) => `- ${plainMarkdown(name)}`),
    '',
    ...mark,
  ].join('\n');
}

function ratingSection(rows: readonly ReportedRow[], words: RatingWords): string[] {
  if (rows.length === 0) return [];
  const cells = rows.map((row) => ratingCells(row, words));
  return [
    ...[`## ${words.title}`, '', ...markdownTable(words.columns, cells), ''],
    ...[...words.key.map((line) => `- ${plainMarkdown(line)}`), ''],
  ];
}

function findingSection(title: string, findings: readonly DocumentFinding[], words: ReviewWords): string[] {
  return [`## ${title}`, '', ...(findings.length === 0 ? [words.none, ''] : findings.flatMap(lines))];

  function lines(finding: DocumentFinding): string[] {
    return [
      `### ${finding.number}. ${plainMarkdown(finding.title)}`,
      '',
      ...markdownFact(words.capability, finding.capability),
      ...markdownFact(words.measuredAgainst, finding.reference),
      ...markdownFact(words.step, finding.step),
      ...paragraph(words.observation, finding.observation),
      ...paragraph(words.analysis, finding.analysis),
      '',
    ];
  }
}

function paragraph(name: string, text: string): string[] {
  return text === '' ? [] : ['', `**${name}:** ${plainParagraph(text)}`];
}

/** The cells of a line of the plan: HSEEP's eight columns, then the state. The same on the screen, on paper and in files. */
export function planCells(row: PlanRow, words: ReviewWords): string[] {
  const step = row.step === '' ? '' : ` (${row.isApplied ? words.stepChanged : words.stepToChange}: ${row.step})`;
  return [
    row.capability,
    row.finding,
    `${row.text}${step}`,
    row.element === null ? '' : words.element[row.element],
    row.organisation,
    row.owner,
    row.start === null ? '' : words.day(row.start),
    row.due === null ? '' : words.day(row.due),
    words.state[row.state],
  ];
}

/** The cells of a rated part: what it is, what was agreed and why, who said what with the dissent marked ([EX24]). */
export function ratingCells(row: ReportedRow, words: RatingWords): string[] {
  const isMet = row.isMet === null ? '' : ` – ${row.isMet ? words.met : words.notMet}`;
  const agreed = row.agreed === null ? words.notAgreed : `${row.agreed}${isMet}`;
  const since = row.since === 0 ? '' : ` (${words.since(row.since)})`;
  const said = row.ratings.map(({ name, value, text, isDissent }) => {
    const mark = isDissent ? ` (${words.dissent})` : '';
    return `${name}: ${words.value(value)}${mark}${text === '' ? '' : ` – ${text}`}`;
  });
  return [`${row.number} ${row.text}`, `${agreed}${row.why === '' ? '' : `. ${row.why}`}${since}`, said.join('; ')];
}
