/** One exchange after another until neither side has anything left to say ([SY1], [SY8]). */
import { fail, ok, type Result } from '../base/result.ts';
import { packsIn } from '../protocol/sync-reply.ts';
import { asksForHub } from './agreed.ts';
import { type BuiltRequest, buildRequest } from './build-request.ts';
import type { SyncFailure, SyncProgress, SyncReport } from './engine-api.ts';
import { type EngineCore, storeSafely } from './engine-core.ts';
import { eraseBodies, erasuresToReceipt } from './erase-bodies.ts';
import { erasePurged } from './erase-purged.ts';
import { withoutArrived } from './fetch-packs.ts';
import { goApart } from './parcels.ts';
import type { TransportFailure } from './ports.ts';
import { owesReceipt, purgeLost } from './purge.ts';
import { readPacks } from './read-packs.ts';
import { catchUp } from './replay.ts';
import { createComparison, type SyncSession } from './sync-session.ts';
import { takeReply } from './take-reply.ts';
import { hearRevoked, ownRevocation } from './take-revocations.ts';
import type { Taken } from './taken.ts';
import { chunksToAsk } from './wanted-files.ts';

/** A hub that always says "more" ends the session, not the battery. */
const mostRounds = 10_000;

/** Syncs until done. Saves go on meanwhile: the writers' queue is not held during an exchange. */
export async function syncRounds(core: EngineCore, session: SyncSession): Promise<Result<SyncReport, SyncFailure>> {
  if (core.memory.left.length > 0) return fail({ kind: 'travelling' });
  if (asksForHub(core)) return fail({ kind: 'hub-not-agreed' });
  const total = { requests: 0, sent: 0, received: 0, notAccepted: 0, bytesUp: 0, bytesDown: 0, chunksWanted: 0 };
  const beganAt = core.ports.clock.now();
  session.offeredChunks.clear();
  session.carried.clear();
  session.relayed.clear();
  session.readAgain.clear();
  session.stoodAt = null;
  session.leftBefore = 0;
  session.comparison = createComparison();
  session.packs.wrong = 0;
  for (let i = 0; i < mostRounds; i++) {
    if (!((await core.ports.transport.ready?.()) ?? true)) break;
    session.isAskedAgain = false;
    const built = await core.queue.run(() => build(core, session));
    if (!built.ok) return built;
    const request = built.value;
    const startedAt = core.ports.clock.now();
    const asked = session.budget.down;
    const answer = await core.ports.transport.exchange(request.body);
    session.budget.learn(startedAt, answer.ok, request.full || (answer.ok && answer.value.length > session.budget.up));
    if (!answer.ok) {
      const told = await core.queue.run(() => refusal(core, session, request, answer.failure));
      if (told === 'more-to-hand-over') continue;
      const { failure, arrived } = withoutArrived(told);
      const came = { payloads: packsIn(arrived), asked: request.packs };
      const saved = await readPacks(core, session, { came, failure }, async () => {});
      return saved.ok ? fail(failure) : saved;
    }
    const taken = await core.queue.run(() => take(core, session, request, answer.value));
    if (!taken.ok) {
      // Asked for less, the same work fits ([SY21]).
      if (taken.failure.kind === 'answer-too-large' && session.budget.learnTooLarge(asked)) continue;
      return taken;
    }
    const erased = await storeSafely(async () => {
      await erasePurged(core);
      await eraseBodies(core);
    });
    if (!erased.ok) return erased;
    const { received, outcomes, notAccepted, behind } = taken.value;
    total.requests += 1;
    total.bytesUp += request.body.length;
    total.bytesDown += answer.value.length;
    total.received += received;
    total.sent += outcomes;
    total.notAccepted += notAccepted;
    session.isAhead = false;
    const came = { payloads: taken.value.packs, asked: request.packs };
    let left = behind;
    const packed = await readPacks(core, session, { came, failure: null }, async (moved) => {
      const { requests = 0, operations = 0, bytesUp = 0, bytesDown = 0 } = moved;
      total.requests += requests;
      total.received += operations;
      total.bytesUp += bytesUp;
      total.bytesDown += bytesDown;
      left -= operations;
      session.progress = await progressOf(core, total, left, beganAt);
    });
    if (!packed.ok) return packed;
    session.isReading = taken.value.more && (taken.value.getsOn || packed.value.getsOn);
    if (!(await goesOn(core, session, request, taken.value)) && !session.isAskedAgain) break;
    core.tell({ types: [], records: [], status: true });
  }
  return ok({ ...total, chunksWanted: session.wanted.size });
}

async function build(core: EngineCore, session: SyncSession): Promise<Result<BuiltRequest, SyncFailure>> {
  const { identity } = core.memory;
  if (identity === null) return fail({ kind: 'not-enrolled' });
  const built = await storeSafely(async () => {
    if (core.stale) await catchUp(core);
    if (session.wantsChanged) await renewWants(core, session);
    return buildRequest(core, identity, session);
  });
  return built.ok ? built.value : built;
}

/**
 * What a refused exchange means. A hub that says under its key that this device is revoked holds what came with the request and
 * answers nothing: the rest is handed over in the same way, and the device is told then ([RV5]).
 */
async function refusal(
  core: EngineCore,
  session: SyncSession,
  request: BuiltRequest,
  failure: TransportFailure,
): Promise<TransportFailure | Extract<SyncFailure, { kind: 'device-revoked' }> | 'more-to-hand-over'> {
  const statement = failure.kind === 'device-refused' ? failure.revocation : undefined;
  if (statement === undefined) return failure;
  const wasKnown = ownRevocation(core) !== null;
  const heard = await storeSafely(() => hearRevoked(core, statement));
  if (!heard.ok || heard.value === null) return failure;
  // A hub of an older edition passes over a parcel and refuses all the same: it may hold nothing of it ([SY25]).
  if (request.together) {
    session.sayIds = true;
    const apart = await storeSafely(() => goApart(core, session, request.carry));
    return apart.ok ? 'more-to-hand-over' : failure;
  }
  // It does not say either that the places which a batch names stand for something else there, and then it holds nothing of it ([OP6]).
  if (request.namesPlaces) {
    session.sayIds = true;
    return 'more-to-hand-over';
  }
  const sent = request.sent.flat();
  for (const id of sent) session.handedOver.add(id);
  const left = (await core.ports.store.outboxCount()) - session.handedOver.size;
  return (sent.length > 0 || !wasKnown) && left > 0 ? 'more-to-hand-over' : { kind: 'device-revoked', ...heard.value };
}

async function renewWants({ ports: { store } }: EngineCore, session: SyncSession): Promise<void> {
  session.wantsChanged = false;
  const chunks = session.wantedFiles === null ? [] : await chunksToAsk(store, session.wantedFiles);
  session.wanted.clear();
  for (const hash of chunks) session.wanted.add(hash);
}

async function take(
  core: EngineCore,
  session: SyncSession,
  request: BuiltRequest,
  body: Uint8Array,
): Promise<Result<Taken, SyncFailure>> {
  const taken = await storeSafely(async () => {
    // Somebody saved while the exchange was under way, and the store missed it.
    if (core.stale) await catchUp(core);
    const reply = await takeReply(core, session, request, body);
    // Nothing is purged before a hub that was restored is known to be ([RH1]); it may ask twice, of a copy of this disk too.
    if (!reply.ok || reply.value.asksForCursors) return reply;
    const purged = await purgeLost(core, session);
    return purged.ok ? reply : purged;
  });
  return taken.ok ? taken.value : taken;
}

async function progressOf(
  { ports: { store, clock } }: EngineCore,
  { sent, received, bytesUp, bytesDown }: SyncReport,
  behind: number,
  beganAt: number,
): Promise<SyncProgress> {
  const seconds = (clock.now() - beganAt) / 1_000;
  return {
    sent,
    toSend: sent + (await store.outboxCount()),
    received,
    toReceive: received + behind,
    bytesUp,
    bytesDown,
    bytesPerSecond: seconds > 0 ? Math.round((bytesUp + bytesDown) / seconds) : null,
  };
}

/** How much waits, what was saved while this was counted included: whoever saves and then syncs counts on it ([EN4]). */
async function waitingNow(core: EngineCore): Promise<number> {
  for (;;) {
    const { settled } = core;
    await settled;
    const count = await core.ports.store.outboxCount();
    if (settled === core.settled) return count;
  }
}

function keepsScopes({ wantedFiles }: SyncSession): boolean {
  return wantedFiles !== null && wantedFiles.scopes.length > 0;
}

/** Another round only when this one moved something and something is left: no hub can keep us in circles. */
async function goesOn(core: EngineCore, session: SyncSession, request: BuiltRequest, taken: Taken): Promise<boolean> {
  if (session.isReading || taken.sayIds || session.comparison.sayCursors || session.comparison.ranges.length > 0)
    return true;
  // An older hub passed over what went in a parcel ([SY25]).
  if (request.together && session.parcels === 'passed-over') return true;
  // A scope was purged: the hub hears of it at once.
  if (request.receipts.length === 0 && core.memory.purges.some(owesReceipt)) return true;
  // They go up before their scopes are purged; where none of them goes, the next sync tries again.
  const stillToBring = session.leftToBring !== session.leftBefore && session.leftToBring > 0;
  session.leftBefore = session.leftToBring;
  if (stillToBring) return true;
  // Batches of other laptops are left that did not fit.
  if (request.carry.more && taken.outcomes > 0) return true;
  if (request.erasureReceipts.length === 0 && erasuresToReceipt(core).length > 0) return true;
  const left = await waitingNow(core);
  const sent = request.sent.some((ids) => ids.length > 0);
  // What could not be sent while a scope was read again may go now; what was sent and not answered for waits, and so does what
  // still could not be sent when nothing moved meanwhile, as a row that is damaged in the journal too.
  const stands = `${left} wait, ${session.relayed.size} went back, ${core.memory.rereading.length} are read again`;
  const isStuck = !sent && !taken.getsOn && session.stoodAt === stands;
  session.stoodAt = sent || taken.getsOn ? null : stands;
  if (left > 0 && (taken.outcomes > 0 || !sent) && !isStuck) return true;
  if ([...session.hubWants].some((hash) => !session.offeredChunks.has(hash))) return true;
  // Attachments that came by these very pages may be wanted.
  return (session.wanted.size > 0 && taken.chunks > 0) || (session.wantsChanged && keepsScopes(session));
}
