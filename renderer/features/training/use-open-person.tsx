import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import type { PersonRow } from '../../../shared/domain/training/roster.ts';
import { recordStateQuery } from '../../data/record-queries.ts';
import { TrainingNotHere } from './training-not-here.tsx';
import { usePersons } from './use-persons.ts';

export interface OpenPerson {
  readonly person: PersonRow;
  readonly persons: ReadonlyMap<string, PersonRow>;
  readonly state: RecordState;
}

/** The person of the address for who may do something in their scope, or what stands in their place: nothing while they open. */
export function useOpenPerson(
  isAllowed: (scope: string) => boolean,
): OpenPerson | { readonly notHere: ReactElement | null } {
  const { t } = useTranslation('training');
  const { personId } = useParams({ strict: false }) as { personId: string };
  const persons = usePersons();
  const state = useQuery(recordStateQuery(personId)).data;
  if (persons === undefined || state === undefined) return { notHere: null };
  if (state === null) return { notHere: <TrainingNotHere cause="away" what={t('person.gone')} /> };
  const person = persons.get(personId);
  if (person === undefined) return { notHere: <TrainingNotHere cause="deleted" /> };
  if (!isAllowed(state.scope)) return { notHere: <TrainingNotHere cause="not-allowed" /> };
  return { person, persons, state };
}
