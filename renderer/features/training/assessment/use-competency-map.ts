import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { assessmentItem } from '../../../../shared/domain/assessment/assessment-item.ts';
import { assessmentResult, recordedResults } from '../../../../shared/domain/assessment/assessment-result.ts';
import {
  type ComingSession,
  competencyMap,
  type Holding,
  type TaughtCourse,
} from '../../../../shared/domain/assessment/competency-map.ts';
import type { CatalogueEntry } from '../../../../shared/domain/catalogue.ts';
import type { StandingCertificate } from '../../../../shared/domain/certificate/certificate-standing.ts';
import { course } from '../../../../shared/domain/training/course.ts';
import { type PersonRow, personResolver } from '../../../../shared/domain/training/roster.ts';
import { session } from '../../../../shared/domain/training/session.ts';
import { pageToday } from '../../../data/page-ports.ts';
import { catalogueQuery } from '../../../data/record-queries.ts';
import { useCertificates } from '../certificates/use-standing-certificates.ts';
import { usePersons } from '../use-persons.ts';

export interface MapRow {
  readonly person: PersonRow;
  readonly held: ReadonlyMap<string, Holding>;
}

export interface CompetencyMap {
  /** People of whom anything is known, unsorted. */
  readonly rows: readonly MapRow[];
  readonly courses: ReadonlyMap<string, TaughtCourse>;
  readonly courseEntries: readonly CatalogueEntry[];
  readonly sessions: readonly ComingSession[];
  /** References of sessions, by id. */
  readonly references: ReadonlyMap<string, string>;
  readonly today: string;
  readonly certificates: readonly StandingCertificate[];
  /** Leads from a record of a person to the one that is shown for them. */
  personOf(id: string): string;
}

/** Who holds which competency, from the catalogue alone; undefined while it is read, and as long as nobody wants it. */
export function useCompetencyMap(wanted = true): CompetencyMap | undefined {
  const results = useQuery({ ...catalogueQuery({ type: assessmentResult.type }), enabled: wanted }).data;
  const items = useQuery({ ...catalogueQuery({ type: assessmentItem.type }), enabled: wanted }).data;
  const courseEntries = useQuery({ ...catalogueQuery({ type: course.type }), enabled: wanted }).data;
  const sessionEntries = useQuery({ ...catalogueQuery({ type: session.type }), enabled: wanted }).data;
  const certificates = useCertificates(wanted);
  const persons = usePersons(wanted);
  const today = pageToday();
  return useMemo(() => {
    if (results === undefined || items === undefined || courseEntries === undefined) return undefined;
    if (sessionEntries === undefined || certificates === undefined || persons === undefined) return undefined;
    const courses = coursesOf(courseEntries, items);
    const recorded = recordedResults(results).values();
    const personOf = personResolver(persons);
    const map = competencyMap({ results: recorded, certificates, courses, today, personOf });
    const rows = [...map].flatMap(([id, held]) => {
      const person = persons.get(id);
      return person === undefined ? [] : [{ person, held }];
    });
    const sessions = sessionEntries.map(({ id, parent, values }) => ({
      id,
      course: parent,
      start: String(values['start'] ?? ''),
    }));
    const references = new Map(sessionEntries.map(({ id, values }) => [id, String(values['reference'] ?? '')]));
    return { rows, courses, courseEntries, sessions, references, today, certificates, personOf };
  }, [results, items, courseEntries, sessionEntries, certificates, persons, today]);
}

function coursesOf(courses: readonly CatalogueEntry[], items: readonly CatalogueEntry[]) {
  return new Map(
    courses.map(({ id, values }) => {
      const competencies = Array.isArray(values['competencies']) ? (values['competencies'] as string[]) : [];
      const of = items.filter(({ parent }) => parent === id).map((item) => String(item.values['competency'] ?? ''));
      return [id, { id, competencies, assessed: new Set(of) }] as const;
    }),
  );
}
