import { createContext, useContext } from 'react';
import type { Feature } from './feature.ts';

const FeaturesContext = createContext<readonly Feature[]>([]);

export const FeaturesProvider = FeaturesContext;

/** The features that this start of the app was given; they do not change while it runs. */
export function useFeatures(): readonly Feature[] {
  return useContext(FeaturesContext);
}
