/**
 * What a purge took from the store goes from the journal's files too ([SC4]): frames of the scope from before the purge are
 * written over, in their length. What the store keeps of the scope stays here too ([SC3]), so nothing is erased while the
 * store lacks any of it.
 */
import { concat } from '../base/bytes.ts';
import type { OperationId, ScopeId } from '../base/ids.ts';
import { attachment, chunksIn } from '../domain/attachment.ts';
import { encodeFrame, type Frame, frameHeaderSize, frameTypes, readFrames } from '../protocol/frame.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import { scopeOfPage } from '../protocol/page.ts';
import { pageIn } from '../protocol/proved-page.ts';
import { scopeOfShelved } from '../protocol/shelved-batch.ts';
import { lacksOwnRows } from './check.ts';
import { commitCheckpoint } from './commit-checkpoint.ts';
import type { EngineCore } from './engine-core.ts';
import { checkpointFrame, chunkHash, entryOfFrame, savedFrame } from './journal-entry.ts';
import type { Purge } from './known-beside.ts';
import type { Journal, JournalPart } from './ports.ts';
import { batchesOf } from './start.ts';

/**
 * Erases the scopes of purges that are not erased yet, and notes it. A disk that refuses is asked again with the next
 * exchange; until then no receipt is given ([SC5]).
 */
export async function erasePurged(core: EngineCore): Promise<void> {
  for (const purge of core.memory.purges.filter(({ erased }) => erased !== true)) {
    if (await core.queue.run(() => lacksOwnRows(core))) return;
    const plan = await planOf(core, purge);
    await core.queue.run(() => erase(core, purge, plan));
  }
}

/** What is written over, and what stays of it. */
interface Plan {
  readonly parts: readonly JournalPart[];
  /** Operations that came in pages, from a copy of this disk, and that a restored hub holds since. */
  readonly stays: readonly StoredOperation[];
}

async function erase(core: EngineCore, { scope, at }: Purge, { parts, stays }: Plan): Promise<void> {
  // A store that is behind goes on from a frame that must still stand there.
  if (core.stale) return;
  if (!(await writeAgain(core, stays))) return;
  for (const some of inPieces(parts)) {
    const written = await core.ports.journal.overwrite(some);
    if (!written.ok) return;
  }
  const checkpoint = { at: core.ports.clock.now(), erased: [{ scope, at }] };
  await commitCheckpoint(core, checkpoint);
}

/** Writes to the end of the journal what stays of frames that go, with what the hub said of it. */
async function writeAgain(core: EngineCore, operations: readonly StoredOperation[]): Promise<boolean> {
  if (operations.length === 0) return true;
  const outcomes = operations.flatMap(({ id }) => core.memory.refusals.get(id)?.outcome ?? []);
  const checkpoint = { at: core.ports.clock.now(), outcomes };
  const written = await core.commit(
    [savedFrame(batchesOf(operations)), checkpointFrame(checkpoint)],
    [
      { kind: 'saved', operations },
      { kind: 'checkpoint', checkpoint },
    ],
  );
  return written.ok && !core.stale;
}

/** Rows of the store read at once. */
const rowsAtOnce = 1_000;
/** Bytes written over at once. */
const pieceBytes = 4 * 1024 * 1024;

function inPieces(parts: readonly JournalPart[]): JournalPart[][] {
  const pieces: JournalPart[][] = [];
  let left = 0;
  for (const part of parts) {
    if (left <= 0) {
      pieces.push([]);
      left = pieceBytes;
    }
    pieces.at(-1)?.push(part);
    left -= part.frames.length;
  }
  return pieces;
}

async function planOf({ ports: { journal, store } }: EngineCore, purge: Purge): Promise<Plan> {
  const kept = new Set<OperationId>();
  for await (const rows of store.scan(purge.scope, rowsAtOnce))
    for (const { id, seq } of rows) if (seq === null) kept.add(id);
  const found = await find(journal, purge, kept);
  // Attachments, and what a restored hub holds, are rare: only for them every page is read.
  if (kept.size + found.chunks.length === 0) return { parts: found.parts, stays: [] };
  const { stays, own, others } = await readPages(journal, purge.scope, found.upTo, kept);
  const chunks = found.chunks.filter(({ hash }) => own.has(hash) && !others.has(hash));
  return { parts: [...found.parts, ...chunks], stays };
}

/** Everything of a scope up to its purge, or to the end where that cannot be read any more; chunks of any scope. */
async function find(journal: Journal, { scope, at }: Purge, kept: ReadonlySet<OperationId>) {
  const parts: JournalPart[] = [];
  const chunks: (JournalPart & { readonly hash: string })[] = [];
  for await (const { frame, position } of framesOf(journal)) {
    if (frame.type === frameTypes.chunk) {
      chunks.push({ position, frames: filler(frame.bytes.length), hash: chunkHash(frame.payload) });
    } else if (frame.type === frameTypes.shelved) {
      const read = scopeOfShelved(frame.payload);
      if (read.ok && read.value === scope) parts.push({ position, frames: filler(frame.bytes.length) });
    } else if (isPage(frame)) {
      const read = scopeOfPage(pageOf(frame));
      if (read.ok && read.value === scope) parts.push({ position, frames: filler(frame.bytes.length) });
    } else {
      const entry = entryOfFrame(frame);
      if (entry?.kind === 'purge' && entry.scope === scope && entry.at === at) return { parts, chunks, upTo: position };
      const frames = entry?.kind === 'saved' ? without(frame, entry.operations, scope, kept) : null;
      if (frames !== null) parts.push({ position, frames });
    }
  }
  return { parts, chunks, upTo: await journal.position() };
}

/** What pages, and batches of the room alone, hold of a scope that stays, and the chunks that attachments of it and of others name. */
async function readPages(journal: Journal, scope: ScopeId, upTo: number, kept: ReadonlySet<OperationId>) {
  const stays = new Map<OperationId, StoredOperation>();
  const shelved = new Map<OperationId, StoredOperation>();
  const saved = new Set<OperationId>();
  const [own, others] = [new Set<string>(), new Set<string>()];
  for await (const { frame, position } of framesOf(journal)) {
    if (position >= upTo) break;
    if (frame.type !== frameTypes.saved && frame.type !== frameTypes.shelved && !isPage(frame)) continue;
    const entry = entryOfFrame(frame);
    if (entry === null || !('operations' in entry)) continue;
    for (const operation of entry.operations) {
      // Own work that this disk had lost and another laptop gave back is in no saved action here ([RM4]).
      if (entry.kind === 'shelved' && kept.has(operation.id)) shelved.set(operation.id, operation);
      if (entry.kind === 'saved') saved.add(operation.id);
      const isOwn = operation.scope === scope;
      for (const hash of chunksNamedBy(operation)) (isOwn && !kept.has(operation.id) ? own : others).add(hash);
      if (isOwn && entry.kind === 'page' && kept.has(operation.id))
        stays.set(operation.id, { ...operation, seq: null });
    }
  }
  for (const [id, operation] of shelved) if (!saved.has(id)) stays.set(id, operation);
  return { stays: [...stays.values()], own, others };
}

function isPage({ type }: Frame): boolean {
  return type === frameTypes.page || type === frameTypes.provedPage;
}

function pageOf({ type, payload }: Frame): Uint8Array {
  return type === frameTypes.page ? payload : pageIn(payload);
}

function chunksNamedBy({ type, field, value }: StoredOperation): readonly string[] {
  return type === attachment.type && field === 'chunks' ? chunksIn(value) : [];
}

/** A saved action without what went of a scope, in the same length; null where nothing goes, or it cannot be written so. */
function without(
  frame: Frame,
  operations: readonly StoredOperation[],
  scope: ScopeId,
  kept: ReadonlySet<OperationId>,
): Uint8Array | null {
  const goes = (operation: StoredOperation) => operation.scope === scope && !kept.has(operation.id);
  if (!operations.some(goes)) return null;
  const left = operations.filter((operation) => !goes(operation));
  if (left.length === 0) return filler(frame.bytes.length);
  const saved = savedFrame(batchesOf(left));
  const rest = frame.bytes.length - saved.length;
  if (rest !== 0 && rest < frameHeaderSize) return null;
  return rest === 0 ? saved : concat(saved, filler(rest));
}

function filler(length: number): Uint8Array {
  return encodeFrame(frameTypes.erased, new Uint8Array(length - frameHeaderSize));
}

async function* framesOf(journal: Journal) {
  let position = 0;
  for await (const bytes of journal.read(0)) {
    for (const frame of readFrames(bytes).frames) {
      yield { frame, position };
      position += frame.bytes.length;
    }
  }
}
