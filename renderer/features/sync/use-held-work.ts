import { useQuery } from '@tanstack/react-query';
import { decision } from '../../../shared/domain/decision.ts';
import type { HeldWork } from '../../../shared/protocol/network-glance.ts';
import { useEngine, useProfile } from '../../data/engine-context.tsx';
import { networkGlanceQuery } from '../../data/record-queries.ts';
import { decisionsQuery, undecided } from './decisions.ts';

interface HeldForMe {
  /** By the hub's clock. */
  readonly at: number;
  readonly held: readonly HeldWork[];
  readonly heldMore: boolean;
}

/** Decisions that are looked at to know what of the held work is decided already. */
const latest = 200;

/**
 * What the hub holds and the person who works here may decide on, as of when. Null while the hub told nothing yet;
 * undefined while it is not known.
 */
export function useHeldWork(): HeldForMe | null | undefined {
  const { may } = useProfile();
  const { data: glance } = useQuery(networkGlanceQuery());
  const { data: known } = useQuery(decisionsQuery(useEngine(), latest));
  if (glance === undefined || known === undefined) return undefined;
  if (glance?.held === undefined) return null;
  const mine = glance.held.filter(({ scope }) => may('create', decision.type, scope));
  return { at: glance.at, held: undecided(mine, known.decisions), heldMore: glance.heldMore === true };
}
