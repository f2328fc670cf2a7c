/**
 * Healing a hub that was restored from an older backup ([SY7], [RH1] to [RH3]): everything that is held of a scope which is
 * read again is offered once more, what others wrote as the proved pages that it came in.
 */
import type { OperationId, ScopeId } from '../base/ids.ts';
import { emptyChain } from '../protocol/chain.ts';
import { frameTypes, readFrames } from '../protocol/frame.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import type { SyncReply } from '../protocol/sync-reply.ts';
import { agrees, lacksOwnRows, mend } from './check.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { EngineCore } from './engine-core.ts';
import { type HeldPlaces, readHeld } from './held-places.ts';
import { entryOfFrame } from './journal-entry.ts';

type Offers = Partial<Checkpoint>;

/** Ids in one checkpoint: a frame holds far more, and a scope may. */
const idsPerCheckpoint = 100_000;

/**
 * What an answer makes this device offer: the scopes that are read again whole, and when the hub's history may be another
 * one (its epoch is), also what it held or refused, what it placed beyond where was read, and scopes that are not granted
 * any more, of which nothing is read.
 */
export async function offersAfter(
  core: EngineCore,
  { epoch, identity, sayCursors }: Pick<SyncReply, 'epoch' | 'identity' | 'sayCursors'>,
  rewound: readonly ScopeId[],
): Promise<Offers[]> {
  const { memory } = core;
  // An answer that gives no pages is not yet the one: neither epoch nor purge is taken from it.
  const isRestored = sayCursors !== true && memory.epoch !== null && memory.epoch !== epoch;
  if (rewound.length === 0 && !isRestored) return [];
  const granted = new Set((identity ?? memory.identity)?.grants.map(({ scope }) => scope));
  const lost = Object.keys(memory.digests).filter((scope) => isRestored && !granted.has(scope));
  const scopes = [...new Set([...rewound, ...lost])];
  const held = await heldOf(core, isRestored ? [...new Set([...scopes, ...Object.keys(memory.digests)])] : scopes);
  const offered = new Set(await savedIn(core, new Set(scopes)));
  for (const scope of scopes) for (const { id } of held.get(scope)?.places ?? []) offered.add(id);
  if (isRestored) {
    for (const { id } of await ownRefused(core)) offered.add(id);
    for (const id of await placedAhead(core, held, new Set(scopes))) offered.add(id);
  }
  const cursors = scopes.map((scope) => ({ scope, seq: 0, chain: emptyChain }));
  const ids = [...offered];
  const pieces: Offers[] = [{ cursors, rereading: [...new Set([...memory.rereading, ...rewound])] }];
  for (let at = 0; at < ids.length; at += idsPerCheckpoint) {
    pieces.push({ offered: ids.slice(at, at + idsPerCheckpoint) });
  }
  return pieces;
}

/** Everything that was ever saved here in these scopes: the journal knows. */
async function savedIn({ ports: { journal } }: EngineCore, scopes: ReadonlySet<ScopeId>): Promise<Set<OperationId>> {
  const held = new Set<OperationId>();
  if (scopes.size === 0) return held;
  for await (const bytes of journal.read(0)) {
    for (const frame of readFrames(bytes).frames) {
      const entry = frame.type === frameTypes.saved ? entryOfFrame(frame) : null;
      if (entry?.kind !== 'saved') continue;
      for (const { id, scope } of entry.operations) if (scopes.has(scope)) held.add(id);
    }
  }
  return held;
}

/** What is held of these scopes. Rows that are gone or damaged come back from the journal first ([VR6]): only this device may have them. */
async function heldOf(core: EngineCore, scopes: readonly ScopeId[]): Promise<ReadonlyMap<ScopeId, HeldPlaces>> {
  const read = async () => Promise.all(scopes.map((scope) => readHeld(core.ports.store, scope)));
  let held = await read();
  const suspects = scopes.filter((scope, n) => !agrees(core.memory.digests, scope, held[n] as HeldPlaces));
  if (suspects.length > 0 || (await lacksOwnRows(core))) {
    await mend(core, suspects, new Set(held.flatMap(({ damaged }) => [...damaged])));
    held = await read();
  }
  return new Map(scopes.map((scope, n) => [scope, held[n] as HeldPlaces]));
}

/** What has a place behind its scope's cursor, in other scopes than these: the chain up to the cursor says nothing of it. */
async function placedAhead(
  { ports: { store } }: EngineCore,
  held: ReadonlyMap<ScopeId, HeldPlaces>,
  besides: ReadonlySet<ScopeId>,
): Promise<OperationId[]> {
  const cursors = new Map((await store.cursors()).map(({ scope, seq }) => [scope, seq]));
  return [...held].flatMap(([scope, { places }]) =>
    besides.has(scope) ? [] : places.flatMap(({ id, seq }) => (seq > (cursors.get(scope) ?? 0) ? id : [])),
  );
}

/** What the hub held or refused of this device, and of others whose batches were brought from here as they were signed ([RM8]). */
async function ownRefused(core: EngineCore): Promise<readonly StoredOperation[]> {
  const { ports, memory } = core;
  const refused = await ports.store.operations([...memory.refusals.keys()]);
  if (refused.every((operation) => isOwn(memory, operation))) return refused;
  const brought = await shelvedIn(core);
  return refused.filter((operation) => isOwn(memory, operation) || brought.has(operation.id));
}

/** Everything that came from the room, by the journal. */
async function shelvedIn({ ports: { journal } }: EngineCore): Promise<ReadonlySet<OperationId>> {
  const ids = new Set<OperationId>();
  for await (const bytes of journal.read(0)) {
    for (const frame of readFrames(bytes).frames) {
      const entry = frame.type === frameTypes.shelved ? entryOfFrame(frame) : null;
      if (entry?.kind === 'shelved') for (const { id } of entry.operations) ids.add(id);
    }
  }
  return ids;
}

/** Whether this device wrote an operation, and may sign for it. */
export function isOwn({ identity }: EngineCore['memory'], { origin }: StoredOperation): boolean {
  return identity === null || origin.device === identity.device;
}
