import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import { useIdentity, useProfile } from './engine-context.tsx';

/** The scope in which this person may make a record of a type: the wanted one where they may, else the first; or null. */
export function useCreateScope(type: string, wanted?: string): string | null {
  const { may } = useProfile();
  const { scopes } = useIdentity();
  if (wanted !== undefined && may('create', type, wanted)) return wanted;
  return scopes.find(({ id }) => may('create', type, id))?.id ?? null;
}

/** Every scope in which this person may make a record of a type: where there are several, somebody says which one is meant. */
export function useCreateScopes(type: string): DeviceIdentity['scopes'] {
  const { may } = useProfile();
  const { scopes } = useIdentity();
  return scopes.filter(({ id }) => may('create', type, id));
}
