/**
 * Keeps the search index in step with the store and asks it. The index is filled from the store once, in pieces, and from
 * the change feed afterwards: only what changed is opened again.
 */
import type { RecordId } from '../../../shared/base/ids.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { declarationOf } from '../../../shared/domain/records.ts';
import { searchDocumentOf } from '../../../shared/domain/search/search-document.ts';
import type { SearchDocument, SearchHit } from '../../../shared/domain/search/search-index.ts';
import type { LiveEngine } from '../live-engine.ts';
import { createObservable, type Observable } from '../observable.ts';
import type { SearchPort } from './search-port.ts';

export interface SearchClient {
  /** Owners that match, best first, from what is indexed so far. */
  find(text: string, limit: number): Promise<readonly SearchHit[]>;
  /** Counts up each time the index changed, so that a shown result can be asked again. */
  readonly revision: Observable<number>;
  /** Resolves when everything that was in the store at the start is in the index. */
  readonly filled: Promise<void>;
  stop(): void;
}

/** Records opened at once: small enough that the page stays answerable, large enough that 2,000 take few turns. */
const pieceSize = 200;

/** @param types Record types to index; their hits lead to their owner (a step to its playbook). */
export function createSearchClient(engine: LiveEngine, port: SearchPort, types: readonly string[]): SearchClient {
  const revision = createObservable(0);
  const asked = new Map<number, (hits: readonly SearchHit[]) => void>();
  const wanted = new Set(types);
  let lastId = 0;
  let work: Promise<void> = Promise.resolve();
  let stopped = false;

  port.onAnswer = (answer) => {
    asked.get(answer.id)?.(answer.hits);
    asked.delete(answer.id);
  };
  const index = async (ids: readonly RecordId[]) => {
    for (let at = 0; at < ids.length && !stopped; at += pieceSize) {
      const piece = ids.slice(at, at + pieceSize);
      const states = (await engine.open(piece)).filter((state) => wanted.has(state.type));
      send(port, states);
      revision.set(revision.get() + 1);
    }
  };
  const fill = async () => {
    for (const type of types) await index((await engine.list({ type })).map((entry) => entry.id));
  };
  const filled = fill();
  work = filled;
  const stopListening = engine.onChange((notice) => {
    if (!notice.types.some((type) => wanted.has(type))) return;
    // One piece of work after the other: an older state must never overwrite a newer one.
    work = work.then(() => (notice.records.length > 0 ? index(notice.records) : fill()));
  });

  return {
    revision,
    filled,
    find(text, limit) {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve) => {
        asked.set(id, resolve);
        port.post({ kind: 'query', id, text, limit });
      });
    },
    stop() {
      stopped = true;
      stopListening();
    },
  };
}

function send(port: SearchPort, states: readonly RecordState[]): void {
  const byScope = new Map<string, SearchDocument[]>();
  const gone: string[] = [];
  for (const state of states) {
    const declaration = declarationOf(state.type);
    const document = declaration === undefined ? null : searchDocumentOf(declaration, state);
    if (document === null) gone.push(state.id);
    else if (byScope.get(state.scope)?.push(document) === undefined) byScope.set(state.scope, [document]);
  }
  for (const [scope, documents] of byScope) port.post({ kind: 'put', scope, documents });
  if (gone.length > 0) port.post({ kind: 'remove', ids: gone });
}
