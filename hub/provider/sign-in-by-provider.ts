/** Whose account somebody gets whom the provider knows: the one that a person here said, and no other. Claims give nobody anything. */
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import type { AccountPorts } from '../accounts/account-ports.ts';
import { beginSession, sessionLifeMs } from '../accounts/session.ts';
import { failuresLifeMs, oneMore, subjectOfAddress, waitOf } from '../accounts/sign-in-delay.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import type { ProviderLink } from './link-records.ts';
import type { Shown } from './provider.ts';

export type UnknownFailure = Failure<'provider-unknown'>;

/** The token of a new session. Somebody whom nobody invited is told so, and their address waits as after any failure. */
export async function signInByProvider(
  tx: HubTransaction,
  ports: AccountPorts,
  shown: Shown,
  address: string,
): Promise<Result<string, UnknownFailure>> {
  const now = ports.clock.now();
  await tx.forgetBefore({ session: now - sessionLifeMs, failures: now - failuresLifeMs });
  const link = await linkOf(tx, shown);
  if (link === null) {
    await noteFailure(tx, ports, address);
    return fail({ kind: 'provider-unknown' });
  }
  await tx.saveLink({ ...link, subject: shown.subject, usedAt: now });
  await tx.clearSignInFailures([subjectOfAddress(address)]);
  return ok(await beginSession(tx, ports, link.account, 'provider'));
}

/** Milliseconds that an address waits before anything of it is looked at; 0 when it need not. */
export async function waitOfAddress(tx: HubTransaction, { clock }: AccountPorts, address: string): Promise<number> {
  return waitOf(await tx.signInFailures([subjectOfAddress(address)]), clock.now());
}

/** One more return of this address that led nowhere. */
export async function noteFailure(tx: HubTransaction, { clock }: AccountPorts, address: string): Promise<void> {
  const subject = subjectOfAddress(address);
  const [before] = await tx.signInFailures([subject]);
  await tx.saveSignInFailures(oneMore(before, subject, clock.now()));
}

/** By its subject; for who comes the first time by the e-mail that the provider looked at. One that nobody confirmed counts for nothing. */
async function linkOf(tx: HubTransaction, { issuer, subject, email }: Shown): Promise<ProviderLink | null> {
  const known = await tx.lockLinkOfSubject(issuer, subject);
  if (known !== null && known.confirmedAt !== null) return known;
  const invitations = email === null ? [] : await tx.lockInvitations(issuer, email);
  const open = invitations.filter(({ confirmedAt }) => confirmedAt !== null);
  // Two people with one address: nobody can say which of them this is.
  if (open.length !== 1) return null;
  // Somebody asked for this subject and nobody confirmed it: that keeps nobody out who was confirmed.
  if (known !== null) await tx.removeLink(known);
  return open[0] as ProviderLink;
}
