/** Accounts of the coordinator’s page, and how people sign in. */
import { makeAccount, resetAccount } from '../accounts/decide-set-up.ts';
import { foldName } from '../accounts/decide-sign-in.ts';
import type { HubConfig } from '../config.ts';
import { relyingPartyOf } from '../passkeys/relying-party.ts';
import { addLink, named } from '../provider/decide-links.ts';
import { systemPorts } from '../start-hub.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import { type AdminCommands, needPagePower, needPersons, UsageError } from './admin-command.ts';

export const accountCommands: AdminCommands = {
  'create-account': { usage: 'PERSON NAME', run: createAccount },
  'reset-account': { usage: 'NAME', run: resetAccountNamed },
  'require-passkeys': { usage: 'CENTRE [off]', run: requirePasskeys },
  'link-provider': { usage: 'PERSON SUBJECT|E-MAIL', run: linkProvider },
};

async function createAccount(tx: HubTransaction, [person = '', name = '']: readonly string[]): Promise<unknown> {
  await needPersons(tx, [person]);
  if (!/^[\p{L}\p{N}._@-]{2,80}$/u.test(name))
    throw new UsageError('A name to sign in with has 2 to 80 letters or digits.');
  await needPagePower(tx, person);
  const { account, code } = await makeAccount(tx, systemPorts, { person, name });
  return { account: account.name, person, setUpCode: code };
}

async function resetAccountNamed(tx: HubTransaction, [name = '']: readonly string[]): Promise<unknown> {
  const account = await tx.lockAccountNamed(foldName(name));
  if (account === null) throw new UsageError(`There is no account ${name}.`);
  return { account: account.name, person: account.person, setUpCode: await resetAccount(tx, systemPorts, account) };
}

/** From now on people of a centre sign in to the page by passkey alone; their other sessions get nothing more. */
async function requirePasskeys(
  tx: HubTransaction,
  [centre = '', off]: readonly string[],
  config: HubConfig,
): Promise<unknown> {
  const isKnown = (await tx.allPersons()).some((person) => person.centre === centre);
  if (!isKnown) throw new UsageError(`Nobody here is of the centre "${centre}".`);
  if (off !== undefined && off !== 'off') throw new UsageError('A centre asks for passkeys, or with "off" no longer.');
  const hasName = relyingPartyOf(config, { isTls: true, port: undefined }) !== null;
  if (off === undefined && !hasName)
    throw new UsageError('Passkeys need a hub with a name: set WAYPOST_ORIGIN, here and where the hub runs.');
  await tx.setPasskeyRule(centre, off === undefined);
  return { centre, passkeysNeeded: off === undefined };
}

/** Says who at the provider is who here; counts at once. Whoever holds an @ is known by e-mail. */
async function linkProvider(
  tx: HubTransaction,
  [person = '', known = '']: readonly string[],
  { provider }: HubConfig,
): Promise<unknown> {
  if (provider === null) throw new UsageError('This hub has no identity provider: WAYPOST_PROVIDER.');
  await needPersons(tx, [person]);
  await needPagePower(tx, person);
  if (!known) throw new UsageError('By which subject or e-mail does the provider know them?');
  const { issuer } = provider;
  const who = named(known.includes('@') ? { email: known } : { subject: known });
  const added = await addLink(tx, systemPorts, { person, issuer, ...who, by: null });
  if (!added.ok) throw new UsageError(`Somebody is linked to ${known} already.`);
  return { person, issuer, ...who };
}
