import type { ScopeId } from '../../base/ids.ts';
import type { ScopeInfo } from '../identity.ts';

/** Where the scopes of a file go when nobody says otherwise: the same scope, else the only one of the same name. */
export function suggestScopes(theirs: readonly ScopeInfo[], ours: readonly ScopeInfo[]): ReadonlyMap<ScopeId, ScopeId> {
  const suggested = new Map<ScopeId, ScopeId>();
  for (const { id, name } of theirs) {
    const named = ours.filter((scope) => scope.name === name);
    const here = ours.find((scope) => scope.id === id) ?? (named.length === 1 ? named[0] : undefined);
    if (here !== undefined) suggested.set(id, here.id);
  }
  return suggested;
}
