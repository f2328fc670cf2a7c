/** The search as screens have it: asked by words, and with a count that goes up when it would answer otherwise. */
import type { Found, SearchOptions } from '../../../shared/domain/search/found.ts';
import type { LiveEngine } from '../live-engine.ts';
import { createObservable, type Observable } from '../observable.ts';
import { createSearchPort } from './search-port.ts';

export type Filling =
  /** There may be more than is found. `total` is null until it is known how much is to be read. */
  | { readonly kind: 'running'; readonly read: number; readonly total: number | null }
  | { readonly kind: 'done' }
  /** The library could not be read to its end: what was read is found. */
  | { readonly kind: 'failed' };

export interface SearchClient {
  /** What matches in what is indexed so far, best first. */
  find(text: string, options: SearchOptions): Promise<Found>;
  /** Counts up each time the index changed, so that a shown result can be asked again. */
  readonly revision: Observable<number>;
  /** How much of the library is in it. */
  readonly filling: Observable<Filling>;
}

export function createSearchClient(engine: LiveEngine, name: string): SearchClient {
  const revision = createObservable(0);
  const filling = createObservable<Filling>({ kind: 'running', read: 0, total: null });
  const port = createSearchPort(engine, name, (news) => {
    if (news.kind === 'filling') return filling.set({ kind: 'running', read: news.read, total: news.total });
    if (news.kind === 'filled') filling.set({ kind: 'done' });
    if (news.kind === 'unfilled') filling.set({ kind: 'failed' });
    revision.set(revision.get() + 1);
  });
  return { revision, filling, find: port.find };
}
