import type { TFunction } from 'i18next';
import type { CallFailure } from './hub-api.ts';

/** Why the file of a wiped laptop was not taken; null for any other failure. */
export function outboxFailureText(t: TFunction<'coordinator'>, failure: CallFailure): string | null {
  switch (failure.kind) {
    case 'outbox-unreadable':
      return t('failure.outboxUnreadable');
    case 'outbox-cut':
      return t('failure.outboxCut');
    case 'outbox-damaged':
      return t('failure.outboxDamaged');
    case 'outbox-other-hub':
      return t('failure.outboxOtherHub');
    case 'outbox-device-unknown':
      return t('failure.outboxDeviceUnknown');
    case 'outbox-too-much':
      return t('failure.outboxTooMuch');
    case 'outbox-held-full':
      return t('failure.outboxHeldFull');
    case 'outbox-too-large':
      return t('failure.outboxTooLarge');
    case 'outbox-not-read':
      return t('failure.outboxNotRead');
    default:
      return null;
  }
}
