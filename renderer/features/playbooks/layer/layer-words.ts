import type { TFunction } from 'i18next';
import type { AdaptableField } from '../../../../shared/domain/adaptation/adaptable.ts';
import type { Piece } from '../../../../shared/domain/adaptation/adaptation.ts';
import type { Decision, DecisionReason } from '../../../../shared/domain/adaptation/rebase.ts';
import type { Way } from '../../../../shared/domain/adaptation/settle.ts';

type Words = TFunction<'playbooks'>;

const fieldWords: Readonly<Record<AdaptableField, (t: Words) => string>> = {
  name: (t) => t('layer.field.name'),
  description: (t) => t('layer.field.description'),
  who: (t) => t('reader.who'),
  authority: (t) => t('reader.authority'),
  legalBasis: (t) => t('reader.legalBasis'),
  caution: (t) => t('layer.field.caution'),
};

/** What a text of a step is called. */
export function fieldWord(t: Words, field: AdaptableField): string {
  return fieldWords[field](t);
}

/** What a piece is: a note, a step, or another text. */
export function kindWord(t: Words, { kind, field }: Pick<Piece, 'kind' | 'field'>): string {
  if (kind === 'note') return t('layer.kind.note');
  if (kind === 'addition') return t('layer.kind.addition');
  return t('layer.kind.replacement', { field: fieldWord(t, field ?? 'description') });
}

const reasons: Readonly<Record<DecisionReason, (t: Words) => string>> = {
  'core-changed': (t) => t('layer.why.coreChanged'),
  'step-removed': (t) => t('layer.why.stepRemoved'),
  'not-allowed': (t) => t('layer.why.notAllowed'),
  overlap: (t) => t('layer.why.overlap'),
};

/** Why a piece waits. */
export function reasonSentence(t: Words, { reason }: Pick<Decision, 'reason'>): string {
  return reasons[reason](t);
}

/** A way out of a decision: what it is called, and what follows from it. */
export function wayWords(t: Words, way: Way, { reason, piece }: Decision, isClean: boolean) {
  switch (way) {
    case 'keep':
      return reason === 'overlap'
        ? { label: t('layer.way.instead'), hint: t('layer.way.insteadHint') }
        : { label: t('layer.way.keep'), hint: t('layer.way.keepHint') };
    case 'core':
      return reason === 'overlap'
        ? { label: t('layer.way.other'), hint: t('layer.way.coreHint') }
        : { label: t('layer.way.core'), hint: t('layer.way.coreHint') };
    case 'anew':
      return { label: t('layer.way.anew'), hint: isClean ? t('layer.way.anewClean') : t('layer.way.anewTorn') };
    case 'note':
      return { label: t('layer.way.note'), hint: t('layer.way.noteHint') };
    case 'elsewhere':
      return {
        label: t('layer.way.elsewhere'),
        hint: piece.kind === 'replacement' ? t('layer.way.elsewhereNote') : t('layer.way.elsewhereHint'),
      };
  }
}

/** An edition of the core by its number. */
export function editionWord(t: Words, number: string | null | undefined): string {
  return number == null ? t('layer.coreUnnumbered') : t('layer.coreNumber', { number });
}

/** The core of now beside an earlier one: the same number with other words has been edited since. */
export function laterEditionWord(t: Words, number: string | null, before: string | null | undefined): string {
  const word = editionWord(t, number);
  return number === (before ?? null) ? t('layer.editedSince', { core: word }) : word;
}
