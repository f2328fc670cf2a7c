import type { TFunction } from 'i18next';
import type { NotAcceptedItem } from '../../data/not-accepted-changes.ts';

/** Why, in words. A reason of a newer hub gets honest general ones. */
export function reasonText(t: TFunction<'sync'>, outcome: NotAcceptedItem['outcome']): string {
  if (outcome.kind === 'needs-newer-hub')
    return outcome.reason === 'move-incomplete' ? t('reason.moveIncomplete') : t('reason.newerHub');
  switch (outcome.reason) {
    case 'no-grant-in-scope':
      return t('reason.noGrant');
    case 'role-may-not':
      return t('reason.roleMayNot');
    case 'unknown-type':
      return t('reason.unknownType');
    case 'author-not-on-device':
      return t('reason.authorNotOnDevice');
    case 'record-belongs-elsewhere':
      return t('reason.belongsElsewhere');
    case 'append-only':
      return t('reason.appendOnly');
    case 'value-invalid':
      return t('reason.valueInvalid');
    case 'device-revoked':
      return t('reason.deviceRevoked');
    case 'returned':
      return t('reason.returned');
    case 'discarded':
      return t('reason.discarded');
    case 'not-held':
      return t('reason.notHeld');
    case 'own-work':
      return t('reason.ownWork');
    case 'cannot-be-accepted':
      return t('reason.cannotBeAccepted');
    case 'no-agreement':
      return t('reason.noAgreement');
    case 'same-device':
      return t('reason.sameDevice');
    default:
      return t('reason.other');
  }
}

/** Who can help, or what its author can do. */
export function wayOnText(t: TFunction<'sync'>, outcome: NotAcceptedItem['outcome']): string {
  if (outcome.kind === 'quarantined') return t('notAccepted.held', { owner: ownerText(t, outcome.owner) });
  if (outcome.kind === 'needs-newer-hub')
    return outcome.reason === 'move-incomplete' ? t('notAccepted.waitsForRest') : t('notAccepted.waits');
  if (outcome.reason === 'returned') return t('notAccepted.returned');
  return outcome.reason === 'discarded' ? t('notAccepted.discarded') : t('notAccepted.refused');
}

function ownerText(t: TFunction<'sync'>, owner: string): string {
  if (owner === 'steward') return t('owner.steward');
  if (owner === 'coordinator') return t('owner.coordinator');
  return owner === '' ? t('owner.hub') : owner;
}
