import { useSyncExternalStore } from 'react';
import { type Activity, type ActivityStore, createActivityStore } from './activity-store.ts';

/** One for the window: the tray shows whatever any screen or store has started. */
const activities = createActivityStore(() => performance.now());

/** Starts, stops and clears activities. */
export function useActivityStore(): ActivityStore {
  return activities;
}

/** What the tray shows, oldest first. */
export function useActivities(): readonly Activity[] {
  return useSyncExternalStore(activities.subscribe, activities.list);
}
