import { useQuery } from '@tanstack/react-query';
import { type ConflictItem, conflictItemsQuery, leftBehindQuery } from './conflict-items.ts';
import { useEngine } from './engine-context.tsx';

/** Everything that a person is asked to settle; undefined while it is looked for. */
export function useConflictItems(): readonly ConflictItem[] | undefined {
  const { data: conflicts } = useQuery(conflictItemsQuery(useEngine()));
  const left = useLeftBehind();
  return conflicts === undefined || left === undefined ? undefined : [...conflicts, ...left];
}

/** Looks for what moves left behind, and goes on looking while the screen is there. */
export function useLeftBehind(): readonly ConflictItem[] | undefined {
  return useQuery(leftBehindQuery(useEngine())).data;
}
