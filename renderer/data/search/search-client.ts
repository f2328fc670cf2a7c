/** The search as screens have it: asked by words, and with a count that goes up when it would answer otherwise. */
import type { Found, SearchOptions } from '../../../shared/domain/search/rank-owners.ts';
import type { LiveEngine } from '../live-engine.ts';
import { createObservable, type Observable } from '../observable.ts';
import { createSearchPort } from './search-port.ts';

export interface SearchClient {
  /** What matches in what is indexed so far, best first. */
  find(text: string, options: SearchOptions): Promise<Found>;
  /** Counts up each time the index changed, so that a shown result can be asked again. */
  readonly revision: Observable<number>;
  /** False while the library is read for the first time: there may be more than is found. */
  readonly isComplete: Observable<boolean>;
}

export function createSearchClient(engine: LiveEngine, name: string): SearchClient {
  const revision = createObservable(0);
  const isComplete = createObservable(false);
  const port = createSearchPort(engine, name, (news) => {
    if (news === 'filled') isComplete.set(true);
    revision.set(revision.get() + 1);
  });
  return { revision, isComplete, find: port.find };
}
