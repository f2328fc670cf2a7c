/**
 * How long somebody waits after sign-ins and enrolments that failed: the delay doubles from 1 s to 5 min, for the name that was typed
 * and for the address that it came from. Nothing is ever locked for good or wiped.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex, utf8 } from '../../shared/base/bytes.ts';
import type { SignInFailures } from './account-records.ts';

const firstDelayMs = 1_000;
const longestDelayMs = 5 * 60_000;
/** One address may stand for a whole centre: it gets a few slips before it waits. */
const freeForAddress = 5;
/** After a day without a failure all is forgotten. */
export const failuresLifeMs = 24 * 60 * 60_000;

/** The same for every name, whether an account has it or not: waiting must not tell which names exist. */
export function subjectOfName(name: string): string {
  return `name ${hashOf(name)}`;
}
export function subjectOfAddress(address: string): string {
  return `address ${hashOf(address)}`;
}

/** Counted apart: whoever mistypes the code of a laptop keeps nobody of the same office from signing in. */
export function subjectOfEnrolment(address: string): string {
  return `address enrol ${hashOf(address)}`;
}

/** Of a coordinator who types what the screen of a device shows: guesses at those letters are slowed down for whoever makes them. */
export function subjectOfAsking(person: string): string {
  return `asking ${hashOf(person)}`;
}

/** Milliseconds until the next try is looked at; 0 when now. */
export function waitOf(failures: readonly SignInFailures[], now: number): number {
  return Math.max(0, ...failures.map((one) => one.lastAt + delayOf(one) - now));
}

export function oneMore(before: SignInFailures | undefined, subject: string, now: number): SignInFailures {
  const isOld = before === undefined || now - before.lastAt > failuresLifeMs;
  return { subject, count: isOld ? 1 : before.count + 1, lastAt: now };
}

function delayOf({ subject, count }: SignInFailures): number {
  const counted = subject.startsWith('address ') ? count - freeForAddress : count;
  return counted <= 0 ? 0 : Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(counted - 1, 20));
}

function hashOf(text: string): string {
  return toHex(sha256(utf8(text))).slice(0, 32);
}
