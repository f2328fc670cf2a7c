import { useTranslation } from 'react-i18next';
import type { ReportedRow } from '../../../shared/domain/evaluation/evaluation-report.ts';
import type { DocumentFinding } from '../../../shared/domain/review/review-document.ts';
import {
  planCells,
  type RatingWords,
  type ReviewWords,
  ratingCells,
} from '../../../shared/domain/review/review-markdown.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { PrintSheet } from '../../ui/print-sheet.tsx';
import css from './review-print.module.css';
import type { OpenReview } from './use-review.ts';
import { useReviewDocument } from './use-review-words.ts';

/** The review on paper: report, findings, improvement plan, participants. */
export function ReviewPrint({ open }: { readonly open: OpenReview }) {
  const { t } = useTranslation('reviews');
  const { format } = useLocale();
  const { document, words } = useReviewDocument(open);
  const facts = [
    [words.reference, document.reference],
    [words.subject, document.subject],
    [words.dates, words.days(document.start, document.end)],
    [words.place, document.place],
    [words.facilitator, document.facilitator],
  ] as const;
  return (
    <PrintSheet
      title={document.title}
      tlp={document.marking ?? undefined}
      foot={t('document.printed', { date: format.dateTime(Date.now()) })}
    >
      <p>{words.report}</p>
      <h1>
        <PlainText text={document.title} />
      </h1>
      <PrintedFacts facts={facts} />
      {document.overview !== '' && (
        <section>
          <h2>{words.overview}</h2>
          <PlainText text={document.overview} />
        </section>
      )}
      <PrintedRatings rows={document.ratings} words={words.ratings} />
      <PrintedFindings title={words.strengths} findings={document.strengths} words={words} />
      <PrintedFindings title={words.improvements} findings={document.improvements} words={words} />
      <h2>{words.plan}</h2>
      <PrintedTable
        columns={words.planColumns}
        rows={document.plan.map((row) => ({ key: `${row.finding} ${row.text}`, cells: planCells(row, words) }))}
      />
      {document.participants.length > 0 && (
        <section>
          <h2>{words.participants}</h2>
          <p>
            <bdi>{format.list(document.participants)}</bdi>
          </p>
        </section>
      )}
    </PrintSheet>
  );
}

interface PrintedTableProps {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly string[] }[];
}

function PrintedTable({ columns, rows }: PrintedTableProps) {
  return (
    <table className={css.plan}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column}>{column}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key}>
            {cells.map((cell, place) => (
              <td key={columns[place]}>
                <PlainText text={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface PrintedRatingsProps {
  readonly rows: readonly ReportedRow[];
  readonly words: RatingWords;
}

function PrintedRatings({ rows, words }: PrintedRatingsProps) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{words.title}</h2>
      <PrintedTable
        columns={words.columns}
        rows={rows.map((row) => ({ key: row.id, cells: ratingCells(row, words) }))}
      />
      {words.key.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </section>
  );
}

function PrintedFacts({ facts }: { readonly facts: readonly (readonly [string, string])[] }) {
  return (
    <dl>
      {facts
        .filter(([, value]) => value !== '')
        .map(([term, value]) => (
          <div key={term} style={{ display: 'contents' }}>
            <dt>{term}</dt>
            <dd>
              <PlainText text={value} />
            </dd>
          </div>
        ))}
    </dl>
  );
}

interface PrintedFindingsProps {
  readonly title: string;
  readonly findings: readonly DocumentFinding[];
  readonly words: ReviewWords;
}

function PrintedFindings({ title, findings, words }: PrintedFindingsProps) {
  return (
    <>
      <h2>{title}</h2>
      {findings.length === 0 && <p>{words.none}</p>}
      {findings.map((finding) => (
        <section key={finding.number}>
          <h3>
            {finding.number}. <PlainText text={finding.title} />
          </h3>
          <PrintedFacts
            facts={[
              [words.capability, finding.capability],
              [words.measuredAgainst, finding.reference],
              [words.step, finding.step],
              [words.observation, finding.observation],
              [words.analysis, finding.analysis],
            ]}
          />
        </section>
      ))}
    </>
  );
}
