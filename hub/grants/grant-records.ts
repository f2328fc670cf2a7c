/** What the store port knows of roles that several give (hub-store.ts). Times are milliseconds since 1970. */
import type { PersonId, ScopeId } from '../../shared/base/ids.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';

export interface GrantRecords {
  addProposal(proposal: GrantProposal): Promise<void>;
  /** The proposal, locked until the transaction ends; null where there is none that is seen. */
  lockProposal(id: string): Promise<GrantProposal | null>;
  /** Proposals as they stand, without a lock, by id. */
  proposals(ids: readonly string[]): Promise<readonly GrantProposal[]>;
  /** What nobody has settled in these scopes and has not ended at that time, oldest first. */
  openProposals(scopes: readonly ScopeId[], now: number): Promise<readonly GrantProposal[]>;
  /** Says what became of it, and when. */
  settleProposal(proposal: GrantProposal, as: 'given' | 'withdrawn', at: number): Promise<void>;
  /** Adds a signature. Answers whether it is new: a person's second one of the same proposal changes nothing. */
  addSignature(signature: GrantSignature): Promise<boolean>;
  /** Signatures under these proposals, oldest first. */
  signatures(proposals: readonly string[]): Promise<readonly GrantSignature[]>;
  /** Who holds which role in these scopes now, by scope, person and role. */
  members(scopes: readonly ScopeId[]): Promise<readonly Member[]>;
}

/** Roles that one proposes for somebody in a scope, besides what they hold ([GV2]). */
export interface GrantProposal {
  readonly id: string;
  readonly scope: ScopeId;
  readonly person: PersonId;
  readonly roles: readonly Role[];
  /** How many others have to sign. */
  readonly needed: number;
  readonly proposedBy: PersonId;
  readonly proposedAt: number;
  readonly endsAt: number;
  /** What became of it; null while it is open. */
  readonly settled: 'given' | 'withdrawn' | null;
}

export interface GrantSignature {
  readonly proposal: string;
  readonly scope: ScopeId;
  readonly person: PersonId;
  /** Of exactly what was signed ([GV3]), hexadecimal. */
  readonly digest: string;
  readonly at: number;
}

export interface Member {
  readonly person: PersonId;
  readonly scope: ScopeId;
  readonly role: Role;
  /** When it was given, and by whom; both null for the time before that was noted, the person for the hub's own machine. */
  readonly since: number | null;
  readonly by: PersonId | null;
  /** The proposal under which several gave it. */
  readonly proposal: string | null;
  /** When it ends by itself. */
  readonly until: number | null;
}

/** How and when a role is given; the log's wrapper of the store fills in who acts and when. */
export interface Given {
  readonly at?: number;
  readonly by?: PersonId | null;
  readonly proposal?: string;
}
