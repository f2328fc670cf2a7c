import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RecordId } from '../../../../shared/base/ids.ts';
import { attendedBy } from '../../../../shared/domain/certificate/passed.ts';
import { costEntry, costsInOrder, type SignedCost } from '../../../../shared/domain/money/cost-entry.ts';
import { type Cost, type CostMatter, countedCosts, mattersOf } from '../../../../shared/domain/money/cost-standing.ts';
import { type BudgetLine, budgetOf, type Purse } from '../../../../shared/domain/money/cost-sums.ts';
import { type SeatCost, seatCosts, seatPeople, unsharedCosts } from '../../../../shared/domain/money/seat-costs.ts';
import { type PersonRow, personResolver, pseudonymOf, shownName } from '../../../../shared/domain/training/roster.ts';
import { catalogueQuery, childStatesQuery } from '../../../data/record-queries.ts';
import { usePersonsOf } from '../use-persons.ts';
import type { OpenSession } from '../use-session.ts';

export interface Costs {
  /** In the order that counts. */
  readonly signed: readonly SignedCost[];
  readonly matters: readonly CostMatter[];
  readonly counted: readonly Cost[];
  readonly budget: readonly BudgetLine[];
  /** The record that is shown for a person. */
  personOf(id: RecordId): RecordId;
  /** Undefined for somebody who is not on this disk. */
  rowOf(person: RecordId): PersonRow | undefined;
  nameOf(person: RecordId): string;
}

export interface SessionCosts extends Costs {
  /** The roster in its order, then others for whom something was paid. */
  readonly seats: readonly SeatCost[];
  readonly unshared: readonly (Purse & { readonly amount: number })[];
  seatOf(person: RecordId): SeatCost | undefined;
}

/** The money of a session or a placement as this disk has it; undefined while it is read. */
export function useCosts(of: RecordId): Costs | undefined {
  const states = useQuery(childStatesQuery(costEntry, of)).data;
  const entries = useQuery(catalogueQuery({ type: costEntry.type, parent: of })).data;
  const named = usePersonsOf(of, entries);
  return useMemo(() => {
    if (states === undefined || named === undefined) return undefined;
    const signed = costsInOrder(states);
    const matters = mattersOf(signed.map(({ entry }) => entry));
    const counted = countedCosts(matters);
    const personOf = personResolver(named);
    const rowOf = (id: RecordId) => named.get(personOf(id));
    return { signed, matters, counted, budget: budgetOf(counted), personOf, rowOf, nameOf: nameBy(rowOf) };
  }, [states, named]);
}

/** The money of a session with what each seat cost. */
export function useSessionCosts({
  session,
  roster,
  withdrawn,
  days,
  attendance,
}: OpenSession): SessionCosts | undefined {
  const costs = useCosts(session.id);
  return useMemo(() => {
    if (costs === undefined) return undefined;
    const { counted, personOf } = costs;
    const people = roster.map(({ person }) => person.id);
    const rows = new Map([...roster, ...withdrawn].map(({ person }) => [person.id, person]));
    const rowOf = (id: RecordId) => rows.get(personOf(id)) ?? costs.rowOf(id);
    const attended = attendedBy(seatPeople({ costs: counted, roster: people, personOf }), days, attendance);
    const seats = seatCosts({ costs: counted, roster: people, attended, personOf });
    const seatById = new Map(seats.map((seat) => [seat.person, seat]));
    const unshared = unsharedCosts(counted, people);
    return {
      ...costs,
      seats,
      unshared,
      rowOf,
      nameOf: nameBy(rowOf),
      seatOf: (id: RecordId) => seatById.get(personOf(id)),
    };
  }, [costs, roster, withdrawn, days, attendance]);
}

function nameBy(rowOf: (id: RecordId) => PersonRow | undefined) {
  return (id: RecordId): string => {
    const row = rowOf(id);
    return row === undefined ? pseudonymOf(id) : shownName(row);
  };
}
