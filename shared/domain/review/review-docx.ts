/** A review as a document for a word processor, in the words of the reader's language and vocabulary ([VO4]). */
import { type DocxBlock, type DocxPaper, writeDocx } from '../outline/write-docx.ts';
import type { DocumentFinding, ReviewDocument } from './review-document.ts';
import { planCells, type ReviewWords, ratingCells } from './review-markdown.ts';

/** The review as DOCX; the same as in Markdown and on paper. Its marking stands on every page. */
export function reviewDocx(review: ReviewDocument, words: ReviewWords, paper: DocxPaper): Uint8Array {
  const blocks: DocxBlock[] = [
    { kind: 'title', text: `${words.report}: ${review.title}` },
    ...factsOf([
      [words.reference, review.reference],
      [words.subject, review.subject],
      [words.dates, words.days(review.start, review.end)],
      [words.place, review.place],
      [words.facilitator, review.facilitator],
    ]),
    ...(review.overview === '' ? [] : [heading(words.overview), text(review.overview)]),
    ...ratingBlocks(review, words),
    ...findingBlocks(words.strengths, review.strengths, words),
    ...findingBlocks(words.improvements, review.improvements, words),
    heading(words.plan),
    review.plan.length === 0
      ? text(words.none)
      : { kind: 'table', rows: [words.planColumns, ...review.plan.map((row) => planCells(row, words))] },
    ...(review.participants.length === 0 ? [] : [heading(words.participants), ...review.participants.map(text)]),
  ];
  return writeDocx(blocks, paper);
}

const heading = (said: string, level: 1 | 2 = 1): DocxBlock => ({ kind: 'heading', level, text: said });
const text = (said: string): DocxBlock => ({ kind: 'text', text: said });
const factsOf = (facts: readonly (readonly [string, string])[]): DocxBlock[] =>
  facts.filter(([, said]) => said !== '').map(([term, said]) => ({ kind: 'fact', term, text: said }));

function ratingBlocks({ ratings: rows }: ReviewDocument, { ratings: words }: ReviewWords): DocxBlock[] {
  if (rows.length === 0) return [];
  return [
    heading(words.title),
    { kind: 'table', rows: [words.columns, ...rows.map((row) => ratingCells(row, words))] },
    ...words.key.map(text),
  ];
}

function findingBlocks(title: string, findings: readonly DocumentFinding[], words: ReviewWords): DocxBlock[] {
  if (findings.length === 0) return [heading(title), text(words.none)];
  return [
    heading(title),
    ...findings.flatMap((finding) => [
      heading(`${finding.number}. ${finding.title}`, 2),
      ...factsOf([
        [words.capability, finding.capability],
        [words.measuredAgainst, finding.reference],
        [words.step, finding.step],
        [words.observation, finding.observation],
        [words.analysis, finding.analysis],
      ]),
    ]),
  ];
}
