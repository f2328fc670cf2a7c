import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RecordId } from '../../../../shared/base/ids.ts';
import { attendedBy } from '../../../../shared/domain/certificate/passed.ts';
import { costEntry, costsInOrder, type SignedCost } from '../../../../shared/domain/money/cost-entry.ts';
import { type CostMatter, countedCosts, mattersOf } from '../../../../shared/domain/money/cost-standing.ts';
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
  readonly budget: readonly BudgetLine[];
  /** The roster in its order, then others for whom something was paid. */
  readonly seats: readonly SeatCost[];
  readonly unshared: readonly (Purse & { readonly amount: number })[];
  /** Undefined for somebody who is not on this disk. */
  rowOf(person: RecordId): PersonRow | undefined;
  nameOf(person: RecordId): string;
  seatOf(person: RecordId): SeatCost | undefined;
}

/** The money of a session as this disk has it; undefined while it is read. */
export function useCosts({ session, roster, withdrawn, days, attendance }: OpenSession): Costs | undefined {
  const states = useQuery(childStatesQuery(costEntry, session.id)).data;
  const entries = useQuery(catalogueQuery({ type: costEntry.type, parent: session.id })).data;
  const named = usePersonsOf(session.id, entries);
  return useMemo(() => {
    if (states === undefined || named === undefined) return undefined;
    const signed = costsInOrder(states);
    const matters = mattersOf(signed.map(({ entry }) => entry));
    const costs = countedCosts(matters);
    const people = roster.map(({ person }) => person.id);
    const personOf = personResolver(named);
    const rows = new Map([...roster, ...withdrawn].map(({ person }) => [person.id, person]));
    const rowOf = (id: RecordId) => rows.get(personOf(id)) ?? named.get(personOf(id));
    const attended = attendedBy(seatPeople({ costs, roster: people, personOf }), days, attendance);
    const seats = seatCosts({ costs, roster: people, attended, personOf });
    const seatById = new Map(seats.map((seat) => [seat.person, seat]));
    return {
      signed,
      matters,
      budget: budgetOf(costs),
      seats,
      unshared: unsharedCosts(costs, people),
      rowOf,
      nameOf: (id) => {
        const row = rowOf(id);
        return row === undefined ? pseudonymOf(id) : shownName(row);
      },
      seatOf: (id) => seatById.get(personOf(id)),
    };
  }, [states, named, roster, withdrawn, days, attendance]);
}
