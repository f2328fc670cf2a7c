/** Signing in: name, passphrase and a code of the authenticator (or a recovery code), all right or all refused alike. */
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import type { AccountPorts } from './account-ports.ts';
import type { Account, AccountRecords } from './account-records.ts';
import { hashOfRecoveryCode } from './recovery-codes.ts';
import { beginSession, sessionLifeMs } from './session.ts';
import { failuresLifeMs, oneMore, subjectOfAddress, subjectOfName, waitOf } from './sign-in-delay.ts';
import { matchCode } from './totp.ts';

export interface SignInRequest {
  readonly name: string;
  readonly passphrase: string;
  /** Six digits of the authenticator, or a recovery code. */
  readonly code: string;
}

export type SignInFailure = Failure<'sign-in-refused'> | (Failure<'sign-in-delayed'> & { readonly waitMs: number });

/**
 * The token of a new session. A failure counts against the name and the address and commits; while a delay runs nothing is
 * looked at, and a try costs nothing. Whether the name exists shows neither in the answer nor in the time it takes.
 */
export async function signIn(
  tx: AccountRecords,
  ports: AccountPorts,
  request: SignInRequest,
  address: string,
): Promise<Result<string, SignInFailure>> {
  const name = foldName(request.name);
  // The lock makes guesses at one account wait for each other: a delay cannot be run past in parallel.
  const account = await tx.lockAccountNamed(name);
  const now = ports.clock.now();
  const subjects = [subjectOfName(name), subjectOfAddress(address)];
  const failures = await tx.signInFailures(subjects);
  const waitMs = waitOf(failures, now);
  if (waitMs > 0) return fail({ kind: 'sign-in-delayed', waitMs });
  await tx.forgetBefore({ session: now - sessionLifeMs, failures: now - failuresLifeMs });
  if (account === null || !(await isRight(tx, ports, account, request))) {
    if (account === null) await ports.passphrases.matches(null, request.passphrase);
    for (const subject of subjects) {
      const before = failures.find((one) => one.subject === subject);
      await tx.saveSignInFailures(oneMore(before, subject, now));
    }
    return fail({ kind: 'sign-in-refused' });
  }
  await tx.clearSignInFailures(subjects);
  return ok(await beginSession(tx, ports, account.id, 'passphrase'));
}

/** The passphrase first: a recovery code is used up only by who knows it. */
async function isRight(
  tx: AccountRecords,
  ports: AccountPorts,
  account: Account,
  { passphrase, code }: SignInRequest,
): Promise<boolean> {
  if (!(await ports.passphrases.matches(account.passphrase, passphrase))) return false;
  const now = ports.clock.now();
  const typed = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(typed)) {
    const hash = hashOfRecoveryCode(code);
    return hash !== null && tx.spendRecoveryCode(account.id, hash, now);
  }
  const secret = account.authenticator === null ? null : ports.sealer.open(account.authenticator, account.id);
  const step = secret === null ? null : matchCode(secret, typed, { now, lastUsed: account.authenticatorStep });
  if (step === null) return false;
  await tx.saveAccount({ ...account, authenticatorStep: step });
  return true;
}

/** Names are compared without regard to large and small letters. */
export function foldName(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}
