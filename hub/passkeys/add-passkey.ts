/** Passkeys of one's own account: made while one is signed in and has just shown who one is, named, and taken away. */
import {
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  type VerifiedRegistrationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import type { AccountPorts } from '../accounts/account-ports.ts';
import type { Account } from '../accounts/account-records.ts';
import { beginSession, isFresh, type OpenSession } from '../accounts/session.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import { challengeOf, newChallenge, takeChallenge } from './challenges.ts';
import type { RelyingParty } from './relying-party.ts';

/** More than anybody carries; each costs its owner a look at every removal. */
const mostPasskeys = 10;
/** EdDSA, ECDSA and RSA over SHA-256, by their numbers in COSE: what authenticators of today have, in the order of preference. */
const algorithms = [-8, -7, -257];

export type AddFailure =
  | Failure<'proof-too-old'>
  | Failure<'passkey-needed'>
  | Failure<'passkeys-need-name'>
  | Failure<'passkeys-full'>
  | Failure<'passkey-refused'>;

/** What a browser needs to make a passkey for this account. */
export async function offerPasskey(
  tx: HubTransaction,
  ports: AccountPorts,
  party: RelyingParty | null,
  session: OpenSession,
): Promise<Result<object, AddFailure>> {
  const barred = await whyNotAdd(tx, ports, session);
  if (barred !== null) return fail(barred);
  if (party === null) return fail({ kind: 'passkeys-need-name' });
  const { account } = session;
  const [person] = await tx.persons([account.person]);
  return ok(
    await generateRegistrationOptions({
      rpName: (await tx.hub()).networkName,
      rpID: party.id,
      userID: userHandleOf(account),
      userName: account.name,
      userDisplayName: person?.name ?? account.name,
      challenge: new Uint8Array(newChallenge(ports, purposeOf(account))),
      attestationType: 'none',
      excludeCredentials: (await tx.passkeysOf(account.id)).map(({ id, transports }) => ({
        id,
        transports: [...transports],
      })),
      // It says by itself whose it is, so that signing in begins without a name; and it asks its owner for a finger or a PIN.
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      supportedAlgorithmIDs: algorithms,
    }),
  );
}

/** Keeps a passkey. The token is of a new session that began with it; every other session of the account ends. */
export async function addPasskey(
  tx: HubTransaction,
  ports: AccountPorts,
  party: RelyingParty | null,
  session: OpenSession,
  { name, response }: { readonly name: string; readonly response: RegistrationResponseJSON },
): Promise<Result<string, AddFailure>> {
  const barred = await whyNotAdd(tx, ports, session);
  if (barred !== null) return fail(barred);
  if (party === null) return fail({ kind: 'passkeys-need-name' });
  const { account } = session;
  const made = await readMade(tx, ports, party, account, response);
  const isTaken = made !== null && (await tx.lockPasskey(made.credential.id)) !== null;
  if (made === null || isTaken) return fail({ kind: 'passkey-refused' });
  const { id, publicKey, counter, transports = [] } = made.credential;
  const now = ports.clock.now();
  await tx.addPasskey({
    id,
    account: account.id,
    name,
    publicKey,
    counter,
    maySync: made.credentialDeviceType === 'multiDevice',
    isSynced: made.credentialBackedUp,
    transports,
    addedAt: now,
    usedAt: null,
  });
  await tx.endSessionsOf(account.id);
  return ok(await beginSession(tx, ports, account.id, 'passkey'));
}

/** Takes a passkey away, unless nothing else would let its owner in. Every other session of the account ends. */
export async function removePasskey(
  tx: HubTransaction,
  ports: AccountPorts,
  session: OpenSession,
  id: string,
): Promise<Result<object, Failure<'proof-too-old'> | Failure<'not-found'> | Failure<'last-way-in'>>> {
  if (!isFresh(session, ports.clock)) return fail({ kind: 'proof-too-old' });
  const { account } = session;
  // One removal after the other: two at once must not each leave the other's.
  await tx.lockAccountNamed(account.name);
  const mine = await tx.passkeysOf(account.id);
  const passkey = mine.find((one) => one.id === id);
  if (passkey === undefined) return fail({ kind: 'not-found' });
  const isLinked = (await tx.linksOf(account.id)).some(({ confirmedAt }) => confirmedAt !== null);
  const another = (account.passphrase !== null || isLinked) && !(await tx.needsPasskey(account.person));
  if (mine.length === 1 && !another) return fail({ kind: 'last-way-in' });
  await tx.removePasskey(passkey);
  await tx.endSessionsOf(account.id, session.hash);
  return ok({});
}

/** What an authenticator keeps of whose passkey it is: the account's id, which says nothing to anybody else. */
export function userHandleOf({ id }: Pick<Account, 'id'>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(id.replaceAll('-', ''), 'hex'));
}

/** Where a centre asks for a passkey, who has one shows it first: else passphrase and authenticator would make another. */
async function whyNotAdd(
  tx: HubTransaction,
  { clock }: AccountPorts,
  session: OpenSession,
): Promise<AddFailure | null> {
  if (!isFresh(session, clock)) return { kind: 'proof-too-old' };
  const { account, way } = session;
  const mine = await tx.passkeysOf(account.id);
  if (mine.length >= mostPasskeys) return { kind: 'passkeys-full' };
  if (mine.length > 0 && way !== 'passkey' && (await tx.needsPasskey(account.person)))
    return { kind: 'passkey-needed' };
  return null;
}

async function readMade(
  tx: HubTransaction,
  ports: AccountPorts,
  party: RelyingParty,
  account: Account,
  response: RegistrationResponseJSON,
): Promise<NonNullable<VerifiedRegistrationResponse['registrationInfo']> | null> {
  const challenge = challengeOf(response.response);
  if (challenge === null || !(await takeChallenge(tx, ports, purposeOf(account), challenge))) return null;
  // Whatever is wrong with it, the library throws; nothing of it is told to who sent it.
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch(() => null);
  return verified?.registrationInfo ?? null;
}

const purposeOf = ({ id }: Account) => `a new one of ${id}`;
