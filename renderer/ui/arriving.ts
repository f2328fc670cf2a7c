import { createContext, useContext } from 'react';
import type { EmptyStateProps } from './empty-state.tsx';

/** What is said in place of an empty list while its records may still be coming. */
export type Arriving = Pick<EmptyStateProps, 'icon' | 'title' | 'action' | 'children'>;

/** Null once everything came. Filled by whoever knows; the pieces of this folder only show it. */
export const ArrivingContext = createContext<Arriving | null>(null);

export function useArriving(): Arriving | null {
  return useContext(ArrivingContext);
}
