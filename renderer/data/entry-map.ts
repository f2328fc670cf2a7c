import type { CatalogueEntry } from '../../shared/domain/catalogue.ts';

type Key = Pick<CatalogueEntry, 'scope' | 'id'>;

/**
 * Catalogue entries by scope and id: a record that moved has one in both scopes. A later one takes the place of an earlier.
 * A map within a map, since a text made of both keys for each of ten thousands of entries costs more than the rest of a start.
 */
export class EntryMap {
  readonly #byScope = new Map<string, Map<string, CatalogueEntry>>();

  /** Gives the entry whose place it takes. */
  put(entry: CatalogueEntry): CatalogueEntry | undefined {
    const scope = this.#byScope.get(entry.scope);
    const before = scope?.get(entry.id);
    if (scope === undefined) this.#byScope.set(entry.scope, new Map([[entry.id, entry]]));
    else scope.set(entry.id, entry);
    return before;
  }

  delete({ scope, id }: Key): void {
    this.#byScope.get(scope)?.delete(id);
  }

  all(): CatalogueEntry[] {
    return [...this.#byScope.values()].flatMap((entries) => [...entries.values()]);
  }
}
