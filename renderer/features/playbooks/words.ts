import type { TFunction } from 'i18next';
import { utcDay } from '../../../shared/base/plain-date.ts';
import { playbookActivities, playbookStates, playbookTypes } from '../../../shared/domain/playbook.ts';
import type { Formatters } from '../../i18n/format.ts';
import { languageWord } from '../../i18n/languages.ts';
import { dayText } from '../../i18n/plain-dates.ts';
import type { TagTone } from '../../ui/tag.tsx';
import type { Facet, Validity } from './library-row.ts';

export type Words = TFunction<'playbooks'>;

/** What stands for the name of a step without one: a step that only sends several off at the same time says so. */
export function unnamedWord(t: Words, kind: string | undefined): string {
  return kind === 'parallel' ? t('editor.kind.parallel') : t('reader.unnamed');
}

/** A state of the vocabulary in the reader's language; anything else as it came. */
export function stateWord(t: Words, state: string): string {
  const known = playbookStates.find((candidate) => candidate === state);
  return known === undefined ? state : t(`state.${known}`);
}

export const stateTones: Readonly<Record<string, TagTone>> = {
  draft: 'quiet',
  'in-review': 'due',
  approved: 'ok',
  released: 'ok',
  superseded: 'quiet',
  withdrawn: 'bad',
};

export function typeWord(t: Words, type: string): string {
  const known = playbookTypes.find((candidate) => candidate === type);
  return known === undefined ? type : t(`type.${known}`);
}

/** An activity of CACAO's vocabulary in the reader's language; anything else as it came. */
function phaseWord(t: Words, activity: string): string {
  const known = playbookActivities.find((candidate) => candidate === activity);
  return known === undefined ? activity : t(`phase.${known}`);
}

export function facetValueWord(t: Words, facet: Facet, value: string, reader: string): string {
  if (facet === 'state' || facet === 'candidate') return stateWord(t, value);
  if (facet === 'type') return typeWord(t, value);
  if (facet === 'phase') return phaseWord(t, value);
  if (facet === 'review') return reviewWord(t, value);
  return facet === 'language' ? languageWord(value, reader) : value;
}

function reviewWord(t: Words, standing: string): string {
  if (standing === 'past' || standing === 'near' || standing === 'later') return t(`library.review.${standing}`);
  return t('library.review.none');
}

/** Why it is not to be relied on any more; null while it is. */
export function lapseWord(t: Words, validity: Validity | null): string | null {
  if (validity?.kind === 'revoked') return t('validity.revoked');
  if (validity?.kind === 'expired') return t('library.table.expired');
  return validity?.kind === 'past-review' ? t('library.table.pastReview') : null;
}

/** Validity in words, and how urgent it is. */
export function validityWords(
  t: Words,
  format: Formatters,
  validity: Validity,
): { text: string; tone?: 'due' | 'bad' } {
  switch (validity.kind) {
    case 'revoked':
      return { text: t('validity.revoked'), tone: 'bad' };
    case 'expired':
      return { text: t('validity.expired', { date: dayText(format, utcDay(validity.at), 'medium') }), tone: 'bad' };
    case 'past-review':
      return { text: t('validity.pastReview', { date: dayText(format, validity.date, 'medium') }), tone: 'bad' };
    case 'valid-to':
      return { text: t('validity.validTo', { date: dayText(format, utcDay(validity.at), 'medium') }) };
    case 'review-by':
      return { text: t('validity.reviewBy', { date: dayText(format, validity.date, 'medium') }) };
  }
}
