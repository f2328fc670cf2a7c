/** What an answer adds to the journal: offers, pages, chunks, and one checkpoint that says how far this device is ([SY5]). */
import type { OperationId } from '../base/ids.ts';
import type { Outcome } from '../protocol/outcome.ts';
import type { SignedPlace } from '../protocol/signed-place.ts';
import type { ReplyParts } from '../protocol/sync-reply.ts';
import type { BuiltRequest } from './build-request.ts';
import type { CheckedPages } from './check-pages.ts';
import type { Checkpoint } from './checkpoint.ts';
import { addCheckpoint, type Journaling } from './commit-checkpoint.ts';
import type { EngineCore } from './engine-core.ts';
import { pageFrameWithout } from './erased-page.ts';
import { chunkFrame, chunkHash } from './journal-entry.ts';
import { offersAfter } from './offer-again.ts';
import type { Cursor } from './ports.ts';
import { leavingAfter } from './purge.ts';
import type { SyncSession } from './sync-session.ts';
import type { RepairsTaken } from './take-repairs.ts';
import { judgePlaces } from './witness.ts';
import type { LogSeen } from './witness-log.ts';

/** What was found in an answer, and the request that it answers. */
interface ReplyNews {
  readonly request: BuiltRequest;
  readonly reply: ReplyParts;
  readonly outcomes: readonly Outcome[];
  readonly putAway: readonly OperationId[];
  readonly repairs: RepairsTaken;
  readonly places: readonly SignedPlace[];
  readonly log: LogSeen;
}

/** What is to be journaled of it. */
export async function entriesOf(
  core: EngineCore,
  session: SyncSession,
  { request, reply, outcomes, putAway, repairs, places, log }: ReplyNews,
  checked: CheckedPages,
): Promise<Journaling> {
  const { message, chunks } = reply;
  const at = core.ports.clock.now();
  const journaling: Journaling = { frames: [...repairs.frames], entries: [...repairs.entries] };
  const { frames, entries } = journaling;
  if (Object.keys(repairs.lost).length > 0) addCheckpoint(journaling, { at, ...repairs.lost });
  const again = [...checked.rewound, ...checked.broken];
  // Offers first: the pages after them take back what the hub turns out to have.
  for (const checkpoint of await offersAfter(core, message, again)) addCheckpoint(journaling, { at, ...checkpoint });
  for (const { payload, page, proof } of checked.pages) {
    if (page.operations.length === 0) continue;
    frames.push(pageFrameWithout(core.memory.erased, payload, page, proof));
    entries.push({ kind: 'page', operations: page.operations });
  }
  for (const { hash, bytes } of wantedOf(session, chunks)) {
    frames.push(chunkFrame(bytes));
    entries.push({ kind: 'chunk', hash, bytes: bytes.slice() });
  }
  const { signed, contradictions } = judgePlaces(core.memory.witnessed, places, checked.read, at);
  const more = new Set(checked.more);
  const rereading = [...new Set([...core.memory.rereading, ...again])].filter((scope) => more.has(scope));
  addCheckpoint(journaling, {
    at,
    // Another epoch counts once the answer says how its scopes stand ([RH1]).
    ...(message.sayCursors === true && core.memory.epoch !== null ? {} : { epoch: message.epoch }),
    ticket: message.ticket,
    // Another history has another list.
    ...(core.memory.epoch === null || core.memory.epoch === message.epoch ? {} : { revokedTo: 0 }),
    lastContact: at,
    ...(core.memory.wholeAt === null && more.size === 0 && message.sayCursors !== true ? { wholeAt: at } : {}),
    ...(message.identity === null ? {} : { identity: message.identity, ...leavingAfter(core, message.identity) }),
    ...heardOf(request, message.epoch),
    ...(checked.cursors.length === 0 ? {} : { cursors: changedCursors(request.cursors, checked.cursors) }),
    ...(outcomes.length === 0 ? {} : { outcomes }),
    ...(putAway.length === 0 ? {} : { putAway: [...putAway] }),
    ...(signed.length === 0 ? {} : { signed: [...signed] }),
    ...log,
    ...(contradictions.length === 0 ? {} : { contradictions: [...contradictions] }),
    ...(again.length + core.memory.rereading.length === 0 ? {} : { rereading }),
  });
  return journaling;
}

/** The receipts that the hub has now. */
function heardOf(
  { receipts, erasureReceipts }: BuiltRequest,
  epoch: string,
): Pick<Checkpoint, 'receipted' | 'erasuresReceipted'> {
  const erasures = erasureReceipts.map(({ erasure }) => erasure);
  return {
    ...(receipts.length === 0 ? {} : { receipted: receipts.map(({ scope, at }) => ({ scope, at })) }),
    ...(erasures.length === 0 ? {} : { erasuresReceipted: { erasures, epoch } }),
  };
}

/** The chunks that somebody here asked for. */
function wantedOf({ wanted }: SyncSession, chunks: readonly Uint8Array[]) {
  return chunks.map((bytes) => ({ hash: chunkHash(bytes), bytes })).filter(({ hash }) => wanted.has(hash));
}

function changedCursors(before: readonly Cursor[], after: readonly Cursor[]): Cursor[] {
  const known = new Map(before.map((cursor) => [cursor.scope, cursor]));
  return after.filter(({ scope, seq, chain }) => known.get(scope)?.seq !== seq || known.get(scope)?.chain !== chain);
}
