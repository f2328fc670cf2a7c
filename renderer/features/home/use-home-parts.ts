import { type ComponentType, useEffect, useState } from 'react';
import type { Role } from '../../../shared/domain/policy/roles.ts';
import type { Feature, HomePart, HomeSpot } from '../../feature.ts';

export interface PlacedPart {
  readonly id: string;
  readonly spot: HomeSpot;
  readonly Part: ComponentType;
}

type Wanted = { readonly part: HomePart; readonly spot: HomeSpot };

const loaded = new Map<HomePart, ComponentType>();

/** The parts of home for these roles, in order, once all of them are loaded: nothing jumps while it is read. */
export function useHomeParts(features: readonly Feature[], roles: readonly Role[]): readonly PlacedPart[] | null {
  const wanted = partsFor(features, roles);
  const missing = wanted.filter(({ part }) => !loaded.has(part)).map(({ part }) => part);
  const [, setArrived] = useState(0);
  const [fault, setFault] = useState<unknown>(null);
  const key = missing.map(({ id }) => id).join(' ');
  // Not by Suspense: React holds back what comes within 300 ms of a fallback, and this is the screen the app opens on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says which are missing
  useEffect(() => {
    if (missing.length === 0) return;
    let isGone = false;
    Promise.all(missing.map(async (part) => loaded.set(part, await part.load()))).then(
      () => !isGone && setArrived((count) => count + 1),
      (cause: unknown) => !isGone && setFault(cause),
    );
    return () => {
      isGone = true;
    };
  }, [key]);
  if (fault !== null) throw fault; // the error screen of the route tells it
  if (missing.length > 0) return null;
  return wanted.flatMap(({ part, spot }) => {
    const Part = loaded.get(part);
    return Part === undefined ? [] : [{ id: part.id, spot, Part }];
  });
}

/** What stands on home for these roles: one head, and the parts of both columns in order. */
export function partsFor(features: readonly Feature[], roles: readonly Role[]): readonly Wanted[] {
  const all = features
    .flatMap((feature) => feature.home ?? [])
    .flatMap((part) => {
      const spot = part.spot(roles);
      return spot === null ? [] : [{ part, spot }];
    })
    .sort((a, b) => a.spot.order - b.spot.order);
  const head = all.find(({ spot }) => spot.place === 'head');
  return all.filter((each) => each.spot.place !== 'head' || each === head);
}
