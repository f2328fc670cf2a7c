import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { uuidv7 } from '../../../shared/base/ids.ts';
import { createRecord } from '../../../shared/domain/edit.ts';
import { type ConsentPurpose, consent } from '../../../shared/domain/training/consent.ts';
import { type Consents, type ConsentWord, consentsIn } from '../../../shared/domain/training/consent-standing.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { pageClock, pageRandom, pageToday } from '../../data/page-ports.ts';
import { catalogueQuery } from '../../data/record-queries.ts';
import { useApply } from '../../data/use-apply.ts';

/** What people said of where their data may go; undefined while it is read. */
export function useConsents(): Consents | undefined {
  const words = useQuery(catalogueQuery({ type: consent.type })).data;
  const people = useQuery(catalogueQuery({ type: 'person' })).data;
  return useMemo(() => words && people && consentsIn([...people, ...words]), [words, people]);
}

/** Notes what a person says now; it stands in the place of all that counted for them and the purpose. */
export function useSayConsent(person: string, scope: string) {
  const { name } = useProfile();
  const { apply, saving } = useApply();
  /** Answers whether it was saved. */
  const say = async (purpose: ConsentPurpose, says: ConsentWord['says'], before: readonly ConsentWord[]) => {
    const values = { person, purpose, says, day: pageToday(), by: name, after: before.map(({ id }) => id) };
    return (await apply<unknown>(createRecord(consent, { scope, id: uuidv7(pageClock, pageRandom) }, values))).ok;
  };
  return { say, saving };
}
