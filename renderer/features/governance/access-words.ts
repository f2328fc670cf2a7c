import type { TFunction } from 'i18next';
import type { AccessState } from '../../../shared/domain/access/access-standing.ts';
import type { TagTone } from '../../ui/tag.tsx';

/** How a request for access stands. */
export function accessStateWord(t: TFunction<'governance'>, state: AccessState): string {
  return t(`accessState.${state}`);
}

export const accessTones: Readonly<Record<AccessState, TagTone>> = {
  open: 'due',
  granted: 'ok',
  refused: 'bad',
  ended: 'quiet',
  expired: 'quiet',
  unanswered: 'quiet',
};
