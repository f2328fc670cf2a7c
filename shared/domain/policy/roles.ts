/** The roles that there are. A person holds roles in scopes; nothing is held everywhere. */
import type { PersonId, ScopeId } from '../../base/ids.ts';

export const roles = [
  'trainer',
  'investigator',
  'translator',
  'reviewer',
  'approver',
  'coordinator',
  'steward',
  'director',
  'auditor',
  'guest',
] as const;
export type Role = (typeof roles)[number];

/** What the hub granted: this person, these roles, in this scope. */
export interface Grant {
  readonly person: PersonId;
  readonly scope: ScopeId;
  readonly roles: readonly Role[];
  /** The instant at which it ends by itself, by the hub's clock ([AR3]); absent in one that somebody has to end. */
  readonly until?: number | undefined;
  /** The kinds of record that it is about; absent: all of them. */
  readonly kinds?: readonly string[] | undefined;
}
