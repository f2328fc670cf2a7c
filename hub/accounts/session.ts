/** Sessions of the coordinator's page: a random token in a cookie, its hash in the store, an end in any case. */
import { sha256 } from '@noble/hashes/sha2.js';
import { fromHex, toHex } from '../../shared/base/bytes.ts';
import type { Clock, Random } from '../../shared/base/ports.ts';
import type { Account, AccountRecords, Session, WayIn } from './account-records.ts';

/** Without a request for this long, and after this long in any case, a session has ended. */
export const idleMs = 30 * 60_000;
export const sessionLifeMs = 12 * 60 * 60_000;
/** The time of the last request is written at most this often: reading a page is not a write each time. */
const touchMs = 60_000;
const tokenSize = 32;
/** For so long after it began a session shows who sits there as well as another proof would: ways in are changed in that time. */
export const freshMs = 10 * 60_000;

/** A session that has not ended, and whose it is. */
export interface OpenSession {
  readonly account: Account;
  readonly hash: string;
  readonly way: WayIn;
  readonly beganAt: number;
}

/** Begins a session; the token is returned once and kept nowhere. */
export async function beginSession(
  tx: AccountRecords,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
  account: string,
  way: WayIn,
): Promise<string> {
  const token = random.bytes(tokenSize);
  const now = clock.now();
  await tx.addSession({ hash: toHex(sha256(token)), account, way, beganAt: now, lastSeen: now });
  return toHex(token);
}

/** The session of a token and whose it is, or null when it has ended or never was. */
export async function openSession(tx: AccountRecords, clock: Clock, token: string | null): Promise<OpenSession | null> {
  const hash = hashOfToken(token);
  const session = hash === null ? null : await tx.session(hash);
  if (session === null) return null;
  const now = clock.now();
  if (hasEnded(session, clock)) {
    await tx.endSession(session.hash);
    return null;
  }
  if (now - session.lastSeen >= touchMs) await tx.touchSession(session.hash, now);
  const account = await tx.account(session.account);
  return account === null ? null : { account, hash: session.hash, way: session.way, beganAt: session.beganAt };
}

/** Whether a session that is still in the store opens nothing any more. */
export function hasEnded({ lastSeen, beganAt }: Pick<Session, 'lastSeen' | 'beganAt'>, clock: Clock): boolean {
  const now = clock.now();
  return now - lastSeen >= idleMs || now - beganAt >= sessionLifeMs;
}

/** Whose session a token is, or null when it has ended or never was. */
export async function accountOfSession(
  tx: AccountRecords,
  clock: Clock,
  token: string | null,
): Promise<Account | null> {
  return (await openSession(tx, clock, token))?.account ?? null;
}

/** Whether a session began so lately that it still shows who sits there. */
export function isFresh({ beganAt }: Pick<OpenSession, 'beganAt'>, clock: Clock): boolean {
  return clock.now() - beganAt < freshMs;
}

/** Ends the session of a token; does nothing when there is none. */
export async function signOut(tx: AccountRecords, token: string | null): Promise<void> {
  const hash = hashOfToken(token);
  if (hash !== null) await tx.endSession(hash);
}

function hashOfToken(token: string | null): string | null {
  return token !== null && /^[0-9a-f]{64}$/.test(token) ? toHex(sha256(fromHex(token))) : null;
}
