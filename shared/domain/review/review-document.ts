/** A review as a document: HSEEP's after-action report with its improvement plan, in one language, ready to be set. */
import type { RecordId } from '../../base/ids.ts';
import type { ReportedRow } from '../evaluation/evaluation-report.ts';
import { type Localised, pickText } from '../localised.ts';
import type { TlpLevel } from '../tlp.ts';
import type { Action, ActionElement, ActionState } from './action.ts';
import type { Finding } from './finding.ts';
import type { Review } from './review.ts';

export interface DocumentFinding {
  readonly number: number;
  readonly title: string;
  readonly capability: string;
  readonly observation: string;
  readonly analysis: string;
  readonly reference: string;
  /** The step it is about, as the reader knows it. */
  readonly step: string;
}

/** A line of the improvement plan; the columns of HSEEP, and the state. */
export interface PlanRow {
  readonly capability: string;
  /** Number and title of the finding. */
  readonly finding: string;
  readonly text: string;
  readonly element: ActionElement | null;
  readonly organisation: string;
  readonly owner: string;
  readonly start: string | null;
  readonly due: string | null;
  readonly state: ActionState;
  /** The step that it changes, and whether it did. */
  readonly step: string;
  readonly isApplied: boolean;
}

export interface ReviewDocument {
  readonly title: string;
  readonly reference: string;
  readonly marking: TlpLevel | null;
  readonly subject: string;
  readonly place: string;
  readonly start: string | null;
  readonly end: string | null;
  readonly facilitator: string;
  readonly overview: string;
  /** Of the exercise that it looks back on: what was agreed, and each evaluator's own ([EX24]). */
  readonly ratings: readonly ReportedRow[];
  readonly strengths: readonly DocumentFinding[];
  readonly improvements: readonly DocumentFinding[];
  readonly plan: readonly PlanRow[];
  readonly participants: readonly string[];
}

export interface DocumentParts {
  readonly review: Review;
  /** In their order. */
  readonly findings: readonly Finding[];
  readonly actions: readonly Action[];
  /** Of its exercise, as they stand now. */
  readonly ratings?: readonly ReportedRow[];
}

/** The document for somebody who reads `language`. `stepName` says what a step is called, or an empty text. */
export function reviewDocument(
  { review, findings, actions, ratings = [] }: DocumentParts,
  language: string,
  stepName: (step: RecordId) => string,
): ReviewDocument {
  const textOf = (texts: Localised, original: string | undefined) => pickText(texts, language, original)?.text ?? '';
  const numbered = findings.map((finding, place) => ({
    kind: finding.kind,
    id: finding.id,
    number: place + 1,
    title: textOf(finding.title, finding.language),
    capability: finding.capability ?? '',
    observation: textOf(finding.observation, finding.language),
    analysis: textOf(finding.analysis, finding.language),
    reference: finding.reference ?? '',
    step: finding.step === undefined ? '' : stepName(finding.step),
  }));
  const byId = new Map(numbered.map((finding) => [finding.id, finding]));
  // As the plan is read: by finding, those of the review as a whole last.
  const place = (action: Action) => byId.get(action.finding ?? '')?.number ?? numbered.length + 1;
  return {
    title: textOf(review.title, review.language),
    reference: review.reference ?? '',
    marking: review.marking ?? null,
    subject: review.subjectTitle ?? '',
    place: review.place ?? '',
    start: review.start ?? null,
    end: review.end ?? null,
    facilitator: review.facilitator ?? '',
    overview: textOf(review.overview, review.language),
    ratings,
    strengths: numbered.filter(({ kind }) => kind === 'strength'),
    improvements: numbered.filter(({ kind }) => kind !== 'strength'),
    plan: [...actions]
      .sort((a, b) => place(a) - place(b))
      .map((action) => planRow(action, byId.get(action.finding ?? ''))),
    participants: review.participants ?? [],
  };

  function planRow(action: Action, finding: DocumentFinding | undefined): PlanRow {
    return {
      capability: finding?.capability ?? '',
      finding: finding === undefined ? '' : `${finding.number}. ${finding.title}`,
      text: textOf(action.text, action.language),
      element: action.element ?? null,
      organisation: action.organisation ?? '',
      owner: action.owner ?? '',
      start: action.start ?? null,
      due: action.due ?? null,
      state: action.state ?? 'open',
      step: action.step === undefined ? '' : stepName(action.step),
      isApplied: action.appliedAt !== undefined,
    };
  }
}
