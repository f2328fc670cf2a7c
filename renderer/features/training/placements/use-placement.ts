import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { placement as declaration, type Placement } from '../../../../shared/domain/placement/placement.ts';
import {
  type PlacementState,
  placementState,
  reportDueOf,
} from '../../../../shared/domain/placement/placement-standing.ts';
import { type PersonRow, personResolver, pseudonymOf, shownName } from '../../../../shared/domain/training/roster.ts';
import { pageToday } from '../../../data/page-ports.ts';
import { recordQuery } from '../../../data/record-queries.ts';
import { usePersons } from '../use-persons.ts';

export interface OpenPlacement {
  readonly placement: Placement;
  /** Undefined when the person is not on this disk. */
  readonly person: PersonRow | undefined;
  /** What the person is called here. */
  readonly name: string;
  readonly state: PlacementState;
  /** When the report is due; null while nobody knows. */
  readonly due: string | null;
}

/** A placement from this disk; undefined while it opens, null when it is not here. */
export function usePlacement(id: string): OpenPlacement | null | undefined {
  const placement = useQuery(recordQuery(declaration, id)).data;
  const persons = usePersons();
  const today = pageToday();
  return useMemo(() => {
    if (placement === null) return null;
    if (placement === undefined || persons === undefined) return undefined;
    const person = persons.get(personResolver(persons)(placement.person ?? ''));
    const name = person === undefined ? pseudonymOf(placement.person ?? '') : shownName(person);
    return { placement, person, name, state: placementState(placement, today), due: reportDueOf(placement) };
  }, [placement, persons, today]);
}
