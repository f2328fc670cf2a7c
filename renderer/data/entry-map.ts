import type { CatalogueEntry } from '../../shared/domain/catalogue.ts';

type Key = Pick<CatalogueEntry, 'scope' | 'id'>;

/**
 * Catalogue entries by scope and id: a record that moved has one in both scopes. A later one takes the place of an earlier.
 * A map within a map, since a text made of both keys for each of ten thousands of entries costs more than the rest of a start.
 */
export class EntryMap {
  readonly #byScope = new Map<string, Map<string, CatalogueEntry>>();

  put(entry: CatalogueEntry): void {
    const known = this.#byScope.get(entry.scope);
    if (known === undefined) this.#byScope.set(entry.scope, new Map([[entry.id, entry]]));
    else known.set(entry.id, entry);
  }

  delete({ scope, id }: Key): void {
    this.#byScope.get(scope)?.delete(id);
  }

  all(): CatalogueEntry[] {
    return [...this.#byScope.values()].flatMap((entries) => [...entries.values()]);
  }
}
