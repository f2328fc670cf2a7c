/** What stands in the form of a review, and the fields that it becomes. Pure. */
import type { Json } from '../../../shared/base/json.ts';
import type { Review } from '../../../shared/domain/review/review.ts';
import { linesOf } from '../../../shared/domain/text-lines.ts';
import type { TlpLevel } from '../../../shared/domain/tlp.ts';
import { keyedDays } from '../../ui/typed-days.ts';
import type { Subject } from './use-subject.ts';

export interface TypedReview {
  readonly language: string;
  readonly title: string;
  readonly subjectTitle: string;
  readonly reference: string;
  readonly place: string;
  readonly start: string;
  readonly end: string;
  readonly facilitator: string;
  readonly participants: string;
  readonly overview: string;
  readonly marking: TlpLevel;
}

/** The form of a review, in the language it was written in. */
export function typedOf(review: Review): TypedReview {
  const written = review.language ?? 'en';
  return {
    language: written,
    title: review.title[written] ?? '',
    subjectTitle: review.subjectTitle ?? '',
    reference: review.reference ?? '',
    place: review.place ?? '',
    start: review.start ?? '',
    end: review.end ?? '',
    facilitator: review.facilitator ?? '',
    participants: (review.participants ?? []).join('\n'),
    overview: review.overview[written] ?? '',
    marking: review.marking ?? 'TLP:AMBER',
  };
}

/** The form of a review that begins with what its subject says; whoever begins it leads it until somebody else does. */
export function beginning(subject: Subject | null, title: string, language: string, me: string): TypedReview {
  return {
    language,
    title,
    subjectTitle: subject?.title ?? '',
    reference: '',
    place: subject?.place ?? '',
    start: subject?.start ?? '',
    end: subject?.end ?? '',
    facilitator: subject?.facilitator || me,
    participants: (subject?.participants ?? []).join('\n'),
    overview: '',
    marking: subject?.marking ?? 'TLP:AMBER',
  };
}

/** By field key, as a save takes them; what is empty is cleared. */
export function keyed(values: TypedReview): Record<string, Json> {
  const text = (typed: string) => typed.trim() || null;
  return {
    language: values.language,
    [`title.${values.language}`]: text(values.title),
    subjectTitle: text(values.subjectTitle),
    reference: text(values.reference),
    place: text(values.place),
    ...keyedDays(values),
    facilitator: text(values.facilitator),
    participants: linesOf(values.participants),
    [`overview.${values.language}`]: text(values.overview),
    marking: values.marking,
  };
}
