/**
 * Roles that one coordinator cannot give alone: one proposes, others sign, and the last signature that is needed gives them. Neither
 * whoever proposed nor whom it is for signs; to take away takes one.
 */
import { type PersonId, type ScopeId, uuidv7 } from '../../shared/base/ids.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import type { ProposeRoles, TakeRole } from '../../shared/coordinator/members-contract.ts';
import { countApprovals, digestOfAction } from '../../shared/domain/approvals.ts';
import { overseers } from '../../shared/domain/policy/overseers.ts';
import type { Grant, Role } from '../../shared/domain/policy/roles.ts';
import { type Coordinator, scopesEverOf, scopesFor } from '../coordinator/access.ts';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import { withdrawOutgrown } from '../trust/certify.ts';
import type { GrantProposal, GrantSignature, Member } from './grant-records.ts';
import { isOpen, openProposals, overseersOf } from './open-proposals.ts';

type Ports = Pick<ExchangePorts, 'clock' | 'random' | 'sign' | 'grantSignatures'>;
type Done = Result<Record<string, never>, GrantFailure>;
export type GrantFailure =
  | Failure<'not-found'>
  | Failure<'not-yours-to-give'>
  | Failure<'own-grant'>
  | Failure<'proposal-over'>
  | Failure<'already-so'>
  | Failure<'last-overseer'>;

/** How long a proposal may be signed. */
export const proposalLifeMs = 14 * 86_400_000;

/** How many have to sign besides whoever proposes, unless the hub says more. */
export const usualSignatures = 1;

/** Proposes roles for somebody in a scope, besides those that they hold ([GV2]). */
export async function proposeRoles(
  tx: HubTransaction,
  { clock, random, grantSignatures = usualSignatures }: Ports,
  who: Coordinator,
  { person, scope, roles: wanted }: ProposeRoles,
): Promise<Done> {
  const mine = scopesFor(who.grants, 'give-roles');
  if (!mine.includes(scope)) return fail({ kind: 'not-yours-to-give' });
  if (person === who.person) return fail({ kind: 'own-grant' });
  if (!(await mayName(tx, mine, person))) return fail({ kind: 'not-found' });
  // One after another: two who propose the same at once would be two proposals.
  await tx.lockScopes([scope]);
  const held = lastingRoles(await tx.grants([person]), person, scope);
  const roles = [...new Set(wanted)].filter((role) => !held.includes(role)).sort();
  const now = clock.now();
  const open = (await openProposals(tx, [scope], now)).filter((one) => one.person === person);
  const asked = open.flatMap((one) => one.roles);
  if (roles.every((role) => asked.includes(role))) return fail({ kind: 'already-so' });
  const id = uuidv7(clock, random);
  const times = { proposedBy: who.person, proposedAt: now, endsAt: now + proposalLifeMs };
  await tx.addProposal({ id, scope, person, roles, needed: grantSignatures, ...times, settled: null });
  return ok({});
}

/** Signs a proposal; with the last signature that it needs, what it says is given in this transaction ([GV3], [GV4]). */
export async function signProposal(tx: HubTransaction, { clock }: Ports, who: Coordinator, id: string): Promise<Done> {
  const proposal = await lockMine(tx, who, id);
  if (proposal === null) return fail({ kind: 'not-found' });
  const now = clock.now();
  const { scope, person, roles } = proposal;
  await tx.lockScopes([scope]);
  const overseeing = overseersOf(await tx.members([scope]));
  if (proposal.settled !== null || !isOpen(proposal, overseeing, now)) return fail({ kind: 'proposal-over' });
  if (!maySign(proposal, who.person)) return fail({ kind: 'own-grant' });
  await tx.addSignature({ proposal: id, scope, person: who.person, digest: digestOf(proposal), at: now });
  if (!counted(proposal, await tx.signatures([id]), overseeing).isEnough) return ok({});
  const held = lastingRoles(await tx.grants([person]), person, scope);
  await tx.settleProposal(proposal, 'given', now);
  await tx.setRoles(person, scope, [...new Set([...held, ...roles])], { proposal: id });
  return ok({});
}

/** Takes a proposal back, or says no to it: one is enough, whoever proposed it included. */
export async function withdrawProposal(
  tx: HubTransaction,
  { clock }: Ports,
  who: Coordinator,
  id: string,
): Promise<Done> {
  const proposal = await lockMine(tx, who, id);
  if (proposal === null) return fail({ kind: 'not-found' });
  if (proposal.settled !== null) return fail({ kind: 'proposal-over' });
  await tx.settleProposal(proposal, 'withdrawn', clock.now());
  return ok({});
}

/** Takes a role away, at once ([GV5]); certificates that say it are revoked with it. The last who looks after a scope stays. */
export async function takeRole(
  tx: HubTransaction,
  ports: Ports,
  who: Coordinator,
  { person, scope, role }: TakeRole,
): Promise<Done> {
  if (!scopesFor(who.grants, 'take-roles').includes(scope)) return fail({ kind: 'not-found' });
  // One after another: two who take the last two away at once would leave nobody.
  await tx.lockScopes([scope]);
  const held = lastingRoles(await tx.grants([person]), person, scope);
  if (!held.includes(role)) return fail({ kind: 'not-found' });
  const members = await tx.members([scope]);
  if (isLastOverseer(members, { person, role })) return fail({ kind: 'last-overseer' });
  await tx.setRoles(
    person,
    scope,
    held.filter((one) => one !== role),
  );
  await withdrawOutgrown(tx, ports, person, who.person);
  return ok({});
}

/** Whether nobody would look after the scope without this role of this person. */
export function isLastOverseer(members: readonly Member[], without: Pick<Member, 'person' | 'role'>): boolean {
  if (!overseers.includes(without.role)) return false;
  const left = members.filter(({ person, role }) => person !== without.person || role !== without.role);
  return overseersOf(left).size === 0;
}

/** Neither whoever proposed it, nor whom it is for. */
export function maySign({ proposedBy, person }: GrantProposal, who: PersonId): boolean {
  return who !== proposedBy && who !== person;
}

/** The signatures that count: of exactly this, by people who look after the scope now, each once ([GV3]). */
export function counted(
  proposal: GrantProposal,
  signatures: readonly GrantSignature[],
  overseeing: ReadonlySet<PersonId>,
) {
  const { needed, proposedBy, person } = proposal;
  // A session is of one person, by two factors that are theirs: there is no device to count.
  const given = signatures
    .filter((one) => one.person !== person && overseeing.has(one.person))
    .map((one) => ({ ...one, device: null }));
  return countApprovals({ digest: digestOf(proposal), askedBy: proposedBy, askedOn: null, needed }, given);
}

function digestOf({ id, scope, person, roles, needed, proposedBy, proposedAt, endsAt }: GrantProposal): string {
  return digestOfAction(id, { scope, person, roles: [...roles], needed, proposedBy, proposedAt, endsAt });
}

/** Somebody whom whoever looks after these scopes sees: who ever held a role in one of them, or who holds none anywhere. */
async function mayName(tx: HubTransaction, mine: readonly ScopeId[], person: PersonId): Promise<boolean> {
  if ((await tx.persons([person])).length === 0) return false;
  const ever = (await scopesEverOf(tx, [person])).get(person);
  return ever === undefined || mine.some((scope) => ever.has(scope));
}

async function lockMine(tx: HubTransaction, who: Coordinator, id: string): Promise<GrantProposal | null> {
  const proposal = await tx.lockProposal(id);
  return proposal !== null && scopesFor(who.grants, 'give-roles').includes(proposal.scope) ? proposal : null;
}

/** What somebody holds in a scope until somebody takes it away. */
function lastingRoles(grants: readonly Grant[], person: PersonId, scope: ScopeId): readonly Role[] {
  const own = grants.find((one) => one.person === person && one.scope === scope && one.until === undefined);
  return own?.roles ?? [];
}
