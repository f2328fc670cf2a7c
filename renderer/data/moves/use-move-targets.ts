import type { ScopeId } from '../../../shared/base/ids.ts';
import type { ScopeInfo } from '../../../shared/domain/identity.ts';
import { useIdentity, useProfile } from '../engine-context.tsx';

/** Where this person may move a record of a type: none when they may not take it away from where it is ([MV4]). */
export function useMoveTargets(type: string, scope: ScopeId): readonly ScopeInfo[] {
  const { may } = useProfile();
  const { scopes } = useIdentity();
  if (!may('move', type, scope)) return [];
  return scopes.filter(({ id }) => id !== scope && may('create', type, id));
}

/** What a scope is called; null for one that this device does not share. */
export function useScopeName(): (scope: ScopeId) => string | null {
  const { scopes } = useIdentity();
  return (scope) => scopes.find(({ id }) => id === scope)?.name ?? null;
}
