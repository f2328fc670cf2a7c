import type { CompetencyResult } from '../../../../shared/domain/assessment/assessment-result.ts';
import type { StandingKey } from '../../../../shared/domain/certificate/certificate-key.ts';
import type { CertificateFacts } from '../../../../shared/domain/certificate/compose-certificate.ts';
import type { Attended } from '../../../../shared/domain/certificate/passed.ts';
import type { PersonRow } from '../../../../shared/domain/training/roster.ts';
import type { OpenSession } from '../use-session.ts';

interface Given {
  readonly open: OpenSession;
  readonly person: PersonRow;
  readonly attended: Pick<Attended, 'present' | 'of'>;
  readonly results?: readonly CompetencyResult[] | undefined;
  readonly key: Pick<StandingKey, 'id' | 'issuer'>;
  readonly id: string;
  readonly statusPlace: number;
  readonly at: number;
}

/** Everything that a certificate says, out of what is recorded of a session; null when its course is not here. */
export function factsOf({ open, person, attended, results, key, id, statusPlace, at }: Given): CertificateFacts | null {
  const { session, course } = open;
  if (course === null) return null;
  const { title, aims, language, reference, competencies = [], validMonths } = course;
  return {
    id,
    issuer: { did: `did:key:${key.issuer.key}`, centre: key.issuer.by.centre },
    key: key.id,
    statusPlace,
    person,
    course: { id: course.id, title, aims, language, reference, competencies, validMonths },
    session: { id: session.id, reference: session.reference, start: session.start, end: session.end },
    attended,
    ...(results === undefined ? {} : { results }),
    at,
  };
}
