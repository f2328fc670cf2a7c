import { createContext, useContext, useSyncExternalStore } from 'react';
import { type Activity, type ActivityStore, createActivityStore } from './activity-store.ts';

const ActivitiesContext = createContext<ActivityStore>(createActivityStore(() => performance.now()));

export const ActivitiesProvider = ActivitiesContext;

/** Starts, stops and clears activities. */
export function useActivityStore(): ActivityStore {
  return useContext(ActivitiesContext);
}

/** What the tray shows, oldest first. */
export function useActivities(): readonly Activity[] {
  const store = useActivityStore();
  return useSyncExternalStore(store.subscribe, store.list);
}
