/**
 * What somebody hung on a record in its old scope who had not heard of its move ([MV11]): alive, under a record that is not
 * listed any more. A person says whether it goes after what it belongs to or away. Pure but for what it reads.
 */
import { catalogueEntryOf } from '../catalogue.ts';
import { policyTable } from '../policy/policy-table.ts';
import { existenceField, type RecordState } from '../record-state.ts';
import { declarationOf, recordDeclarations } from '../records.ts';
import { conflictsOf, isDeleted, movedTo } from '../view.ts';
import { gatherFamily, goesAlong, type Readable } from './gather-move.ts';
import { idsThere, type Moving } from './move-records.ts';
import { movesOf, type RecordPlace } from './moved.ts';

export interface LeftBehind {
  readonly state: RecordState;
  /** Where what it belongs to went. */
  readonly to: RecordPlace;
}

/** Everything of that kind on this disk, without what belongs to it in turn. */
export async function leftBehind(engine: Readable): Promise<LeftBehind[]> {
  const found: LeftBehind[] = [];
  const gone = await movedRoots(engine);
  // A list that grows while it is walked is walked to its end.
  for (const { id, scope, to } of gone) {
    const entries = await engine.list({ parent: id, scope, withDeleted: true });
    for (const state of await engine.open(entries.map((entry) => entry.id))) {
      const further = movedTo(state);
      if (further !== null) gone.push({ id: state.id, scope, to: further });
      else if (isLeft(state)) found.push({ state, to });
    }
  }
  return found;
}

async function movedRoots(engine: Readable) {
  const roots = recordDeclarations.filter((each) => !goesAlong(each) && policyTable[each.type]?.move !== undefined);
  const lists = await Promise.all(roots.map(({ type }) => engine.list({ type, withDeleted: true })));
  const gone = lists.flatMap((entries) => entries.filter(({ deleted }) => deleted));
  const states = await engine.open(gone.map(({ id }) => id));
  return states.flatMap((state) => {
    const to = movedTo(state);
    return to === null ? [] : [{ id: state.id, scope: state.scope, to }];
  });
}

/** It is there, and nothing else is asked about that: a move or a delete that clashes is settled first. */
function isLeft(state: RecordState): boolean {
  const declaration = declarationOf(state.type);
  if (declaration === undefined || !goesAlong(declaration) || isDeleted(state)) return false;
  return !conflictsOf(declaration, state).includes(existenceField);
}

/** How what a record belongs to went away; null when it is where the record is, or not on this disk. */
export async function moveOfParent(engine: Readable, state: RecordState) {
  const [parent] = await engine.open([parentOf(state)]);
  return parent === undefined || movedTo(parent) === null ? null : (movesOf(parent)[0] ?? null);
}

/** Everything that is needed to send it after what it belongs to, with all that belongs to it in turn. */
export async function gatherAfter(engine: Readable, state: RecordState, to: RecordPlace): Promise<Moving> {
  const states = await gatherFamily(engine, state.id);
  const there = await engine.open([...idsThere(states, to.scope).values()]);
  return { states, target: to.scope, there, before: await idsOfFamily(engine, state, to) };
}

/** The ids in another scope of everything that belongs together with a record, moved there or not yet. */
export async function idsOfFamily(engine: Readable, state: RecordState, { scope }: Pick<RecordPlace, 'scope'>) {
  let top = state;
  for (let above = parentOf(top); above !== ''; above = parentOf(top)) {
    const [parent] = await engine.open([above]);
    if (parent === undefined || parent.scope !== state.scope) break;
    top = parent;
  }
  return idsThere(await gatherFamily(engine, top.id, 'gone too'), scope);
}

/** What a record belongs to and goes along with; empty for one that stands alone. */
export function parentOf(state: RecordState): string {
  const declaration = declarationOf(state.type);
  return declaration === undefined || !goesAlong(declaration) ? '' : catalogueEntryOf(declaration, state).parent;
}
