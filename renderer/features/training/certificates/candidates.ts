import type { StandingCertificate } from '../../../../shared/domain/certificate/certificate-standing.ts';
import { attendedBy } from '../../../../shared/domain/certificate/passed.ts';
import type { OpenSession } from '../use-session.ts';
import type { ToIssue } from './use-issue.ts';

export interface Candidate extends ToIssue {
  /** `has`: a certificate of this session stands; `short`: was not there often enough ([CT2]). */
  readonly state: 'passed' | 'has' | 'short';
}

/** Everybody on the roster, in its order, and whether a certificate may be issued to them. */
export function candidatesOf(
  { session, roster, days, attendance }: OpenSession,
  known: readonly StandingCertificate[],
): Candidate[] {
  const standing = known.filter(
    (one) => one.session === session.id && (one.state === 'valid' || one.state === 'expired'),
  );
  const have = new Set(standing.map(({ person }) => person));
  const attended = attendedBy(
    roster.map(({ person }) => person.id),
    days,
    attendance,
  );
  return roster.flatMap(({ person }) => {
    const there = attended.get(person.id);
    if (there === undefined) return [];
    const state = have.has(person.id) ? 'has' : there.isEnough ? 'passed' : 'short';
    return [{ person, attended: there, state }];
  });
}
