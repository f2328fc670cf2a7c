import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RecordId, ScopeId } from '../../shared/base/ids.ts';
import { agreement, agreementAct } from '../../shared/domain/agreement/agreement.ts';
import { type Agreed, agreedFrom } from '../../shared/domain/agreement/standing.ts';
import type { CatalogueEntry } from '../../shared/domain/catalogue.ts';
import { useIdentity } from './engine-context.tsx';
import { catalogueQuery } from './record-queries.ts';

/** Every agreement on this disk with what was said about it; undefined while they are read. */
export function useAgreements(): readonly Agreed[] | undefined {
  const terms = useQuery(catalogueQuery({ type: agreement.type })).data;
  const acts = useQuery(catalogueQuery({ type: agreementAct.type })).data;
  return useMemo(() => terms && acts && agreementsIn([...terms, ...acts]), [terms, acts]);
}

/** The agreements among catalogue entries. */
export function agreementsIn(entries: readonly CatalogueEntry[]): Agreed[] {
  return agreedFrom(
    entries.map(({ type, id: record, values }) => {
      return { type, record, value: values[type === agreement.type ? 'terms' : 'act'] ?? null };
    }),
  );
}

/** Whose each scope of this device is; undefined for one of the whole network. */
export function useCentreOfScopes(): ReadonlyMap<ScopeId, string | undefined> {
  const { scopes } = useIdentity();
  return useMemo(() => new Map(scopes.map(({ id, centre }) => [id, centre])), [scopes]);
}

/** Centres that are named here, by scopes and agreements. */
export function useCentres(): readonly string[] {
  const agreements = useAgreements();
  const { scopes } = useIdentity();
  return useMemo(() => {
    const named = [
      ...scopes.flatMap(({ centre }) => centre ?? []),
      ...(agreements ?? []).flatMap(({ terms }) => terms.parties),
    ];
    return [...new Set(named)].sort((a, b) => a.localeCompare(b));
  }, [agreements, scopes]);
}

/** One agreement; null when it is not here, undefined while that is read. */
export function useAgreement(id: RecordId): Agreed | null | undefined {
  const agreements = useAgreements();
  return agreements && (agreements.find((agreed) => agreed.id === id) ?? null);
}
