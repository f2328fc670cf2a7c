/**
 * Who at the provider is who here. Whoever is linked acts with all that the person holds, so one coordinator alone cannot say it: one asks, another one
 * confirms, neither of them the person, and both look after every scope in which the person holds a role. Taking away takes one.
 */
import { uuidv7 } from '../../shared/base/ids.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import type { AskForLink, Links } from '../../shared/coordinator/links-contract.ts';
import type { Grant } from '../../shared/domain/policy/roles.ts';
import type { AccountPorts } from '../accounts/account-ports.ts';
import { foldName } from '../accounts/decide-sign-in.ts';
import { type Coordinator, scopesFor } from '../coordinator/access.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import type { ProviderLink } from './link-records.ts';

type LinkFailure = Failure<'not-found'> | Failure<'not-yours-to-give'> | Failure<'link-known'>;

/** The links of people whom a coordinator may link, and those people. */
export async function readLinks(
  tx: HubTransaction,
  who: Coordinator,
  provider: { readonly name: string; readonly issuer: string } | null,
): Promise<Links> {
  const everybody = await tx.allPersons();
  const grants = await tx.grants(everybody.map(({ person }) => person));
  const mine = everybody.filter(({ person }) => mayLink(who, person, grants));
  const accounts = new Map<string, (typeof mine)[number]>();
  for (const profile of mine) {
    const account = await tx.accountOfPerson(profile.person);
    if (account !== null) accounts.set(account, profile);
  }
  const nameOf = (id: string | null) => everybody.find(({ person }) => person === id)?.name ?? null;
  const links = (await tx.allLinks()).filter(({ issuer }) => issuer === provider?.issuer);
  return {
    provider: provider === null ? null : { name: provider.name },
    people: mine,
    links: links.flatMap((link) => {
      const person = accounts.get(link.account);
      if (person === undefined) return [];
      const { id, askedBy, askedAt, confirmedAt, usedAt } = link;
      return [
        {
          ...{ id, person, askedAt, confirmedAt, usedAt },
          known: link.email ?? link.subject ?? '',
          askedBy: nameOf(askedBy),
          confirmedBy: nameOf(link.confirmedBy),
          mayConfirm: confirmedAt === null && mayConfirm(who, link, person.person),
        },
      ];
    }),
  };
}

/** Asks for a link; it counts once somebody else has confirmed it. Who has no account yet gets one without a passphrase. */
export async function askForLink(
  tx: HubTransaction,
  ports: AccountPorts,
  who: Coordinator,
  issuer: string,
  { person, subject, email }: AskForLink,
): Promise<Result<object, LinkFailure>> {
  const [profile] = await tx.persons([person]);
  if (profile === undefined) return fail({ kind: 'not-found' });
  if (!mayLink(who, person, await tx.grants([person]))) return fail({ kind: 'not-yours-to-give' });
  return addLink(tx, ports, { person, issuer, ...named({ subject, email }), by: who.person });
}

/** Makes a link that another coordinator asked for count. */
export async function confirmLink(
  tx: HubTransaction,
  { clock }: AccountPorts,
  who: Coordinator,
  id: string,
): Promise<Result<object, LinkFailure>> {
  const link = await tx.lockLink(id);
  const person = link === null ? undefined : (await tx.account(link.account))?.person;
  if (link === null || person === undefined || link.confirmedAt !== null) return fail({ kind: 'not-found' });
  const isMine = mayLink(who, person, await tx.grants([person])) && mayConfirm(who, link, person);
  if (!isMine) return fail({ kind: 'not-yours-to-give' });
  await tx.saveLink({ ...link, confirmedBy: who.person, confirmedAt: clock.now() });
  return ok({});
}

/** Takes a link away, and ends the sessions of its account. */
export async function removeLink(
  tx: HubTransaction,
  who: Coordinator,
  id: string,
): Promise<Result<object, LinkFailure>> {
  const link = await tx.lockLink(id);
  const person = link === null ? undefined : (await tx.account(link.account))?.person;
  if (link === null || person === undefined) return fail({ kind: 'not-found' });
  if (!mayLink(who, person, await tx.grants([person]))) return fail({ kind: 'not-found' });
  await tx.removeLink(link);
  await tx.endSessionsOf(link.account);
  return ok({});
}

/** Adds a link. `by` is null on the hub's own machine, which confirms at once. */
export async function addLink(
  tx: HubTransaction,
  { clock, random }: Pick<AccountPorts, 'clock' | 'random'>,
  link: { readonly person: string; readonly by: string | null } & Pick<ProviderLink, 'issuer' | 'subject' | 'email'>,
): Promise<Result<object, Failure<'link-known'>>> {
  const { person, issuer, subject, email, by } = link;
  const known = subject === null ? null : await tx.lockLinkOfSubject(issuer, subject);
  const before = subject === null ? await tx.lockInvitations(issuer, email ?? '') : known === null ? [] : [known];
  const counts = before.some(({ confirmedAt }) => confirmedAt !== null);
  if (counts || (by !== null && before.length > 0)) return fail({ kind: 'link-known' });
  // The hub's own machine puts its word in place of what nobody confirmed.
  for (const one of before) await tx.removeLink(one);
  const now = clock.now();
  const account = (await tx.accountOfPerson(person)) ?? uuidv7(clock, random);
  if ((await tx.account(account)) === null) {
    const nothing = { setUp: null, passphrase: null, authenticator: null, authenticatorOffered: null };
    const name = foldName(email ?? `${subject} ${account.slice(-6)}`).slice(0, 80);
    await tx.addAccount({ id: account, person, name, ...nothing, authenticatorStep: 0, madeAt: now });
  }
  const id = uuidv7(clock, random);
  const asked = { id, account, issuer, subject, email, askedBy: by, askedAt: now, usedAt: null };
  await tx.addLink({ ...asked, confirmedBy: null, confirmedAt: by === null ? now : null });
  return ok({});
}

/** What was typed, as it is compared. */
export function named({
  subject,
  email,
}: {
  readonly subject?: string | undefined;
  readonly email?: string | undefined;
}) {
  return { subject: subject ?? null, email: email?.toLowerCase() ?? null };
}

/** Somebody whose roles are all in scopes that the coordinator looks after, and who has one there that opens the page. */
function mayLink(who: Coordinator, person: string, grants: readonly Grant[]): boolean {
  const mine = scopesFor(who.grants, 'link-people');
  const held = grants.filter((grant) => grant.person === person && grant.roles.length > 0);
  return scopesFor(held, 'see-network').length > 0 && held.every(({ scope }) => mine.includes(scope));
}

function mayConfirm(who: Coordinator, { askedBy }: ProviderLink, person: string): boolean {
  return askedBy !== who.person && person !== who.person;
}
