/**
 * Checking everything that is on this disk against itself, in pieces that let saves pass: rows against their ids, rows
 * against the kept digests, states against the operations that they follow from ([VR6]). What is wrong is mended from the
 * journal, offline; what the journal does not have either is found and fetched with the next exchange ([VR3]).
 */
import type { OperationId, RecordId, ScopeId } from '../base/ids.ts';
import { isErased } from '../domain/erasure/erased.ts';
import { emptyDigest } from '../protocol/digest.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import type { EngineCore } from './engine-core.ts';
import type { HeldDigests } from './held-digests.ts';
import { digestOfAll, type HeldPlaces, readHeld } from './held-places.ts';
import { hides } from './known-beside.ts';
import { foldWithTexts } from './merged-texts.ts';
import { offerToNewerHub } from './offer-to-newer-hub.ts';
import { everything, type Store } from './ports.ts';
import { markOfStart, replayJournal } from './replay.ts';

export interface CheckReport {
  /** Rows of operations that were read. */
  readonly operations: number;
  /** Operations whose row held something else than it should. */
  readonly damaged: number;
  /** Scopes that hold something else of their order than was absorbed. */
  readonly scopes: number;
  /** Records that showed something else than their operations say. */
  readonly records: number;
  /** True when something is still wrong: the journal does not have it, and the hub is asked. */
  readonly open: boolean;
}

/** Records looked at in one turn of the writers' queue. */
const piece = 50;

/** Rows of what waits opened at once: all of them may be hundreds of thousands. */
const ownRowsAtOnce = 2_000;

/**
 * Checks, and mends what can be mended here; `lacksOthers` says whether rows are gone of what came from the room. Throws when the store or the
 * journal cannot be read.
 */
export async function checkStore(core: EngineCore, lacksOthers: () => Promise<boolean>): Promise<CheckReport> {
  const suspects: ScopeId[] = [];
  const damaged = new Set<OperationId>();
  let operations = 0;
  for (const scope of await scopesOf(core)) {
    const held = await readHeld(core.ports.store, scope);
    operations += held.count;
    if (agrees(core.memory.digests, scope, held)) continue;
    // A save or an answer may have come while the rows were read: once more, with nobody writing.
    const again = await core.queue.run(() => readHeld(core.ports.store, scope));
    if (agrees(core.memory.digests, scope, again)) continue;
    suspects.push(scope);
    for (const id of again.damaged) damaged.add(id);
  }
  // Saves pass while thousands of rows are opened; what seems to be gone is looked for again with nobody writing.
  const lacksRows = async () => (await lacksOwnRows(core)) || (await lacksOthers());
  const hasGaps = (await lacksRows()) && (await core.queue.run(lacksRows));
  const isWrong = suspects.length > 0 || hasGaps;
  const open = isWrong && (await core.queue.run(() => mend(core, suspects, damaged)));
  const records = await checkStates(core);
  return { operations, damaged: damaged.size, scopes: suspects.length, records, open };
}

/**
 * The scopes of which this device holds or may read something, lost ones too: what the hub did not accept there stays ([SC3]), and one
 * that is being left has its rows until its last work has gone, with no cursor where the hub was restored meanwhile.
 */
export async function scopesOf({ ports: { store }, memory }: EngineCore): Promise<ScopeId[]> {
  const cursors = await store.cursors();
  const granted = memory.identity?.scopes ?? [];
  const refused = [...memory.refusals.keys()];
  const own = refused.length === 0 ? [] : await store.operations(refused);
  const named = [...cursors, ...own, ...memory.leaving].map(({ scope }) => scope);
  return [...new Set([...named, ...Object.keys(memory.digests), ...granted.map(({ id }) => id)])].sort();
}

/** Whether the rows of a scope are whole, and those that were absorbed. */
export function agrees(digests: HeldDigests, scope: ScopeId, held: HeldPlaces): boolean {
  return held.damaged.size === 0 && digestOfAll(held).digest === (digests[scope]?.digest ?? emptyDigest);
}

/** Whether rows are gone of what has no place: what waits for the hub, and what it did not accept. */
export async function lacksOwnRows(core: EngineCore): Promise<boolean> {
  const { store } = core.ports;
  const waiting = await store.outboxIds(everything);
  for (let at = 0; at < waiting.length; at += ownRowsAtOnce) {
    if (await lacksAny(store, waiting.slice(at, at + ownRowsAtOnce))) return true;
  }
  return lacksRefused(core);
}

/** Whether rows are gone of what the hub did not accept. */
export function lacksRefused({ ports: { store }, memory }: EngineCore): Promise<boolean> {
  return lacksAny(store, [...memory.refusals.keys()]);
}

async function lacksAny(store: Store, ids: readonly OperationId[]): Promise<boolean> {
  return (await store.operations(ids)).length < ids.length;
}

/** Absorbs the journal over what is here. True when something is still wrong: then the kept digests say what is here. */
export async function mend(
  core: EngineCore,
  suspects: readonly ScopeId[],
  damaged: ReadonlySet<OperationId>,
): Promise<boolean> {
  const expected = core.memory.digests;
  // What the rows hold is what the journal is absorbed over: the kept digests count what is not there. Who dies before the
  // end has forgotten what is missing, and reads the journal whole at the next start.
  await keepDigests(core, suspects, (await markOfStart(core.ports.journal)) ?? core.memory.mark);
  try {
    await replayJournal(core, 0, damaged);
  } catch (error) {
    core.stale = true; // it stands somewhere in the journal, and goes on from there before anything else
    throw error;
  }
  await offerToNewerHub(core);
  const held = await keepDigests(core, suspects);
  return (await lacksOwnRows(core)) || held.some(({ scope, places }) => !agrees(expected, scope, places));
}

/** Takes the kept digests of these scopes from their rows, and says with them how far the journal counts as absorbed. */
async function keepDigests({ ports: { store }, memory }: EngineCore, scopes: readonly ScopeId[], mark = memory.mark) {
  const held: { readonly scope: ScopeId; readonly places: HeldPlaces }[] = [];
  for (const scope of scopes) held.push({ scope, places: await readHeld(store, scope) });
  const digests = { ...memory.digests, ...Object.fromEntries(held.map((one) => [one.scope, digestOfAll(one.places)])) };
  await store.write({ meta: { digests, journal: mark } });
  Object.assign(memory, { digests, mark });
  return held;
}

/** Folds every listed record anew; those that differ are written. Returns how many did. */
async function checkStates(core: EngineCore): Promise<number> {
  const entries = await core.ports.store.list({ withDeleted: true });
  // Scope by scope, as they lie in packs: who goes through all scopes at once opens most packs again for each piece.
  const ids = entries.toSorted((a, b) => (a.scope === b.scope ? 0 : a.scope < b.scope ? -1 : 1)).map(({ id }) => id);
  let wrong = 0;
  for (let i = 0; i < ids.length; i += piece) {
    wrong += await core.queue.run(() => checkPiece(core, ids.slice(i, i + piece)));
  }
  return wrong;
}

/** The states of records from the operations that are here, as this edition merges them. */
export async function foldHere({ ports: { store }, memory, edition }: EngineCore, ids: readonly RecordId[]) {
  const histories = await Promise.all(ids.map((id) => store.history(id)));
  const isShown = (one: StoredOperation) => !hides(memory.refusals.get(one.id)) && !isErased(memory.erased, one);
  return histories.flatMap((history) => foldWithTexts(history.filter(isShown), edition.declarationOf) ?? []);
}

async function checkPiece(core: EngineCore, ids: readonly RecordId[]): Promise<number> {
  const { store } = core.ports;
  const states = new Map((await store.open(ids)).map((state) => [state.id, state]));
  const folded = await foldHere(core, ids);
  const records = folded.filter((state) => JSON.stringify(states.get(state.id)) !== JSON.stringify(state));
  if (records.length === 0) return 0;
  await store.write({ records });
  core.tell({
    types: [...new Set(records.map(({ type }) => type))],
    records: records.map(({ id }) => id),
    status: false,
  });
  return records.length;
}
