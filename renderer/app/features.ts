import type { Feature } from '../feature.ts';
import { exchangeFeature } from '../features/exchange/feature.ts';
import { exercisesFeature } from '../features/exercises/feature.ts';
import { firstRunFeature } from '../features/first-run/feature.ts';
import { governanceFeature } from '../features/governance/feature.ts';
import { homeFeature } from '../features/home/feature.ts';
import { playbooksFeature } from '../features/playbooks/feature.ts';
import { releasesFeature } from '../features/releases/feature.ts';
import { reviewsFeature } from '../features/reviews/feature.ts';
import { searchFeature } from '../features/search/feature.ts';
import { settingsFeature } from '../features/settings/feature.ts';
import { syncFeature } from '../features/sync/feature.ts';
import { trainingFeature } from '../features/training/feature.ts';
import { translationFeature } from '../features/translation/feature.ts';
import { vaultFeature } from '../features/vault/feature.ts';

/** Every feature of the app. Removing a folder and its line here removes the feature. */
export const features: readonly Feature[] = [
  homeFeature,
  playbooksFeature,
  releasesFeature,
  trainingFeature,
  searchFeature,
  exercisesFeature,
  reviewsFeature,
  translationFeature,
  governanceFeature,
  syncFeature,
  settingsFeature,
  exchangeFeature,
  firstRunFeature,
  vaultFeature,
];
