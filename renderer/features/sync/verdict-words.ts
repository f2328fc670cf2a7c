import type { TFunction } from 'i18next';
import type { Verdict } from '../../../shared/domain/decision.ts';

/** The three ways on from held work, in the order in which they are offered. */
export function verdictActs(t: TFunction<'sync'>) {
  return [
    { outcome: 'accepted', label: t('decisions.verdict.accept'), kind: 'primary' },
    { outcome: 'returned', label: t('decisions.verdict.return'), kind: 'plain' },
    { outcome: 'discarded', label: t('decisions.verdict.discard'), kind: 'danger' },
  ] as const satisfies readonly { readonly outcome: Verdict; readonly label: string; readonly kind: string }[];
}

/** What was decided. */
export function verdictText(t: TFunction<'sync'>, outcome: Verdict): string {
  if (outcome === 'accepted') return t('decisions.verdict.accepted');
  return outcome === 'returned' ? t('decisions.verdict.returned') : t('decisions.verdict.discarded');
}

/** Why work was held, told to others than its author. */
export function whyHeld(t: TFunction<'sync'>, reason: string): string {
  if (reason === 'no-grant-in-scope') return t('decisions.reason.noGrant');
  if (reason === 'role-may-not') return t('decisions.reason.roleMayNot');
  return reason === 'device-revoked' ? t('decisions.reason.deviceRevoked') : t('decisions.reason.other');
}

/** What a decision will do. */
export function willDo(t: TFunction<'sync'>, outcome: Verdict): string {
  if (outcome === 'accepted') return t('decisions.will.accepted');
  return outcome === 'returned' ? t('decisions.will.returned') : t('decisions.will.discarded');
}
