import type { TFunction } from 'i18next';
import type { TranslationProblem } from '../../../shared/domain/translation/check-translation.ts';
import type { TranslationState } from '../../../shared/domain/translation/translation-unit.ts';
import { isLanguage, languageInfo } from '../../i18n/languages.ts';
import type { TagTone } from '../../ui/tag.tsx';
import type { NumberedUnit } from './translated-record.ts';

type Words = TFunction<'translation'>;

export const stateTones: Readonly<Record<TranslationState, TagTone>> = {
  initial: 'quiet',
  outdated: 'due',
  translated: 'accent',
  reviewed: 'ok',
  final: 'ok',
};

export function stateWord(t: Words, state: TranslationState): string {
  return t(`state.${state}`);
}

const fieldWords: Readonly<Record<string, (t: Words) => string>> = {
  title: (t) => t('field.title'),
  name: (t) => t('field.name'),
  description: (t) => t('field.text'),
  who: (t) => t('field.who'),
  authority: (t) => t('field.authority'),
  legalBasis: (t) => t('field.legalBasis'),
  caution: (t) => t('field.caution'),
  aims: (t) => t('field.aims'),
};

/** Where a unit stands: "Step 3, text". A field without a word of its own is known by its part. */
export function placeWord(t: Words, { part, unit, view }: NumberedUnit): string {
  const field = fieldWords[unit.field]?.(t) ?? t('field.other');
  if (part === 0 || part === null) return field;
  return view.type === 'step' ? t('place.step', { number: part, field }) : t('place.part', { number: part, field });
}

export function problemWord(t: Words, problem: TranslationProblem): string {
  switch (problem.kind) {
    case 'placeholder-missing':
    case 'mark-missing':
    case 'number-missing':
      return t('problem.missing', { what: problem.detail });
    case 'placeholder-extra':
    case 'number-extra':
      return t('problem.extra', { what: problem.detail });
    case 'ending-missing':
      return t('problem.endingMissing', { mark: problem.detail });
    case 'ending-extra':
      return t('problem.endingExtra', { mark: problem.detail });
    case 'untranslated':
      return t('problem.untranslated');
  }
}

/** A language by its own name; others by the name that the reader's language has for them. */
export function languageWord(tag: string, reader: string): string {
  if (isLanguage(tag)) return languageInfo(tag).name;
  try {
    return new Intl.DisplayNames([reader], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag; // a file may name a language that is none
  }
}
