import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { assessmentResult } from '../../../../shared/domain/assessment/assessment-result.ts';
import { certificate } from '../../../../shared/domain/certificate/certificate.ts';
import { attendanceMark } from '../../../../shared/domain/training/attendance-mark.ts';
import { person } from '../../../../shared/domain/training/person.ts';
import { personResolver } from '../../../../shared/domain/training/roster.ts';
import { sessionStatements } from '../../../../shared/domain/xapi/session-statements.ts';
import type { XapiStatement } from '../../../../shared/domain/xapi/statement.ts';
import { useIdentity, useProfile } from '../../../data/engine-context.tsx';
import { catalogueQuery } from '../../../data/record-queries.ts';
import { useCertificates } from '../certificates/use-standing-certificates.ts';
import { useConsents } from '../use-consents.ts';
import { usePersons } from '../use-persons.ts';
import type { OpenSession } from '../use-session.ts';

export interface SessionStatements {
  readonly statements: readonly XapiStatement[];
  /** People of the session of whom nothing leaves: they refused ([CO4]). */
  readonly refused: number;
}

/** What people did in a session, as statements of xAPI; undefined while it is read. */
export function useStatements(open: OpenSession, withNames: boolean): SessionStatements | undefined {
  const { hub } = useIdentity();
  const { may } = useProfile();
  const consents = useConsents();
  const persons = usePersons();
  const certificates = useCertificates();
  const { session, course, roster, withdrawn, attendance } = open;
  const results = useQuery(catalogueQuery({ type: assessmentResult.type, where: { session: session.id } })).data;
  return useMemo(() => {
    if (persons === undefined || certificates === undefined || results === undefined || consents === undefined)
      return undefined;
    const mayRead = (type: string) => may('read', type, session.scope);
    const all = [...roster, ...withdrawn].map(({ person }) => person);
    const people = all.filter(({ id }) => {
      const asked = { id, type: person.type, scope: session.scope, parent: '', values: {} };
      return consents.factOf(asked, 'learning-records') !== 'refused';
    });
    const statements = sessionStatements(
      {
        network: hub,
        session: { id: session.id, timeZone: session.timeZone },
        course: course && { id: course.id, title: course.title, language: course.language },
        people,
        attendance: attendance.values(),
        results,
        certificates: certificates.filter((each) => each.session === session.id),
        personOf: personResolver(persons),
      },
      {
        withNames: withNames && mayRead(person.type),
        attendance: mayRead(attendanceMark.type),
        results: mayRead(assessmentResult.type),
        certificates: mayRead(certificate.type),
      },
    );
    return { statements, refused: all.length - people.length };
  }, [hub, may, consents, persons, certificates, results, session, course, roster, withdrawn, attendance, withNames]);
}
