/** Who holds which role in which scope, since when and by whom, and what is proposed: for whoever looks after the scopes. */
import type { PersonId } from '../../shared/base/ids.ts';
import type { Members } from '../../shared/coordinator/members-contract.ts';
import type { Profile } from '../../shared/domain/identity.ts';
import { type Coordinator, scopesEverOf, scopesFor } from '../coordinator/access.ts';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { Device, HubTransaction } from '../sync/hub-store.ts';
import { counted, isLastOverseer, maySign, usualSignatures } from './decide-grants.ts';
import type { GrantProposal, GrantSignature, Member } from './grant-records.ts';
import { byScope, isOpen, looksAfter, overseersOf } from './open-proposals.ts';

export async function readMembers(
  tx: HubTransaction,
  { clock, grantSignatures = usualSignatures }: Pick<ExchangePorts, 'clock' | 'grantSignatures'>,
  who: Coordinator,
): Promise<Members> {
  const mine = scopesFor(who.grants, 'see-members');
  const everybody = await tx.allPersons();
  const known = new Map(everybody.map((profile) => [profile.person, profile]));
  const members = await tx.members(mine);
  const now = clock.now();
  const open = await tx.openProposals(mine, now);
  const before = await givenUnder(tx, members);
  const signatures = await tx.signatures(open.map(({ id }) => id));
  const devices = open.length === 0 ? [] : await tx.allDevices();
  const ever = await scopesEverOf(tx, [...known.keys()]);
  const namesOf = (ids: readonly PersonId[]) => ids.flatMap((id) => known.get(id)?.name ?? []);
  const inScope = byScope(members);
  const looking = byScope(members.filter(looksAfter));
  return {
    scopes: (await tx.scopes(mine)).map((scope) => ({
      ...scope,
      members: (inScope.get(scope.id) ?? []).flatMap((member) => {
        const person = known.get(member.person);
        if (person === undefined) return [];
        const { role, since, until, by, proposal } = member;
        const givers = proposal === null ? (by === null ? [] : [by]) : (before.get(proposal) ?? []);
        const mayTake = until === null && !isLastOverseer(looking.get(scope.id) ?? [], member);
        return [{ person, role, since, until, by: namesOf(givers), mayTake }];
      }),
    })),
    people: everybody.filter(({ person }) => {
      const scopes = ever.get(person);
      return person !== who.person && (scopes === undefined || mine.some((scope) => scopes.has(scope)));
    }),
    proposals: open.flatMap((proposal) => {
      const overseeing = overseersOf(looking.get(proposal.scope) ?? []);
      if (!isOpen(proposal, overseeing, now)) return [];
      return tell(proposal, { who: who.person, known, overseeing, signatures, devices });
    }),
    needed: grantSignatures,
  };
}

interface Told {
  readonly who: PersonId;
  readonly known: ReadonlyMap<PersonId, Profile>;
  readonly overseeing: ReadonlySet<PersonId>;
  readonly signatures: readonly GrantSignature[];
  readonly devices: readonly Device[];
}

function tell(proposal: GrantProposal, { who, known, overseeing, signatures, devices }: Told): Members['proposals'] {
  const { id, scope, roles, proposedBy, proposedAt, endsAt, needed } = proposal;
  const person = known.get(proposal.person);
  if (person === undefined) return [];
  const own = signatures.filter((one) => one.proposal === id);
  const { approvals } = counted(proposal, own, overseeing);
  const hasSigned = (one: PersonId) => approvals.some((each) => each.person === one);
  const others = [...overseeing].filter((one) => maySign(proposal, one) && !hasSigned(one));
  return [
    {
      ...{ id, person, scope, roles: [...roles], proposedAt, endsAt, needed },
      proposedBy: known.get(proposedBy)?.name ?? '',
      signed: approvals.map((one) => ({ name: known.get(one.person)?.name ?? '', at: one.at })),
      couldSign: others.length,
      maySign: others.includes(who),
      devices: devicesOf(proposal.person, devices),
    },
  ];
}

/** What acts for a person: what they enrolled long ago too, which gets the roles with everything else ([GV8]). */
function devicesOf(person: PersonId, devices: readonly Device[]): Members['proposals'][number]['devices'] {
  return devices
    .filter(({ persons, revokedAt }) => revokedAt === null && persons.includes(person))
    .sort((a, b) => a.enrolledAt - b.enrolledAt)
    .map(({ name, enrolledAt, persons }) => ({ name, enrolledAt, shared: persons.length > 1 }));
}

/** Under each proposal by which somebody holds a role: who proposed it, and then who signed. */
async function givenUnder(
  tx: HubTransaction,
  members: readonly Member[],
): Promise<ReadonlyMap<string, readonly PersonId[]>> {
  const ids = [...new Set(members.flatMap(({ proposal }) => proposal ?? []))];
  const signatures = await tx.signatures(ids);
  const proposals = await tx.proposals(ids);
  const signed = (id: string) => signatures.filter((one) => one.proposal === id).map(({ person }) => person);
  return new Map(proposals.map(({ id, proposedBy }) => [id, [proposedBy, ...signed(id)]]));
}
