import { useIdentity, useProfile } from './engine-context.tsx';

/** The scope in which this person may make a record of a type: the wanted one where they may, else the first; or null. */
export function useCreateScope(type: string, wanted?: string): string | null {
  const { may } = useProfile();
  const { scopes } = useIdentity();
  if (wanted !== undefined && may('create', type, wanted)) return wanted;
  return scopes.find(({ id }) => may('create', type, id))?.id ?? null;
}
