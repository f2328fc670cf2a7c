/** A passphrase of one's own choosing for the one before it. Asks for all that signing in asks for: a session alone is not its owner. */
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import { faultOfPassphrase, type PassphraseFault } from '../../shared/domain/passphrase-rules.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import type { AccountPorts } from './account-ports.ts';
import type { Account } from './account-records.ts';
import { knownAround } from './decide-set-up.ts';
import { type SignInFailure, signIn } from './decide-sign-in.ts';
import { beginSession } from './session.ts';

export interface PassphraseChange {
  readonly passphrase: string;
  /** Six digits of the authenticator, or a recovery code. */
  readonly code: string;
  readonly next: string;
}

/** The token of a new session. Every other session of the account ends: who had the old passphrase may have one. */
export async function changePassphrase(
  tx: HubTransaction,
  ports: AccountPorts,
  { id, name }: Account,
  { next, ...proof }: PassphraseChange,
  address: string,
): Promise<Result<string, SignInFailure | (Failure<'passphrase-weak'> & { readonly fault: PassphraseFault })>> {
  const account = await tx.account(id);
  if (account === null) throw new Error('A session belongs to no account.');
  // Before the proof, so that a passphrase that is too plain uses up no code.
  const fault = faultOfPassphrase(next, await knownAround(tx, account));
  if (fault !== null) return fail({ kind: 'passphrase-weak', fault });
  const proved = await signIn(tx, ports, { name, ...proof }, address);
  if (!proved.ok) return proved;
  const now = await tx.account(id);
  if (now === null) throw new Error('The account is gone.');
  await tx.saveAccount({ ...now, passphrase: await ports.passphrases.hash(next) });
  await tx.endSessionsOf(id);
  return ok(await beginSession(tx, ports, id, 'passphrase'));
}
