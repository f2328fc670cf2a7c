import type { TFunction } from 'i18next';
import { type AgreedKind, agreedKinds } from '../../../shared/domain/agreement/agreement.ts';
import type { AgreementState } from '../../../shared/domain/agreement/standing.ts';
import type { TagTone } from '../../ui/tag.tsx';

type Words = TFunction<'governance'>;

/** How an agreement stands. */
export function stateWord(t: Words, state: AgreementState): string {
  return t(`state.${state}`);
}

export const stateTones: Readonly<Record<AgreementState, TagTone>> = {
  proposed: 'due',
  coming: 'accent',
  'in-force': 'ok',
  over: 'quiet',
  ended: 'bad',
};

/** What kind of record flows, in the plural; one of a newer edition keeps its name. */
export function kindWord(t: Words, kind: string): string {
  const known: AgreedKind | undefined = agreedKinds.find((each) => each === kind);
  return known === undefined ? kind : t(`kind.${known}`);
}
