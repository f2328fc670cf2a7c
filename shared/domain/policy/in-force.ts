/** Grants that end by themselves: until when they count, and for what. Asked wherever a grant is. */
import type { ScopeId } from '../../base/ids.ts';
import { agreedTypes } from '../agreement/agreed-types.ts';
import type { Grant } from './roles.ts';

/** Whether a grant counts at an instant. One that ends counts for nobody who does not say when it is. */
export function isInForce({ until }: Grant, at: number | undefined): boolean {
  return until === undefined || (at !== undefined && at < until);
}

/** Whether a grant is about records of a type: one for some kinds is about what belongs to these, and nothing else. */
export function covers({ kinds }: Grant, type: string): boolean {
  return kinds === undefined || kinds.some((kind) => agreedTypes(kind).includes(type));
}

/** The scopes that these grants let somebody read. The clock is asked only when one of them ends. */
export function readableScopes(grants: readonly Grant[], now: () => number): ScopeId[] {
  const at = grants.some(({ until }) => until !== undefined) ? now() : undefined;
  return [...new Set(grants.filter((grant) => isInForce(grant, at)).map(({ scope }) => scope))];
}

/** Whether something may be shown on a device. */
export type Shows = (scope: ScopeId, type: string) => boolean;

/**
 * What a device shows of what it holds; null when that is everything. What is of a scope that nobody of it holds a role in
 * is its own work, and is shown until it is purged and after ([SC3]).
 */
export function shownUnder(grants: readonly Grant[], now: () => number): Shows | null {
  if (grants.every(({ until, kinds }) => until === undefined && kinds === undefined)) return null;
  const at = now();
  const named = new Set(grants.map(({ scope }) => scope));
  return (scope, type) =>
    !named.has(scope) || grants.some((grant) => grant.scope === scope && isInForce(grant, at) && covers(grant, type));
}
