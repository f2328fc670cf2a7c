/**
 * What a purge took from the store goes from the journal's files too ([SC4]): frames of the scope from before the purge are
 * written over, in their length. Judged by the journal alone, since the store may be damaged: what it has not seen placed by
 * the hub stays ([SC3]).
 */
import type { OperationId, ScopeId } from '../base/ids.ts';
import { attachment, chunksIn } from '../domain/attachment.ts';
import { encodeFrame, type Frame, frameHeaderSize, frameTypes, readFrames } from '../protocol/frame.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import { decodeSaved } from '../protocol/saved.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { EngineCore } from './engine-core.ts';
import { checkpointFrame, chunkHash, entryOfFrame, type JournalEntry, savedFrame } from './journal-entry.ts';
import type { Purge } from './known-beside.ts';
import type { Journal, JournalPart } from './ports.ts';
import { batchesOf } from './start.ts';

/**
 * Erases the scopes of purges that are not erased yet, and notes it. A disk that refuses is asked again with the next
 * exchange; until then no receipt is given ([SC5]).
 */
export async function erasePurged(core: EngineCore): Promise<void> {
  for (const purge of core.memory.purges.filter(({ erased }) => erased !== true)) {
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
  await core.commit([checkpointFrame(checkpoint)], [{ kind: 'checkpoint', checkpoint }]);
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

/** What the journal says of a scope up to a purge of it. */
interface Survey {
  /** Where the purge stands; the end where it cannot be read any more. */
  readonly upTo: number;
  /** Its operations that the hub had placed. */
  readonly placed: ReadonlySet<OperationId>;
  /** Chunks that its attachments name, and none of another scope does. */
  readonly chunks: ReadonlySet<string>;
}

async function planOf({ ports: { journal }, memory: { refusals } }: EngineCore, purge: Purge): Promise<Plan> {
  const survey = await surveyOf(journal, purge);
  const parts: JournalPart[] = [];
  const stays = new Map<OperationId, StoredOperation>();
  for await (const { frame, position } of framesOf(journal)) {
    if (position >= survey.upTo) break;
    const frames = replacementOf(frame, purge.scope, survey);
    if (frames === null) continue;
    parts.push({ position, frames });
    const entry = entryOfFrame(frame);
    for (const operation of entry?.kind === 'page' ? entry.operations : []) {
      const { id } = operation;
      if (refusals.has(id) && !survey.placed.has(id)) stays.set(id, { ...operation, seq: null });
    }
  }
  return { parts, stays: [...stays.values()] };
}

async function surveyOf(journal: Journal, { scope, at }: Purge): Promise<Survey> {
  const placed = new Set<OperationId>();
  const chunks = { own: new Set<string>(), others: new Set<string>() };
  let upTo = await journal.position();
  for await (const { frame, position } of framesOf(journal)) {
    const entry = entryOfFrame(frame);
    if (entry?.kind === 'purge' && entry.scope === scope && entry.at === at) {
      upTo = position;
      break;
    }
    if (entry !== null) note(entry, scope, placed, chunks);
  }
  return { upTo, placed, chunks: new Set([...chunks.own].filter((hash) => !chunks.others.has(hash))) };
}

function note(
  entry: JournalEntry,
  scope: ScopeId,
  placed: Set<OperationId>,
  chunks: { readonly own: Set<string>; readonly others: Set<string> },
): void {
  if (entry.kind === 'checkpoint') notePlaces(entry.checkpoint, placed);
  if (entry.kind !== 'saved' && entry.kind !== 'page') return;
  for (const operation of entry.operations) {
    const isOwn = operation.scope === scope;
    if (isOwn && entry.kind === 'page') placed.add(operation.id);
    for (const hash of chunksNamedBy(operation)) (isOwn ? chunks.own : chunks.others).add(hash);
  }
}

function notePlaces({ outcomes = [], offered = [], displaced = [] }: Checkpoint, placed: Set<OperationId>): void {
  for (const id of [...offered, ...displaced]) placed.delete(id);
  for (const { id, kind } of outcomes) if (kind === 'accepted' || kind === 'duplicate') placed.add(id);
}

function chunksNamedBy({ type, field, value }: StoredOperation): readonly string[] {
  return type === attachment.type && field === 'chunks' ? chunksIn(value) : [];
}

/** What stands in a frame's place afterwards; null when it stays as it is. */
function replacementOf(frame: Frame, scope: ScopeId, { placed, chunks }: Survey): Uint8Array | null {
  const { length } = frame.bytes;
  if (frame.type === frameTypes.chunk) return chunks.has(chunkHash(frame.payload)) ? filler(length) : null;
  const entry = entryOfFrame(frame);
  if (entry?.kind === 'page') return entry.operations[0]?.scope === scope ? filler(length) : null;
  if (entry?.kind !== 'saved') return null;
  const goes = (operation: { readonly id: OperationId; readonly scope: ScopeId }) =>
    operation.scope === scope && placed.has(operation.id);
  if (!entry.operations.some(goes)) return null;
  return entry.operations.every(goes) ? filler(length) : withoutThose(frame, goes);
}

/** A saved action without some of its operations, in the same length; null where it cannot be written so. */
function withoutThose(frame: Frame, goes: (operation: StoredOperation) => boolean): Uint8Array | null {
  const read = decodeSaved(frame.payload);
  if (!read.ok) return null;
  const batches = read.value.flatMap((batch) => {
    const operations = batch.operations.filter((operation) => !goes(operation as StoredOperation));
    return operations.length === 0 ? [] : [{ ...batch, operations }];
  });
  const saved = savedFrame(batches);
  const left = frame.bytes.length - saved.length;
  if (left !== 0 && left < frameHeaderSize) return null;
  const bytes = new Uint8Array(frame.bytes.length);
  bytes.set(saved);
  if (left > 0) bytes.set(filler(left), saved.length);
  return bytes;
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
