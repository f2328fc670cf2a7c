import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { assessmentResult } from '../../../../shared/domain/assessment/assessment-result.ts';
import { certificate } from '../../../../shared/domain/certificate/certificate.ts';
import { attendanceMark } from '../../../../shared/domain/training/attendance-mark.ts';
import { personResolver } from '../../../../shared/domain/training/roster.ts';
import { sessionStatements } from '../../../../shared/domain/xapi/session-statements.ts';
import type { XapiStatement } from '../../../../shared/domain/xapi/statement.ts';
import { useIdentity, useProfile } from '../../../data/engine-context.tsx';
import { catalogueQuery } from '../../../data/record-queries.ts';
import { useCertificates } from '../certificates/use-standing-certificates.ts';
import { usePersons } from '../use-persons.ts';
import type { OpenSession } from '../use-session.ts';

/** What people did in a session, as statements of xAPI; undefined while it is read. */
export function useStatements(open: OpenSession, withNames: boolean): readonly XapiStatement[] | undefined {
  const { hub } = useIdentity();
  const { may } = useProfile();
  const persons = usePersons();
  const certificates = useCertificates();
  const { session, course, roster, withdrawn, attendance } = open;
  const results = useQuery(catalogueQuery({ type: assessmentResult.type, where: { session: session.id } })).data;
  return useMemo(() => {
    if (persons === undefined || certificates === undefined || results === undefined) return undefined;
    const mayRead = (type: string) => may('read', type, session.scope);
    return sessionStatements(
      {
        network: hub,
        session: { id: session.id, timeZone: session.timeZone },
        course: course && { id: course.id, title: course.title, language: course.language },
        people: [...roster, ...withdrawn].map(({ person }) => person),
        attendance: attendance.values(),
        results,
        certificates: certificates.filter((each) => each.session === session.id),
        personOf: personResolver(persons),
      },
      {
        withNames: withNames && mayRead('person'),
        attendance: mayRead(attendanceMark.type),
        results: mayRead(assessmentResult.type),
        certificates: mayRead(certificate.type),
      },
    );
  }, [hub, may, persons, certificates, results, session, course, roster, withdrawn, attendance, withNames]);
}
