import type { TFunction } from 'i18next';
import type { CallFailure } from './hub-api.ts';
import './words.ts';

/** What is wrong with a passkey, at the provider, with a change of ways in or with a device that asks; null for anything else. */
export function wayInFailureText(t: TFunction<'coordinator'>, failure: CallFailure): string | null {
  switch (failure.kind) {
    case 'passkey-refused':
      return t('failure.passkeyRefused');
    case 'passkey-needed':
      return t('failure.passkeyNeeded');
    case 'passkeys-need-name':
      return t('failure.passkeysNeedName');
    case 'passkeys-full':
      return t('failure.passkeysFull');
    case 'passkey-not-shown':
      return t('failure.passkeyNotShown');
    case 'passkey-known':
      return t('failure.passkeyKnown');
    case 'proof-too-old':
      return t('failure.proofTooOld');
    case 'provider-unreachable':
      return t('failure.providerUnreachable');
    case 'provider-refused':
      return t('failure.providerRefused');
    case 'provider-answer-wrong':
      return t('failure.providerAnswerWrong');
    case 'provider-too-weak':
      return t('failure.providerTooWeak');
    case 'provider-unknown':
      return t('failure.providerUnknown');
    case 'ask-unknown':
      return t('failure.askUnknown');
    case 'link-known':
      return t('failure.linkKnown');
    case 'last-way-in':
      return t('failure.lastWayIn');
    default:
      return null;
  }
}
