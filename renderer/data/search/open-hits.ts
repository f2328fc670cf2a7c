import type { SearchHit } from '../../../shared/domain/search/found.ts';
import type { LiveEngine } from '../live-engine.ts';
import { openMarks } from '../mark-above.ts';
import { parentsOfHits, recordsOfHits, type States } from './hit-places.ts';

/** Opens what is needed to show hits: themselves, the parts they were found in, what they are called by, whose mark they have. */
export async function openHits(engine: Pick<LiveEngine, 'open'>, hits: readonly SearchHit[]): Promise<States> {
  const states = new Map((await engine.open(recordsOfHits(hits))).map((state) => [state.id, state]));
  const parents = parentsOfHits(hits, states);
  if (parents.length > 0) for (const state of await engine.open(parents)) states.set(state.id, state);
  const owners = hits.map(({ owner }) => owner);
  await openMarks(engine, states, owners);
  return states;
}
