/** What a move reads: the record, everything that belongs to it, and what the new scope holds of them already ([MV2]). */
import type { RecordId, ScopeId } from '../../base/ids.ts';
import type { CatalogueEntry, CatalogueQuery } from '../catalogue.ts';
import type { RecordDeclaration } from '../declare-record.ts';
import type { RecordState } from '../record-state.ts';
import { recordDeclarations } from '../records.ts';
import { isDeleted } from '../view.ts';
import { idsThere, type Moving } from './move-records.ts';

/** The part of an engine that is asked. */
export interface Readable {
  list(query: CatalogueQuery): Promise<readonly CatalogueEntry[]>;
  open(ids: readonly RecordId[]): Promise<readonly RecordState[]>;
}

/**
 * The types whose records go along with what they belong to. A child with a screen of its own, a run or a session, says what
 * happened at the old centre and stays there; so does what counts at its hub alone.
 */
export function goesAlong({ parent, hasScreen, ofItsHub }: RecordDeclaration): boolean {
  return parent !== null && hasScreen !== true && ofItsHub !== true;
}

/**
 * A record and everything that belongs to it, the record first; empty when it is not here. What was deleted or moved away is
 * left out unless asked for.
 */
export async function gatherFamily(engine: Readable, id: RecordId, which?: 'gone too'): Promise<RecordState[]> {
  const withDeleted = which === 'gone too';
  const family = [...(await engine.open([id]))];
  const known = new Set(family.map((state) => state.id));
  // A list that grows while it is walked is walked to its end.
  for (const state of family) {
    for (const { type } of recordDeclarations.filter(goesAlong)) {
      const entries = await engine.list({ type, parent: state.id, scope: state.scope, withDeleted });
      const fresh = entries.filter((entry) => !known.has(entry.id)).map((entry) => entry.id);
      for (const child of await engine.open(fresh)) {
        known.add(child.id);
        if (withDeleted || !isDeleted(child)) family.push(child);
      }
    }
  }
  return family;
}

/** Everything that {@link moveRecords} needs. */
export async function gatherMove(engine: Readable, id: RecordId, target: ScopeId): Promise<Moving> {
  const states = await gatherFamily(engine, id);
  const there = await engine.open([...idsThere(states, target).values()]);
  return { states, target, there };
}
