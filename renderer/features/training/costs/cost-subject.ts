import { useTranslation } from 'react-i18next';
import type { RecordId, ScopeId } from '../../../../shared/base/ids.ts';
import type { TlpLevel } from '../../../../shared/domain/tlp.ts';
import { shownName } from '../../../../shared/domain/training/roster.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { textOfCourse } from '../course-title.ts';
import type { OpenPlacement } from '../placements/use-placement.ts';
import type { OpenSession } from '../use-session.ts';

/** What money is recorded for: a session with its seats, or the placement of one person ([MN12]). */
export interface CostSubject {
  readonly kind: 'session' | 'placement';
  readonly id: RecordId;
  readonly scope: ScopeId;
  /** Its own name in files, and on the way back to it. */
  readonly reference: string;
  readonly label: string;
  readonly path: string;
  readonly course: string | null;
  readonly marking: TlpLevel | undefined;
  /** Whom an entry may be for; none where every entry is for `person`. */
  readonly people: readonly { readonly value: RecordId; readonly label: string }[];
  readonly person: RecordId | null;
}

/** Entries are for everybody on the roster or for one seat. */
export function useSessionSubject({ session, course, roster, withdrawn }: OpenSession): CostSubject {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const title = course === null ? null : textOfCourse(course, 'title', language);
  return {
    kind: 'session',
    id: session.id,
    scope: session.scope,
    reference: session.reference ?? session.id,
    label: session.reference ?? title?.text ?? t('course.gone'),
    path: `/training/sessions/${session.id}`,
    course: title?.text ?? '',
    marking: session.marking,
    people: [...roster, ...withdrawn].map(({ person }) => ({ value: person.id, label: shownName(person) })),
    person: null,
  };
}

/** Entries are for whoever is placed. */
export function placementSubject({ placement, name }: OpenPlacement): CostSubject {
  return {
    kind: 'placement',
    id: placement.id,
    scope: placement.scope,
    reference: placement.reference ?? placement.id,
    label: placement.reference ?? name,
    path: `/training/placements/${placement.id}`,
    course: null,
    marking: placement.marking,
    people: [],
    person: placement.person ?? null,
  };
}
