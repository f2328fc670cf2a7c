import { useIdentity, useProfile } from '../../data/engine-context.tsx';

/** The scope in which this person may keep courses and rosters, or null. */
export function useTrainingScope(): string | null {
  const { may } = useProfile();
  const { scopes } = useIdentity();
  return scopes.find(({ id }) => may('create', 'course', id))?.id ?? null;
}
