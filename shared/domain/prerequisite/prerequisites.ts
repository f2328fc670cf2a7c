/** What a course asks for and somebody on a roster has not: shown, and nothing is locked by it ([PQ2], [PQ3]). Pure. */
import type { RecordId } from '../../base/ids.ts';
import type { Holding } from '../assessment/competency-map.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import type { StandingCertificate } from '../certificate/certificate-standing.ts';

/** What a course asks for: ids of courses, and competencies in words. */
export interface Prerequisites {
  readonly courses: readonly RecordId[];
  readonly competencies: readonly string[];
}

export interface Lack {
  readonly kind: 'course' | 'competency';
  /** Id of the course, or the words of the competency: under this it is kept in a decision. */
  readonly what: string;
  /** The last day of what was held; null when there never was any. */
  readonly until: string | null;
}

export interface PrerequisiteSources {
  readonly certificates: readonly StandingCertificate[];
  /** What each person holds, by competency; by the record that is shown for them. */
  readonly held: ReadonlyMap<RecordId, ReadonlyMap<string, Holding>>;
  /** The day on which it must hold, `YYYY-MM-DD`. */
  readonly day: string;
  personOf(id: RecordId): RecordId;
  /** One name for a competency under all of its names. */
  competencyOf(words: string): string;
}

/** Finds what a person lacks, in the order in which the course asks for it; one answer for every person of a roster. */
export function lacksOf(
  { courses, competencies }: Prerequisites,
  sources: PrerequisiteSources,
): (person: RecordId) => readonly Lack[] {
  const { certificates, held, day, personOf, competencyOf } = sources;
  const untilOf = new Map<string, string | null>();
  for (const { person, course, validUntil, state } of certificates) {
    if (state === 'revoked' || state === 'replaced') continue;
    keepLater(untilOf, `${personOf(person)} ${course}`, validUntil);
  }
  return (person) => {
    const own = new Map<string, string | null>();
    for (const [words, { state, until }] of held.get(person) ?? []) {
      if (state !== 'missed') keepLater(own, competencyOf(words), until);
    }
    return [
      ...courses.flatMap((what) => lackIn(untilOf.get(`${person} ${what}`), day, { kind: 'course', what })),
      ...competencies.flatMap((what) => lackIn(own.get(competencyOf(what)), day, { kind: 'competency', what })),
    ];
  };
}

/** Of two the one that holds longer; null holds without end. */
function keepLater(kept: Map<string, string | null>, key: string, until: string | null): void {
  const before = kept.get(key);
  if (before === undefined || (before !== null && (until === null || until > before))) kept.set(key, until);
}

function lackIn(until: string | null | undefined, day: string, asked: Omit<Lack, 'until'>): Lack[] {
  if (until === null || (until !== undefined && until >= day)) return [];
  return [{ ...asked, until: until ?? null }];
}

/** That somebody was admitted without what is asked for ([PQ4]). */
export interface Admission {
  readonly without: readonly string[];
  readonly why: string;
  readonly by: string;
}

/** What was decided for a place on a roster, which several records may hold; null when nothing was. */
export function admissionOf(enrolments: readonly CatalogueEntry[]): Admission | null {
  const decided = enrolments.filter(
    ({ values }) => Array.isArray(values['admittedWithout']) && values['admittedWithout'].length > 0,
  );
  if (decided.length === 0) return null;
  const texts = (key: string) =>
    [...new Set(decided.flatMap(({ values }) => String(values[key] ?? '') || []))].join('; ');
  const without = [...new Set(decided.flatMap(({ values }) => values['admittedWithout'] as string[]))];
  return { without, why: texts('admittedWhy'), by: texts('admittedBy') };
}

/** What somebody lacks and was not admitted without. */
export function undecided(lacks: readonly Lack[], admission: Admission | null): readonly Lack[] {
  return lacks.filter(({ what }) => admission?.without.includes(what) !== true);
}
