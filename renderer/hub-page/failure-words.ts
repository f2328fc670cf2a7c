import type { TFunction } from 'i18next';
import type { CallFailure } from './hub-api.ts';
import { outboxFailureText } from './outbox-failure-words.ts';
import { wayInFailureText } from './way-in-failure-words.ts';
import './words.ts';

/** What happened, what was kept, what to do. A kind of a newer hub gets honest general words. */
export function failureText(t: TFunction<'coordinator'>, failure: CallFailure): string {
  switch (failure.kind) {
    case 'unreachable':
      return t('failure.unreachable');
    case 'signed-out':
      return t('failure.signedOut');
    case 'not-permitted':
      return t('failure.notPermitted');
    case 'sign-in-refused':
      return t('failure.signInRefused');
    case 'sign-in-delayed':
      return t('failure.signInDelayed', { count: Math.ceil((failure.waitMs ?? 0) / 1000) });
    case 'hub-busy':
      return t('failure.hubBusy');
    case 'set-up-refused':
      return t('failure.setUpRefused');
    case 'passphrase-weak':
      return failure.fault === 'too-short' ? t('failure.passphraseShort') : t('failure.passphrasePlain');
    case 'authenticator-code-wrong':
      return t('failure.authenticatorWrong');
    case 'held-changed':
      return t('failure.heldChanged');
    case 'own-change':
      return t('failure.ownChange');
    case 'cannot-accept':
      return t('failure.cannotAccept');
    case 'move-incomplete':
      return t('failure.moveIncomplete');
    case 'note-missing':
      return t('failure.noteMissing');
    case 'request-unreadable':
      return t('failure.requestUnreadable');
    case 'request-answered':
      return t('failure.requestAnswered');
    case 'hub-has-no-key':
      return t('failure.hubHasNoKey');
    case 'not-found':
      return t('failure.notFound');
    case 'own-grant':
      return t('failure.ownGrant');
    case 'proposal-over':
      return t('failure.proposalOver');
    case 'already-so':
      return t('failure.alreadySo');
    case 'last-overseer':
      return t('failure.lastOverseer');
    case 'not-yours-to-give':
      return t('failure.notYours');
    default:
      return wayInFailureText(t, failure) ?? outboxFailureText(t, failure) ?? t('failure.hubFailed');
  }
}
