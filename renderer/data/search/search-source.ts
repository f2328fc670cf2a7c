/**
 * What the search asks of the store, wherever it runs: the engine's worker answers it over a port of its own, so that
 * neither the page nor a save ever carries the texts of a library from one thread to the other.
 */
import type { RecordId, ScopeId } from '../../../shared/base/ids.ts';
import { declarationOf, recordDeclarations } from '../../../shared/domain/records.ts';
import { isSearched, type SearchDocument, searchDocumentOf } from '../../../shared/domain/search/search-document.ts';
import type { StorePlace } from '../../../shared/sync/changed-since.ts';
import type { ChangeNotice, EngineApi } from '../../../shared/sync/engine-api.ts';

/** What a record says, or null when there is nothing to find in it any more. */
export interface SourceDocument {
  readonly id: RecordId;
  readonly scope: ScopeId;
  readonly document: SearchDocument | null;
}

export interface SearchSource {
  /** Scopes that this device may hold; null when it is not told. */
  scopes(): Promise<readonly ScopeId[] | null>;
  /** The lease is over: of what is on this disk only some is shown, and nothing else is found ([LE2]). */
  isLocked(): Promise<boolean>;
  /** Every record that could be found, of one scope or of all. */
  ids(scope: ScopeId | null): Promise<readonly RecordId[]>;
  /** Records that are not on this disk are left out. */
  documents(ids: readonly RecordId[]): Promise<readonly SourceDocument[]>;
  place(): Promise<StorePlace>;
  /** Null when it cannot be told what changed. */
  changedSince(place: StorePlace): Promise<readonly RecordId[] | null>;
  onChange(listener: (notice: ChangeNotice) => void): void;
}

/** Where the store stands and what changed; a store in memory knows neither. */
export interface SourceHistory {
  place(): Promise<StorePlace>;
  changedSince(place: StorePlace): Promise<readonly RecordId[] | null>;
}

type Asked = Pick<EngineApi, 'list' | 'open' | 'identity' | 'lease'> & {
  onChange(listener: (notice: ChangeNotice) => void): unknown;
};

const noHistory: SourceHistory = {
  place: async () => ({ life: '', position: 0 }),
  changedSince: async () => null,
};

/** The source on an engine in the same thread. */
export function createSearchSource(engine: Asked, history: SourceHistory = noHistory): SearchSource {
  const types = recordDeclarations.filter(isSearched).map(({ type }) => type);
  return {
    ...history,
    async scopes() {
      const { device, scopes } = await engine.identity();
      return device === null ? null : scopes.map(({ id }) => id);
    },
    isLocked: async () => (await engine.lease())?.isOver === true,
    async ids(scope) {
      const ids: RecordId[] = [];
      for (const type of types) {
        const entries = await engine.list({ type, ...(scope === null ? {} : { scope }) });
        for (const { id } of entries) ids.push(id);
      }
      return ids;
    },
    async documents(ids) {
      return (await engine.open(ids)).map((state) => {
        const declaration = declarationOf(state.type);
        const isKnown = declaration !== undefined && isSearched(declaration);
        return { id: state.id, scope: state.scope, document: isKnown ? searchDocumentOf(declaration, state) : null };
      });
    },
    onChange: (listener) => void engine.onChange(listener),
  };
}
