import type { RecordId } from '../../base/ids.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { declarationOf } from '../records.ts';

type Placed = Pick<CatalogueEntry, 'id' | 'type' | 'parent'>;

/** Whether records of a type stand alone: what belongs to another and has no screen of its own is of its kind. */
export function standsAlone(type: string): boolean {
  const declaration = declarationOf(type);
  return declaration === undefined || declaration.parent === null || declaration.hasScreen === true;
}

/**
 * The kind of each record as agreements name it: its type, or that of the nearest record above it that stands alone. One whose
 * owner is not here keeps its own type, which no agreement names.
 */
export function kindsOf(entries: readonly Placed[]): (id: RecordId) => string {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return (id) => {
    const seen = new Set<RecordId>();
    let at = byId.get(id);
    while (at !== undefined && !standsAlone(at.type) && !seen.has(at.id)) {
      seen.add(at.id);
      const above = byId.get(at.parent);
      if (above === undefined) break;
      at = above;
    }
    return at?.type ?? '';
  };
}
