import type { TFunction } from 'i18next';
import type { ActionElement, ActionState } from '../../../shared/domain/review/action.ts';
import { isOutstanding, type Lateness } from '../../../shared/domain/review/action-progress.ts';
import type { FindingKind } from '../../../shared/domain/review/finding.ts';
import type { ReviewState } from '../../../shared/domain/review/review.ts';
import type { RunMoment } from '../../../shared/domain/review/timeline.ts';
import type { TagTone } from '../../ui/tag.tsx';

export type Words = TFunction<'reviews'>;

export const reviewTones: Readonly<Record<ReviewState, TagTone>> = {
  draft: 'quiet',
  'in-review': 'due',
  agreed: 'ok',
  closed: 'ok',
};

export function reviewStateWord(t: Words, state: ReviewState): string {
  return t(`state.${state}`);
}

export function findingKindWord(t: Words, kind: FindingKind | undefined): string {
  return kind === 'strength' ? t('finding.kind.strength') : t('finding.kind.improvement');
}

export function actionStateWord(t: Words, state: ActionState): string {
  return t(`action.state.${state}`);
}

export function elementWord(t: Words, element: ActionElement): string {
  return t(`action.element.${element}`);
}

const actionTones: Readonly<Record<ActionState, TagTone>> = {
  open: 'quiet',
  'in-progress': 'accent',
  done: 'due',
  verified: 'ok',
  closed: 'ok',
};

export interface ActionSign {
  readonly tone: TagTone;
  readonly word: string;
}

/** The one word that matters most of an action: that it is late, that nobody has it, else how far it is. */
export function actionSign(
  t: Words,
  action: { readonly state: ActionState; readonly owner: string; readonly lateness: Lateness | null },
): ActionSign {
  const { state, owner, lateness } = action;
  if (lateness?.kind === 'overdue') return { tone: 'bad', word: t('action.overdue', { count: lateness.days }) };
  if (isOutstanding(action) && owner === '') return { tone: 'due', word: t('action.needsOwner') };
  if (lateness?.kind === 'soon') return { tone: 'due', word: t('action.soon', { count: lateness.days }) };
  return { tone: actionTones[state], word: actionStateWord(t, state) };
}

/** What happened at a moment of a run, in a word. */
export function momentWord(t: Words, kind: RunMoment['kind']): string {
  return t(`timeline.kind.${kind}`);
}
