/**
 * The catalogue: what lists, filters and sorting need of each record without opening it. The entry is
 * derived from the declaration's listed fields; a store keeps one per record.
 */
import type { RecordId, ScopeId } from '../base/ids.ts';
import type { Json } from '../base/json.ts';
import { type RecordDeclaration, splitFieldKey } from './declare-record.ts';
import type { RecordState } from './record-state.ts';
import { changesApart } from './trace.ts';
import { languagesBehind } from './translation/behind.ts';
import { conflictsOf, isDeleted, knownValue, latestWall } from './view.ts';

export interface CatalogueEntry {
  readonly id: RecordId;
  readonly scope: ScopeId;
  readonly type: string;
  /** The record it belongs to, or an empty text. */
  readonly parent: string;
  /** Shown values of the listed fields by field key (`title.en`, `state`). */
  readonly values: Readonly<Record<string, Json>>;
  readonly deleted: boolean;
  /** Questions that wait for a person: fields in conflict, and one more where changes were made apart ([CF5]). */
  readonly conflicts: number;
  /** Languages in which some text was made from a source that no longer stands. */
  readonly behind: readonly string[];
  readonly changedAt: number;
}

/** Which entries to list. All given conditions must hold. */
export interface CatalogueQuery {
  readonly type?: string;
  readonly scope?: ScopeId;
  readonly parent?: RecordId;
  /** Listed field keys and the value each must have; for a set, one it must contain. */
  readonly where?: Readonly<Record<string, Json>>;
  /** Only records with something to settle. */
  readonly inConflict?: boolean;
  /** Only records with a translation that is behind its source. */
  readonly isBehind?: boolean;
  /** Only records that changed after this moment, in milliseconds since 1970. */
  readonly changedAfter?: number;
  /** Deleted records are left out unless asked for. */
  readonly withDeleted?: boolean;
}

/** The catalogue entry of a record of a known type. */
export function catalogueEntryOf(declaration: RecordDeclaration, state: RecordState): CatalogueEntry {
  const values: Record<string, Json> = {};
  for (const key of Object.keys(state.fields)) {
    const field = declaration.fields[splitFieldKey(key)[0]];
    if (field?.listed !== true) continue;
    const value = knownValue(state, key, field);
    if (value !== null) values[key] = value;
  }
  const deleted = isDeleted(state);
  const parent = declaration.parent === null ? '' : values[declaration.parent];
  return {
    id: state.id,
    scope: state.scope,
    type: state.type,
    parent: typeof parent === 'string' ? parent : '',
    values,
    deleted,
    conflicts: conflictsOf(declaration, state).length + (!deleted && changesApart(state).length > 0 ? 1 : 0),
    behind: languagesBehind(declaration, state),
    changedAt: latestWall(state),
  };
}

/** Whether an entry satisfies a query; the one meaning of a query for every store. */
export function matchesQuery(entry: CatalogueEntry, query: CatalogueQuery): boolean {
  if (query.type !== undefined && entry.type !== query.type) return false;
  if (query.scope !== undefined && entry.scope !== query.scope) return false;
  if (query.parent !== undefined && entry.parent !== query.parent) return false;
  if (entry.deleted && query.withDeleted !== true) return false;
  if (query.inConflict === true && entry.conflicts === 0) return false;
  if (query.isBehind === true && entry.behind.length === 0) return false;
  if (query.changedAfter !== undefined && entry.changedAt <= query.changedAfter) return false;
  return query.where === undefined || hasValues(entry, query.where);
}

function hasValues({ values }: CatalogueEntry, where: NonNullable<CatalogueQuery['where']>): boolean {
  return Object.entries(where).every(([key, wanted]) => {
    const value = values[key] ?? null;
    return Array.isArray(value) ? value.includes(wanted) : value === wanted;
  });
}
