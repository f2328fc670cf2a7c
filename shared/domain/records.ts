/** The one list of record types. A new type is one file and one line here. */
import { accessAnswer, accessRequest } from './access/access-request.ts';
import { adaptation, adaptationPiece } from './adaptation/adaptation.ts';
import { agreement, agreementAct } from './agreement/agreement.ts';
import { assessmentItem } from './assessment/assessment-item.ts';
import { assessmentMark } from './assessment/assessment-mark.ts';
import { assessmentResult } from './assessment/assessment-result.ts';
import { attachment } from './attachment.ts';
import { certificate, certificateRevocation } from './certificate/certificate.ts';
import { certificateKey, certificateKeyAct, certificateList } from './certificate/certificate-key.ts';
import { competency } from './competency/competency.ts';
import { conductEvent } from './conduct/conduct-event.ts';
import { exerciseApproval } from './conduct/exercise-approval.ts';
import { inject } from './conduct/inject.ts';
import { objective } from './conduct/objective.ts';
import { decision } from './decision.ts';
import type { RecordDeclaration } from './declare-record.ts';
import { erasure, erasureRequest } from './erasure/erasure.ts';
import { guideItem } from './evaluation/guide-item.ts';
import { rating } from './evaluation/rating.ts';
import { libraryImport } from './exchange/library-import.ts';
import { exercise } from './exercise.ts';
import { costEntry } from './money/cost-entry.ts';
import { placement } from './placement/placement.ts';
import { playbook } from './playbook.ts';
import { release, releaseApproval, releaseWithdrawal } from './release/release.ts';
import { releaseComment } from './release/release-comment.ts';
import { retentionAct, retentionHold, retentionRule } from './retention/retention-rule.ts';
import { action } from './review/action.ts';
import { finding } from './review/finding.ts';
import { review } from './review/review.ts';
import { run, runEvent } from './run.ts';
import { step } from './step.ts';
import { accessEntry } from './training/access-entry.ts';
import { attendanceMark } from './training/attendance-mark.ts';
import { consent } from './training/consent.ts';
import { course } from './training/course.ts';
import { courseModule } from './training/course-module.ts';
import { enrolment } from './training/enrolment.ts';
import { person } from './training/person.ts';
import { session } from './training/session.ts';
import { vocabularyChoice } from './vocabulary/vocabulary.ts';

export const recordDeclarations: readonly RecordDeclaration[] = [
  playbook,
  step,
  run,
  runEvent,
  attachment,
  course,
  session,
  person,
  enrolment,
  attendanceMark,
  libraryImport,
  exercise,
  review,
  finding,
  action,
  decision,
  accessEntry,
  consent,
  agreement,
  agreementAct,
  accessRequest,
  accessAnswer,
  retentionRule,
  retentionAct,
  retentionHold,
  erasureRequest,
  erasure,
  adaptation,
  adaptationPiece,
  release,
  releaseApproval,
  releaseWithdrawal,
  releaseComment,
  certificate,
  certificateRevocation,
  certificateKey,
  certificateKeyAct,
  certificateList,
  objective,
  inject,
  exerciseApproval,
  conductEvent,
  guideItem,
  rating,
  assessmentItem,
  assessmentMark,
  assessmentResult,
  competency,
  costEntry,
  placement,
  courseModule,
  vocabularyChoice,
];

const byType = new Map(recordDeclarations.map((declaration) => [declaration.type, declaration]));

/** The declaration of a type, or undefined for one of a newer version: stored raw, forwarded, not shown. */
export function declarationOf(type: string): RecordDeclaration | undefined {
  return byType.get(type);
}
