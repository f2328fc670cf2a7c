import type { TFunction } from 'i18next';
import type { Distinction } from '../../../shared/domain/release/release.ts';
import type { ReleaseState } from '../../../shared/domain/release/release-standing.ts';
import type { TagTone } from '../../ui/tag.tsx';

type Words = TFunction<'releases'>;

/** How a release stands. */
export function stateWord(t: Words, state: ReleaseState): string {
  return t(`state.${state}`);
}

export const stateTones: Readonly<Record<ReleaseState, TagTone>> = {
  'in-review': 'due',
  returned: 'quiet',
  recalled: 'quiet',
  approved: 'accent',
  released: 'ok',
  superseded: 'quiet',
  withdrawn: 'bad',
};

/** What approvals differ in. */
export function distinctWord(t: Words, distinct: Distinction): string {
  return t(`distinct.${distinct}`);
}
