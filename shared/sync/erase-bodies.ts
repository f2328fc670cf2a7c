/**
 * What was erased goes from this disk, and not from what is shown alone ([ER5]): the store makes packs anew that still hold it,
 * and frames of the journal that hold it are written again without it and then written over. Before the hub is told of it
 * ([ER7]). A disk that refuses is asked again with the next exchange.
 */
import { toHex } from '../base/bytes.ts';
import type { ScopeId } from '../base/ids.ts';
import { isErased } from '../domain/erasure/erased.ts';
import { encodeFrame, type Frame, frameHeaderSize, frameTypes, readFrames } from '../protocol/frame.ts';
import { isLetGo, type StoredOperation } from '../protocol/operation.ts';
import type { Outcome } from '../protocol/outcome.ts';
import { decodePage, encodePage, type PlacedOperation } from '../protocol/page.ts';
import { pageIn, proofSize } from '../protocol/proved-page.ts';
import { lacksOwnRows } from './check.ts';
import type { Checkpoint } from './checkpoint.ts';
import { addCheckpoint, commitCheckpoint, type Journaling } from './commit-checkpoint.ts';
import type { EngineCore, EngineMemory } from './engine-core.ts';
import { pageFrameWithout } from './erased-page.ts';
import type { KnownErasure } from './erasing.ts';
import { chunkHash, entryOfFrame, pageFrame, savedFrame } from './journal-entry.ts';
import { everything } from './ports.ts';
import { batchesOf } from './start.ts';

/** A frame that holds something erased: what stands in its place at the end of the journal. */
interface Held {
  readonly position: number;
  readonly length: number;
  /** A page without what was erased, as a frame. */
  readonly page?: { readonly frame: Uint8Array; readonly operations: readonly PlacedOperation[] };
  /** An action that was saved here. */
  readonly saved?: readonly StoredOperation[];
}

/** Bytes written over at once. */
const pieceBytes = 4 * 1024 * 1024;

/** What came into force and is on the disk yet, or was not looked for since the store began a new life: an older journal may have come with it. */
function owed({ memory: { erasures, incarnation } }: EngineCore): readonly KnownErasure[] {
  return erasures.filter(({ scrubbed }) => scrubbed?.incarnation !== incarnation);
}

/** What is gone from the disk, and the hub of this epoch has not heard of. */
export function erasuresToReceipt({ memory: { erasures, epoch } }: EngineCore): readonly KnownErasure[] {
  return erasures.filter(({ scrubbed, receiptedIn }) => scrubbed !== undefined && receiptedIn !== epoch);
}

/** Takes what was erased from the store's packs and from the journal, and notes it. */
export async function eraseBodies(core: EngineCore): Promise<void> {
  const due = owed(core);
  if (due.length === 0 || (await core.queue.run(() => lacksOwnRows(core)))) return;
  const held = await find(core, due);
  await core.queue.run(() => erase(core, due, held));
}

async function erase(core: EngineCore, due: readonly KnownErasure[], held: readonly Held[]): Promise<void> {
  const { journal, clock } = core.ports;
  // A store that is behind goes on from a frame that must still stand there.
  if (core.stale) return;
  await renewRows(core, due);
  for (const some of inPieces(held)) {
    if (!(await writeAgain(core, some))) return;
    const written = await journal.overwrite(some.map(({ position, length }) => ({ position, frames: filler(length) })));
    if (!written.ok) return;
  }
  const scrubbed = { erasures: due.map(({ id }) => id), incarnation: core.memory.incarnation };
  const checkpoint = { at: clock.now(), scrubbed };
  await commitCheckpoint(core, checkpoint);
}

/** The store says what holds; what a pack said before goes from the disk. */
async function renewRows({ ports: { store } }: EngineCore, due: readonly KnownErasure[]): Promise<void> {
  const records = [...new Set(due.flatMap((one) => one.records.map(({ id }) => id)))];
  const histories = await Promise.all(records.map((record) => store.history(record)));
  await store.write({ renew: { operations: histories.flat().map(({ id }) => id), records } });
}

/** Writes what stays of some frames to the end of the journal. The store goes on from there, so nothing before it is needed to know the journal by. */
async function writeAgain(core: EngineCore, held: readonly Held[]): Promise<boolean> {
  const at = core.ports.clock.now();
  const journaling: Journaling = { frames: [], entries: [] };
  const { frames, entries } = journaling;
  addCheckpoint(journaling, { at });
  for (const { page, saved } of held) {
    if (page !== undefined) {
      frames.push(page.frame);
      entries.push({ kind: 'page', operations: page.operations });
      const standing = await standingOf(core, page.operations);
      if (standing !== null) addCheckpoint(journaling, { at, ...standing });
    }
    if (saved === undefined) continue;
    const { left, outcomes, placed } = await leftOf(core, saved);
    if (left.length > 0) {
      frames.push(savedFrame(batchesOf(left)));
      entries.push({ kind: 'saved', operations: left });
    }
    if (outcomes.length > 0) addCheckpoint(journaling, { at, outcomes });
    for (const [scope, operations] of placed) {
      frames.push(pageFrame(encodePage({ scope, operations }), undefined));
      entries.push({ kind: 'page', operations });
    }
  }
  const written = await core.commit(frames, entries);
  return written.ok && !core.stale;
}

/**
 * How the operations of a page stand now, where that is not as the page says: it may be of a history that the hub lost since
 * ([RH1]), and would put them back to its places. Null when all stand as it says.
 */
async function standingOf(
  { ports: { store }, memory }: EngineCore,
  page: readonly PlacedOperation[],
): Promise<Pick<Checkpoint, 'displaced' | 'offered' | 'outcomes'> | null> {
  const known = new Map((await store.operations(page.map(({ id }) => id))).map((one) => [one.id, one.seq]));
  const moved = page.filter(({ id, seq }) => known.has(id) && known.get(id) !== seq).map(({ id }) => id);
  if (moved.length === 0) return null;
  const waiting = new Set((await store.outbox(everything)).map(({ id }) => id));
  const unplaced = moved.filter((id) => known.get(id) === null);
  const outcomes = moved.flatMap((id): Outcome[] => {
    const seq = known.get(id) ?? null;
    return seq === null ? [memory.refusals.get(id)?.outcome ?? []].flat() : [{ kind: 'accepted', id, seq }];
  });
  return {
    displaced: unplaced.filter((id) => !waiting.has(id)),
    offered: unplaced.filter((id) => waiting.has(id)),
    outcomes,
  };
}

/**
 * What stays of a saved action: what was not erased, with the hub's word on it, and of what was erased that it has its
 * place. An erased change that never had one leaves nothing here: nobody has heard of it.
 */
async function leftOf({ ports: { store }, memory }: EngineCore, saved: readonly StoredOperation[]) {
  const known = new Map((await store.operations(saved.map(({ id }) => id))).map((one) => [one.id, one]));
  const left = saved.filter((one) => !isErased(memory.erased, one));
  const outcomes = left.flatMap(({ id }): Outcome[] => {
    const seq = known.get(id)?.seq ?? null;
    if (seq !== null) return [{ kind: 'accepted', id, seq }];
    return [memory.refusals.get(id)?.outcome ?? []].flat();
  });
  const placed = new Map<ScopeId, PlacedOperation[]>();
  for (const { id } of saved) {
    const one = known.get(id);
    if (one === undefined || one.seq === null || !isErased(memory.erased, one)) continue;
    placed.set(one.scope, [...(placed.get(one.scope) ?? []), one as PlacedOperation]);
  }
  for (const operations of placed.values()) operations.sort((a, b) => a.seq - b.seq);
  return { left, outcomes, placed };
}

/** The frames of the journal that hold something erased. Nothing new comes meanwhile: what arrives is written without it. */
async function find({ ports: { journal }, memory }: EngineCore, due: readonly KnownErasure[]): Promise<Held[]> {
  const chunks = new Set(due.flatMap((one) => one.chunks));
  const found: Held[] = [];
  let position = 0;
  for await (const bytes of journal.read(0)) {
    for (const frame of readFrames(bytes).frames) {
      const held = holding(frame, memory, chunks);
      if (held !== null) found.push({ position, length: frame.bytes.length, ...held });
      position += frame.bytes.length;
    }
  }
  return found;
}

function holding(
  frame: Frame,
  { erased, identity }: Pick<EngineMemory, 'erased' | 'identity'>,
  chunks: ReadonlySet<string>,
): Pick<Held, 'page' | 'saved'> | null {
  const holds = (one: StoredOperation) => isErased(erased, one) && !isLetGo(one);
  if (frame.type === frameTypes.chunk) return chunks.has(chunkHash(frame.payload)) ? {} : null;
  if (frame.type === frameTypes.saved) {
    const entry = entryOfFrame(frame);
    return entry?.kind === 'saved' && entry.operations.some(holds) ? { saved: entry.operations } : null;
  }
  if (frame.type === frameTypes.shelved) {
    // A batch of the room is signed whole: it goes whole, and its author brings the rest. Own work may be in no other frame ([RM4]).
    const entry = entryOfFrame(frame);
    if (entry?.kind !== 'shelved' || !entry.operations.some(holds)) return null;
    const saved = entry.operations.filter(({ origin }) => origin.device === identity?.device);
    return saved.length === 0 ? {} : { saved };
  }
  const isProved = frame.type === frameTypes.provedPage;
  if (!isProved && frame.type !== frameTypes.page) return null;
  const payload = isProved ? pageIn(frame.payload) : frame.payload;
  const page = decodePage(payload);
  if (!page.ok || !page.value.operations.some(holds)) return null;
  const proof = isProved ? toHex(frame.payload.subarray(0, proofSize)) : undefined;
  return {
    page: { frame: pageFrameWithout(erased, payload, page.value, proof).slice(), operations: page.value.operations },
  };
}

function inPieces(held: readonly Held[]): Held[][] {
  const pieces: Held[][] = [];
  let left = 0;
  for (const one of held) {
    if (left <= 0) {
      pieces.push([]);
      left = pieceBytes;
    }
    pieces.at(-1)?.push(one);
    left -= one.length;
  }
  return pieces;
}

function filler(length: number): Uint8Array {
  return encodeFrame(frameTypes.erased, new Uint8Array(length - frameHeaderSize));
}
