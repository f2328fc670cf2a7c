import type { CoordinatedDevice } from '../../shared/coordinator/contract.ts';

/** The centre of a device's people; null when they are of several, or when it has none. */
export function centreOf({ persons }: Pick<CoordinatedDevice, 'persons'>): string | null {
  const centres = new Set(persons.map(({ centre }) => centre));
  return centres.size === 1 ? (persons[0]?.centre ?? null) : null;
}
