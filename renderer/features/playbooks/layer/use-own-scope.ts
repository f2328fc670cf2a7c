import type { ScopeId } from '../../../../shared/base/ids.ts';
import { adaptation, adaptationPiece } from '../../../../shared/domain/adaptation/adaptation.ts';
import type { Playbook } from '../../../../shared/domain/playbook.ts';
import { useIdentity, useProfile } from '../../../data/engine-context.tsx';

/**
 * Where somebody may lay down what their centre adds to a playbook: a scope of their centre in which they write doctrine. Null for
 * who has none, and for a playbook of their own centre, which they edit itself.
 */
export function useOwnScope(playbook: Pick<Playbook, 'scope'>): ScopeId | null {
  const { scopes } = useIdentity();
  const { centre, may } = useProfile();
  if (scopes.find(({ id }) => id === playbook.scope)?.centre === centre) return null;
  const own = scopes.find(
    (scope) =>
      scope.centre === centre &&
      may('create', adaptation.type, scope.id) &&
      may('create', adaptationPiece.type, scope.id),
  );
  return own?.id ?? null;
}
