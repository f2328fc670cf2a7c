/**
 * What a store keeps of a record beside its operations, its entry in the catalogue and the texts that merge without a
 * question, follows from the type's declaration. An edition that declares a type otherwise than the one that wrote the entries writes them again from what is
 * here: so what came before this edition knew it is shown from its first start on, offline ([EV6]).
 */
import type { RecordId, ScopeId } from '../base/ids.ts';
import type { RecordDeclaration } from '../domain/declare-record.ts';
import type { Edition } from '../domain/edition.ts';
import type { RecordState } from '../domain/record-state.ts';
import { foldHere, scopesOf } from './check.ts';
import type { EngineCore } from './engine-core.ts';
import { hasTextsToMerge } from './merged-texts.ts';
import { everything } from './ports.ts';

/** Operations read, and records written, at once. */
const piece = 2_000;

/** Notes on an empty store that this edition writes its entries. */
export async function noteEdition({ ports: { store }, edition }: EngineCore): Promise<void> {
  await store.write({ meta: { declarations: recipesOf(edition) } });
}

/** Brings the entries up to this edition. The note that they are is written last: a crash before it does it again. */
export async function deriveForEdition(core: EngineCore): Promise<void> {
  const { store } = core.ports;
  const now = recipesOf(core.edition);
  const before = ((await store.meta('declarations')) ?? {}) as Readonly<Record<string, string>>;
  const changed = new Set(Object.keys(now).filter((type) => before[type] !== now[type]));
  if (changed.size === 0) return;
  for (const scope of await scopesHere(core)) await deriveScope(core, scope, changed);
  await noteEdition(core);
}

/** An edition never changes while a program runs, and each start asks for its recipes. */
const recipesByEdition = new WeakMap<Edition, Readonly<Record<string, string>>>();

function recipesOf(edition: Edition): Readonly<Record<string, string>> {
  const known = recipesByEdition.get(edition);
  if (known !== undefined) return known;
  const recipes = Object.fromEntries(edition.declarations.map((each) => [each.type, recipeOf(each)]));
  recipesByEdition.set(edition, recipes);
  return recipes;
}

/** Everything of a declaration that an entry depends on, spelt the same by every edition that declares it so. */
function recipeOf({ parent, fields }: RecordDeclaration): string {
  const traits = Object.entries(fields).map(([name, { kind, localised, listed, merge, options = [] }]) =>
    [name, kind, localised, listed === true, merge, ...options].join(':'),
  );
  return [parent ?? '', ...traits.sort()].join(' ');
}

/** Also scopes that were lost: what the hub has not taken of them stays readable ([SC3]). */
async function scopesHere(core: EngineCore): Promise<ScopeId[]> {
  const { store } = core.ports;
  const own = [...(await store.outbox(everything)), ...(await store.operations([...core.memory.refusals.keys()]))];
  return [...new Set([...(await scopesOf(core)), ...own.map(({ scope }) => scope)])];
}

async function deriveScope(core: EngineCore, scope: ScopeId, changed: ReadonlySet<string>): Promise<void> {
  const { store } = core.ports;
  const done = new Set<RecordId>();
  for await (const rows of store.scan(scope, piece)) {
    const ids = [...new Set(rows.flatMap(({ type, record }) => (changed.has(type) ? [record] : [])))];
    const fresh = ids.filter((id) => !done.has(id));
    for (const id of fresh) done.add(id);
    const states = await store.open(fresh);
    const records = await Promise.all(states.map((state) => mergedAnew(core, state)));
    if (records.length > 0) await store.write({ records });
  }
}

/** The state of a record with the texts that this edition merges ([CF4]). */
async function mergedAnew(core: EngineCore, state: RecordState): Promise<RecordState> {
  if (state.merged === undefined && !hasTextsToMerge(state, core.edition.declarationOf)) return state;
  const [folded] = await foldHere(core, [state.id]);
  return folded ?? state;
}
