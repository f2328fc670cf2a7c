import type { TFunction } from 'i18next';
import type { Cause, DeviceHealth, Remedy } from '../../shared/coordinator/device-health.ts';
import type { Formatters } from '../i18n/format.ts';
import './words.ts';

/** One sentence over everything else that is said of a device. */
export function headlineOf(t: TFunction<'coordinator'>, health: DeviceHealth): string {
  switch (health.standing) {
    case 'needs-you':
      return t('pane.headline.needsYou');
    case 'behind':
      return t('pane.headline.behind');
    case 'revoked':
      return t('pane.headline.revoked');
    case 'retired':
      return t('pane.headline.retired');
    default:
      return t('pane.headline.level');
  }
}

/** Why, in words. */
export function causeText(t: TFunction<'coordinator'>, cause: Cause, format: Formatters): string {
  switch (cause.kind) {
    case 'held':
      return t('cause.held', { count: cause.count });
    case 'revoked':
      return t('cause.revoked', { date: format.dateTime(cause.at) });
    case 'clone':
      return t('cause.clone', { date: format.dateTime(cause.at) });
    case 'new-life':
      return t('cause.newLife', { date: format.dateTime(cause.at) });
    case 'not-removed':
      return t('cause.notRemoved');
    case 'never-met':
      return t('cause.neverMet');
    case 'no-roles':
      return t('cause.noRoles');
    case 'silent':
      return t('cause.silent', { date: format.date(cause.at) });
    case 'retired':
      return t('cause.retired', { date: format.date(cause.at) });
    case 'cut-short':
      return t('cause.cutShort');
    case 'catching-up':
      return t('cause.catchingUp');
    default:
      return t('cause.waiting', { count: cause.count });
  }
}

/** What to do about it, in words. */
export function remedyText(t: TFunction<'coordinator'>, remedy: Remedy): string {
  switch (remedy) {
    case 'decide-held':
      return t('remedy.decideHeld');
    case 'enrol-again':
      return t('remedy.enrolAgain');
    case 'find-other-machine':
      return t('remedy.findOther');
    case 'ask-for-sync':
      return t('remedy.askForSync');
    case 'call-centre':
      return t('remedy.callCentre');
    case 'give-roles':
      return t('remedy.giveRoles');
    case 'look-after-restore':
      return t('remedy.lookAfterRestore');
    default:
      return t('remedy.nothing');
  }
}
