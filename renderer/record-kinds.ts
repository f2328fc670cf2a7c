/** How the record types of all features are shown where they meet: in results of a search, in the palette. */
import { useMemo } from 'react';
import type { RecordKind } from './feature.ts';
import { useFeatures } from './feature-list.ts';

export type RecordKinds = ReadonlyMap<string, RecordKind>;

/** By record type, in the order of the features; they do not change while the app runs. */
export function useRecordKinds(): RecordKinds {
  const features = useFeatures();
  return useMemo(() => new Map(features.flatMap(({ recordTypes }) => Object.entries(recordTypes ?? {}))), [features]);
}
