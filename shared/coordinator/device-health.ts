/** What is the matter with a device and what to do about it, from what the hub knows. Pure; the page puts it into words. */
import type { CoordinatedDevice } from './contract.ts';

/** Most urgent first. `needs-you` does not get better by itself. */
export type Standing = 'needs-you' | 'behind' | 'level' | 'retired' | 'revoked';

export type Cause =
  | { readonly kind: 'held'; readonly count: number }
  | { readonly kind: 'revoked'; readonly at: number }
  | { readonly kind: 'clone'; readonly at: number }
  | { readonly kind: 'new-life'; readonly at: number }
  | { readonly kind: 'not-removed' }
  | { readonly kind: 'never-met' }
  | { readonly kind: 'no-roles' }
  | { readonly kind: 'silent'; readonly at: number }
  | { readonly kind: 'retired'; readonly at: number }
  | { readonly kind: 'cut-short' }
  | { readonly kind: 'catching-up' }
  | { readonly kind: 'waiting'; readonly count: number };

export type Remedy =
  | 'decide-held'
  | 'enrol-again'
  | 'find-other-machine'
  | 'ask-for-sync'
  | 'call-centre'
  | 'give-roles'
  | 'look-after-restore'
  | 'nothing';

export interface DeviceHealth {
  readonly standing: Standing;
  /** Operations not read yet, over all scopes. */
  readonly behind: number;
  /** For how long it has lacked the first of them, in milliseconds; 0 when it lacks none. */
  readonly behindMs: number;
  readonly causes: readonly Cause[];
  readonly remedies: readonly Remedy[];
}

const hour = 3_600_000;
export const day = 24 * hour;
export const week = 7 * day;
/** A new life is worth a look for this long. */
const newLifeNews = 2 * week;

/** Judges one device at a time. A level device that was here this week has nothing the matter. */
export function healthOf(device: CoordinatedDevice, now: number): DeviceHealth {
  const behind = device.scopes.reduce((sum, scope) => sum + scope.behind, 0);
  const since = Math.min(now, ...device.scopes.flatMap((scope) => scope.since ?? []));
  const causes = causesOf(device, behind, now);
  const remedies = [...new Set(causes.flatMap((cause) => remediesOf(cause, device)))];
  const useful = remedies.filter((remedy) => remedy !== 'nothing');
  return {
    standing: standingOf(device, causes, behind),
    behind,
    behindMs: behind === 0 ? 0 : now - since,
    causes,
    remedies: useful.length > 0 ? useful : remedies,
  };
}

function causesOf(device: CoordinatedDevice, behind: number, now: number): Cause[] {
  const causes: Cause[] = [];
  const { revokedAt, retiredSince, cloneSuspectedAt, newLifeAt, lastContact, declaredWaiting, held } = device;
  if (revokedAt !== null) causes.push({ kind: 'revoked', at: revokedAt });
  if (held > 0) causes.push({ kind: 'held', count: held });
  if (revokedAt !== null) return causes;
  if (cloneSuspectedAt !== null) causes.push({ kind: 'clone', at: cloneSuspectedAt });
  if (newLifeAt !== null && now - newLifeAt < newLifeNews) causes.push({ kind: 'new-life', at: newLifeAt });
  // While it still holds what it lost its key must not be withdrawn: the hub would refuse to tell it and to hear it.
  if (holdsWhatItLost(device)) causes.push({ kind: 'not-removed' });
  else if (device.scopes.length === 0) causes.push({ kind: 'no-roles' });
  if (retiredSince !== null) causes.push({ kind: 'retired', at: retiredSince });
  if (lastContact === null) return [...causes, { kind: 'never-met' }];
  if (retiredSince !== null) causes.push(...waitingCauses(declaredWaiting));
  if (retiredSince !== null) return causes;
  if (now - lastContact >= week) causes.push({ kind: 'silent', at: lastContact });
  else if (behind > 0) causes.push({ kind: wasCutShort(device) ? 'cut-short' : 'catching-up' });
  return [...causes, ...waitingCauses(declaredWaiting)];
}

function waitingCauses(count: number): Cause[] {
  return count > 0 ? [{ kind: 'waiting', count }] : [];
}

/** It lost a scope and has not said that it removed it ([SC5]). */
export function holdsWhatItLost({ lost }: CoordinatedDevice): boolean {
  return lost.some(({ removed }) => removed === null);
}

/** What it lacks was there already when it last came: that exchange did not reach its end. */
function wasCutShort({ lastContact, scopes }: CoordinatedDevice): boolean {
  return scopes.some(({ since }) => since !== null && lastContact !== null && since < lastContact);
}

function remediesOf(cause: Cause, device: CoordinatedDevice): Remedy[] {
  switch (cause.kind) {
    case 'held':
      return ['decide-held'];
    case 'revoked':
      return device.held > 0 ? [] : ['enrol-again'];
    case 'clone':
      return ['find-other-machine', 'enrol-again'];
    case 'new-life':
      return ['look-after-restore'];
    case 'never-met':
    case 'not-removed':
      return ['ask-for-sync'];
    case 'no-roles':
      return ['give-roles'];
    case 'silent':
    case 'retired':
      return ['call-centre'];
    default:
      return ['nothing'];
  }
}

const urgent: ReadonlySet<Cause['kind']> = new Set(['held', 'clone', 'no-roles', 'silent']);

function standingOf(device: CoordinatedDevice, causes: readonly Cause[], behind: number): Standing {
  if (causes.some(({ kind }) => urgent.has(kind))) return 'needs-you';
  if (device.revokedAt !== null) return 'revoked';
  if (device.retiredSince !== null) return 'retired';
  if (behind > 0 || device.declaredWaiting > 0 || device.lastContact === null) return 'behind';
  return holdsWhatItLost(device) ? 'behind' : 'level';
}
