/** Signing in with a passkey alone: the key that the authenticator holds, and the finger or PIN that it asked for, are two factors. */
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  type VerifiedAuthenticationResponse,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import type { AccountPorts } from '../accounts/account-ports.ts';
import { beginSession, sessionLifeMs } from '../accounts/session.ts';
import { failuresLifeMs, oneMore, subjectOfAddress, waitOf } from '../accounts/sign-in-delay.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import { userHandleOf } from './add-passkey.ts';
import { challengeOf, newChallenge, takeChallenge } from './challenges.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Passkey } from './passkey-records.ts';
import type { RelyingParty } from './relying-party.ts';

const purpose = 'signing in';

/** What a browser needs to ask for a passkey: no name and no list, so that asking tells nothing of who has an account. */
export async function askForPasskey(ports: AccountPorts, party: RelyingParty): Promise<object> {
  return generateAuthenticationOptions({
    rpID: party.id,
    challenge: new Uint8Array(newChallenge(ports, purpose)),
    userVerification: 'required',
  });
}

export type PasskeyFailure = Failure<'passkey-refused'> | (Failure<'sign-in-delayed'> & { readonly waitMs: number });

/** The token of a new session. A failure counts against the address, uses the challenge up, and commits. */
export async function signInWithPasskey(
  tx: HubTransaction,
  ports: AccountPorts,
  party: RelyingParty,
  response: AuthenticationResponseJSON,
  address: string,
): Promise<Result<string, PasskeyFailure>> {
  const subject = subjectOfAddress(address);
  const now = ports.clock.now();
  const failures = await tx.signInFailures([subject]);
  const waitMs = waitOf(failures, now);
  if (waitMs > 0) return fail({ kind: 'sign-in-delayed', waitMs });
  await tx.forgetBefore({ session: now - sessionLifeMs, failures: now - failuresLifeMs });
  const account = await accountShown(tx, ports, party, response);
  if (account === null) {
    await tx.saveSignInFailures(oneMore(failures[0], subject, now));
    return fail({ kind: 'passkey-refused' });
  }
  await tx.clearSignInFailures([subject]);
  return ok(await beginSession(tx, ports, account, 'passkey'));
}

/** The account whose passkey was shown; null when it was not, or not well. The challenge is used up in any case. */
async function accountShown(
  tx: HubTransaction,
  ports: AccountPorts,
  party: RelyingParty,
  response: AuthenticationResponseJSON,
): Promise<string | null> {
  const challenge = challengeOf(response.response);
  if (challenge === null || !(await takeChallenge(tx, ports, purpose, challenge))) return null;
  const passkey = await tx.lockPasskey(response.id);
  const account = passkey === null ? null : await tx.account(passkey.account);
  if (passkey === null || account === null) return null;
  const { userHandle } = response.response;
  const isTheirs = userHandle === undefined || userHandle === Buffer.from(userHandleOf(account)).toString('base64url');
  const shown = await readShown(party, passkey, challenge, response);
  if (shown === null || !isTheirs || (shown.credentialDeviceType === 'multiDevice') !== passkey.maySync) return null;
  const { newCounter: counter, credentialBackedUp: isSynced } = shown;
  if (hasGoneBack(passkey.counter, counter)) {
    // The signature is right: somewhere there are two of it.
    const said = { person: account.person, seen: 'passkey-copied', key: fingerprintOf(passkey.id) };
    tx.noteEvent('way-in', said, [account.person]);
    return null;
  }
  await tx.savePasskey({ ...passkey, counter, isSynced, usedAt: ports.clock.now() });
  return account.id;
}

async function readShown(
  party: RelyingParty,
  { id, publicKey }: Passkey,
  expectedChallenge: string,
  response: AuthenticationResponseJSON,
): Promise<VerifiedAuthenticationResponse['authenticationInfo'] | null> {
  // Whatever is wrong with it, the library throws; nothing of it is told to who sent it.
  const read = await verifyAuthenticationResponse({
    response,
    expectedChallenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    // The counter is looked at once the signature is known to be right: before that anybody could have written it.
    credential: { id, publicKey: new Uint8Array(publicKey), counter: 0 },
    requireUserVerification: true,
  }).catch(() => null);
  return read?.verified === true ? read.authenticationInfo : null;
}

/** Authenticators that do not count say 0 for ever. */
function hasGoneBack(kept: number, said: number): boolean {
  return (kept > 0 || said > 0) && said <= kept;
}
