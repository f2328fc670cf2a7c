import type { RecordId } from '../../../../shared/base/ids.ts';
import type { CompetencyResult } from '../../../../shared/domain/assessment/assessment-result.ts';
import type { StandingCertificate } from '../../../../shared/domain/certificate/certificate-standing.ts';
import { attendedBy } from '../../../../shared/domain/certificate/passed.ts';
import type { Assessment } from '../assessment/use-assessment.ts';
import type { OpenSession } from '../use-session.ts';
import type { ToIssue } from './use-issue.ts';

export interface Candidate extends ToIssue {
  /**
   * `has`: a certificate of this session stands; `short`: was not there often enough; `unassessed`: nothing was recorded of
   * what the course assesses; `missed`: a competency was not reached ([CT2], [AM10]).
   */
  readonly state: 'passed' | 'has' | 'short' | 'unassessed' | 'missed';
}

/** Whether a certificate is of a session and holds, or held until its last day. */
export function isStandingOf({ session, state }: StandingCertificate, id: RecordId): boolean {
  return session === id && (state === 'valid' || state === 'expired');
}

/** Everybody on the roster, in its order, and whether a certificate may be issued to them. */
export function candidatesOf(
  { session, roster, days, attendance }: OpenSession,
  known: readonly StandingCertificate[],
  { items, recordedOf }: Pick<Assessment, 'items' | 'recordedOf'>,
): Candidate[] {
  const standing = known.filter((one) => isStandingOf(one, session.id));
  const have = new Set(standing.map(({ person }) => person));
  const attended = attendedBy(
    roster.map(({ person }) => person.id),
    days,
    attendance,
  );
  return roster.flatMap(({ person }) => {
    const there = attended.get(person.id);
    if (there === undefined) return [];
    const results = items.length === 0 ? undefined : recordedOf(person.id)?.results;
    const assessed = items.length === 0 ? 'passed' : assessedState(items, results);
    const state = have.has(person.id) ? 'has' : there.isEnough ? assessed : 'short';
    return [{ person, attended: there, results, state }];
  });
}

/** An item that came after the results were recorded leaves them behind: then nothing is recorded of its competency. */
function assessedState(
  items: Assessment['items'],
  results: readonly CompetencyResult[] | undefined,
): 'passed' | 'unassessed' | 'missed' {
  const stateOf = new Map(results?.map(({ competency, reached }) => [competency, reached]));
  const states = items.map(({ competency = '' }) => stateOf.get(competency));
  if (states.includes(undefined)) return 'unassessed';
  return states.includes(false) ? 'missed' : 'passed';
}
