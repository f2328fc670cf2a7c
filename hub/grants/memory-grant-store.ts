/** Roles that several give, as a part of the hub's store in memory. */
import type { Role } from '../../shared/domain/policy/roles.ts';
import { accessRole } from '../access/access-records.ts';
import type { AccessRow } from '../access/memory-access-store.ts';
import type { Setter } from '../sync/memory-maps.ts';
import type { Given, GrantProposal, GrantRecords, GrantSignature, Member } from './grant-records.ts';

export function createGrantState() {
  return { proposals: new Map<string, GrantProposal>(), grantSignatures: new Map<string, GrantSignature>() };
}

interface GrantState extends ReturnType<typeof createGrantState> {
  readonly grants: ReadonlyMap<
    string,
    { readonly person: string; readonly scope: string; readonly role: Role; readonly until: number | null } & {
      readonly given: Given;
    }
  >;
  readonly access: ReadonlyMap<string, AccessRow>;
}

export function proposalsOf(state: GrantState, set: Setter): GrantRecords {
  return {
    async addProposal(proposal) {
      set(state.proposals, proposal.id, proposal);
    },
    lockProposal: async (id) => state.proposals.get(id) ?? null,
    proposals: async (ids) =>
      [...state.proposals.values()].filter(({ id }) => ids.includes(id)).sort((a, b) => (a.id < b.id ? -1 : 1)),
    openProposals: async (scopes, now) =>
      [...state.proposals.values()]
        .filter(({ scope, settled, endsAt }) => settled === null && now < endsAt && scopes.includes(scope))
        .sort((a, b) => a.proposedAt - b.proposedAt || (a.id < b.id ? -1 : 1)),
    async settleProposal({ id }, as) {
      const kept = state.proposals.get(id);
      if (kept !== undefined) set(state.proposals, id, { ...kept, settled: as });
    },
    async addSignature(signature) {
      const key = `${signature.proposal} ${signature.person}`;
      const isNew = !state.grantSignatures.has(key);
      if (isNew) set(state.grantSignatures, key, signature);
      return isNew;
    },
    signatures: async (proposals) =>
      [...state.grantSignatures.values()]
        .filter(({ proposal }) => proposals.includes(proposal))
        .sort((a, b) => a.at - b.at || (a.person < b.person ? -1 : 1)),
    members: async (scopes) => membersOf(state, scopes),
  };
}

function membersOf({ grants, access }: GrantState, scopes: readonly string[]): Member[] {
  const lasting = [...grants.values()].filter(({ until }) => until === null);
  const held = lasting.map(({ person, scope, role, given: { at = null, by = null, proposal = null } }): Member => {
    return { person, scope, role, since: at, by, proposal, until: null };
  });
  const nothing = { since: null, by: null, proposal: null };
  const ending = [...access.values()].flatMap(({ access: { person, scope, until: end }, until }): Member[] =>
    until === null ? [{ person, scope, role: accessRole, ...nothing, until: end }] : [],
  );
  const key = ({ scope, person, role, until }: Member) =>
    [scope, person, role, String(until ?? Number.MAX_SAFE_INTEGER).padStart(17, '0')].join(' ');
  return [...held, ...ending].filter(({ scope }) => scopes.includes(scope)).sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
