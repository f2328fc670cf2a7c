/**
 * Accounts are made on the hub's own machine with a one-time set-up code; whoever holds the code chooses the passphrase and
 * enrols an authenticator. The code is used up by the last step, so that a page that was closed halfway loses nothing.
 */
import { uuidv7 } from '../../shared/base/ids.ts';
import type { Clock, Random } from '../../shared/base/ports.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import type { Profile } from '../../shared/domain/identity.ts';
import { faultOfPassphrase, type PassphraseFault } from '../../shared/domain/passphrase-rules.ts';
import { codeLifeMs, codeTries, newCode, readCode, readMade } from '../enrol/code.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import type { AccountPorts } from './account-ports.ts';
import type { Account, AccountRecords } from './account-records.ts';
import { foldName } from './decide-sign-in.ts';
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';
import { beginSession } from './session.ts';
import { oneMore, subjectOfAddress, waitOf } from './sign-in-delay.ts';
import { authenticatorAddress, authenticatorSecretSize, matchCode, toBase32 } from './totp.ts';

/** Makes an account for a person and the code that sets it up. */
export async function makeAccount(
  tx: AccountRecords,
  ports: { readonly clock: Clock; readonly random: Random },
  { person, name }: { readonly person: string; readonly name: string },
): Promise<{ readonly account: Account; readonly code: string }> {
  const { setUp, code } = newSetUp(ports);
  const account: Account = {
    id: uuidv7(ports.clock, ports.random),
    person,
    name: foldName(name),
    setUp,
    passphrase: null,
    authenticator: null,
    authenticatorOffered: null,
    authenticatorStep: 0,
    madeAt: ports.clock.now(),
  };
  await tx.addAccount(account);
  return { account, code };
}

/** Takes away passphrase, authenticator, passkeys, links to the provider and sessions, and gives a new set-up code: for who lost everything. */
export async function resetAccount(
  tx: HubTransaction,
  ports: { readonly clock: Clock; readonly random: Random },
  account: Account,
): Promise<string> {
  const { setUp, code } = newSetUp(ports);
  await tx.saveAccount({ ...account, setUp, passphrase: null, authenticator: null, authenticatorOffered: null });
  await tx.setRecoveryCodes(account.id, []);
  for (const passkey of await tx.passkeysOf(account.id)) await tx.removePasskey(passkey);
  for (const link of await tx.linksOf(account.id)) await tx.removeLink(link);
  await tx.endSessionsOf(account.id);
  return code;
}

export type SetUpFailure = Failure<'set-up-refused'> | (Failure<'sign-in-delayed'> & { readonly waitMs: number });

export interface SetUpOffer {
  readonly name: string;
  readonly person: Profile;
  /** Base 32, to type; and the address that the square holds. */
  readonly secret: string;
  readonly address: string;
}

/** Shows the authenticator's secret to who holds the code; the same one until it is proved, so that a reload harms nothing. */
export async function beginSetUp(
  tx: HubTransaction,
  ports: AccountPorts,
  asks: { readonly code: string; readonly address: string },
): Promise<Result<SetUpOffer, SetUpFailure>> {
  const opened = await openSetUp(tx, ports, asks);
  if (!opened.ok) return opened;
  const account = opened.value;
  const kept = offeredSecret(ports, account);
  const secret = kept ?? ports.random.bytes(authenticatorSecretSize);
  if (kept === null) await tx.saveAccount({ ...account, authenticatorOffered: ports.sealer.seal(secret, account.id) });
  const { networkName } = await tx.hub();
  return ok({
    name: account.name,
    person: await personOf(tx, account),
    secret: toBase32(secret),
    address: authenticatorAddress(networkName, account.name, secret),
  });
}

export interface SetUpDone {
  readonly token: string;
  readonly recoveryCodes: readonly string[];
}

type FinishFailure =
  | SetUpFailure
  | (Failure<'passphrase-weak'> & { readonly fault: PassphraseFault })
  | Failure<'authenticator-code-wrong'>;

/** Keeps passphrase and authenticator, uses the code up, and begins a session. The recovery codes are told once. */
export async function finishSetUp(
  tx: HubTransaction,
  ports: AccountPorts,
  asks: { readonly code: string; readonly passphrase: string; readonly digits: string; readonly address: string },
): Promise<Result<SetUpDone, FinishFailure>> {
  const opened = await openSetUp(tx, ports, asks);
  if (!opened.ok) return opened;
  const account = opened.value;
  const fault = faultOfPassphrase(asks.passphrase, await knownAround(tx, account));
  if (fault !== null) return fail({ kind: 'passphrase-weak', fault });
  const secret = offeredSecret(ports, account);
  const at = { now: ports.clock.now(), lastUsed: 0 };
  const step = secret === null ? null : matchCode(secret, asks.digits.replace(/\s/g, ''), at);
  if (step === null) return fail({ kind: 'authenticator-code-wrong' });
  const recoveryCodes = newRecoveryCodes(ports.random);
  await tx.saveAccount({
    ...account,
    setUp: null,
    passphrase: await ports.passphrases.hash(asks.passphrase),
    authenticator: account.authenticatorOffered,
    authenticatorOffered: null,
    authenticatorStep: step,
  });
  await tx.setRecoveryCodes(
    account.id,
    recoveryCodes.map((code) => hashOfRecoveryCode(code) as string),
  );
  return ok({ token: await beginSession(tx, ports, account.id, 'passphrase'), recoveryCodes });
}

/** The account of a set-up code. A wrong secret costs the code a try, and every wrong one slows its address down. */
async function openSetUp(
  tx: AccountRecords,
  { clock }: AccountPorts,
  asks: { readonly code: string; readonly address: string },
): Promise<Result<Account, SetUpFailure>> {
  const subject = subjectOfAddress(asks.address);
  const failures = await tx.signInFailures([subject]);
  const now = clock.now();
  const waitMs = waitOf(failures, now);
  if (waitMs > 0) return fail({ kind: 'sign-in-delayed', waitMs });
  const typed = readCode(asks.code);
  const account = typed === null ? null : await tx.lockAccountOfSetUp(typed.selector);
  const setUp = account?.setUp ?? null;
  const isOpen = setUp !== null && setUp.triesLeft > 0 && now < setUp.endsAt;
  if (account !== null && isOpen && setUp.secretHash === typed?.secretHash) return ok(account);
  if (account !== null && isOpen) {
    await tx.saveAccount({ ...account, setUp: { ...setUp, triesLeft: setUp.triesLeft - 1 } });
  }
  await tx.saveSignInFailures(oneMore(failures[0], subject, now));
  return fail({ kind: 'set-up-refused' });
}

/** Words that anybody would try first for this account. */
export async function knownAround(tx: HubTransaction, account: Account): Promise<string[]> {
  const person = await personOf(tx, account);
  const { networkName } = await tx.hub();
  return [account.name, person.name, person.centre, networkName];
}

function offeredSecret({ sealer }: AccountPorts, { id, authenticatorOffered }: Account): Uint8Array | null {
  return authenticatorOffered === null ? null : sealer.open(authenticatorOffered, id);
}

async function personOf(tx: HubTransaction, { person }: Account): Promise<Profile> {
  const [profile] = await tx.persons([person]);
  if (profile === undefined) throw new Error('An account belongs to nobody.');
  return profile;
}

function newSetUp({ clock, random }: { readonly clock: Clock; readonly random: Random }) {
  const code = newCode(random);
  const setUp = { ...readMade(code), endsAt: clock.now() + codeLifeMs, triesLeft: codeTries };
  return { setUp, code };
}
