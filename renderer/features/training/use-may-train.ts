import { useCreateScope } from '../../data/use-create-scope.ts';

/** The scope in which this person may keep courses and rosters, or null. */
export function useTrainingScope(): string | null {
  return useCreateScope('course');
}
