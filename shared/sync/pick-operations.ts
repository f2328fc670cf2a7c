/** Which of the waiting operations go up next ([SY1], [SY4]): whole rows, whole actions, as many as fit. */
import type { OperationId, ScopeId } from '../base/ids.ts';
import { isLetGo, type StoredOperation } from '../protocol/operation.ts';
import { lacksRefused, mend } from './check.ts';
import { commitCheckpoint } from './commit-checkpoint.ts';
import type { EngineCore } from './engine-core.ts';
import { isWhole } from './held-places.ts';
import { isOwn } from './offer-again.ts';
import { pickProved } from './pick-proved.ts';
import { everything } from './ports.ts';
import { loadIfUsed } from './room/shelf.ts';
import type { SyncSession } from './sync-session.ts';
import { ownRevocation } from './take-revocations.ts';
import { inWholeMoves, wholeActions } from './whole-moves.ts';

/**
 * The operations to send, each sure to be what it says: from a damaged row the hub would read another operation, and the
 * outcome would be taken for this one's. Damage is mended first, once in a life; what cannot be is not sent ([VR6]).
 */
export async function pickWhole(core: EngineCore, session: SyncSession): Promise<Picked> {
  const picked = await pickOperations(core, session);
  const whole = picked.operations.filter(isWhole);
  const damaged =
    whole.length === picked.operations.length ? [] : picked.operations.filter((one) => !whole.includes(one));
  const lacksRows = picked.hasGaps || (!session.lookedForRefused && (await lacksRefused(core)));
  session.lookedForRefused = true;
  const isWorthIt = !session.mended && (damaged.length > 0 || lacksRows);
  if (!isWorthIt) return { ...picked, operations: whole };
  session.mended = true;
  await mend(core, [...new Set(damaged.map(({ scope }) => scope))], new Set(damaged.map(({ id }) => id)));
  return pickWhole(core, session);
}

interface Picked {
  readonly operations: StoredOperation[];
  readonly pages: readonly Uint8Array[];
  /** More was waiting than fitted. */
  readonly full: boolean;
  /** Rows are gone of what waits and was looked at. */
  readonly hasGaps: boolean;
}

/** The first waiting operations that fit; at least one. Scopes being read again wait until that is done ([SY7]). */
async function pickOperations(core: EngineCore, session: SyncSession): Promise<Picked> {
  const { store } = core.ports;
  // A revoked device reads nothing to its end any more, and the hub takes no pages from it: it hands over its own work alone ([RV5]).
  const isRevoked = ownRevocation(core) !== null;
  const blocked = new Set(isRevoked ? [] : core.memory.rereading);
  const { handedOver } = session;
  const window = isRevoked || blocked.size + handedOver.size > 0 ? everything : outboxWindow;
  const ids = await store.outboxIds(window);
  const first = await store.operations(ids);
  const whole = ids.length < window ? first : await wholeActions(first, () => store.outbox(everything));
  const outbox = isRevoked ? whole.filter((one) => isOwn(core.memory, one) && !isLetGo(one)) : whole;
  const { pages, held } = await pickProved(
    core,
    session,
    outbox.filter(({ scope }) => !blocked.has(scope)),
  );
  // Pages go alone: the hub locks the scopes of pages and those of batches apart.
  if (pages.length === 0 && !session.isReading) await giveUp(core, outbox, { blocked, held });
  const carried = await carriedOf(core, session, outbox);
  const isApart = ({ id }: StoredOperation) => held.has(id) || handedOver.has(id) || carried.has(id);
  const maySend = (one: StoredOperation) => !blocked.has(one.scope) && !isApart(one) && !isLetGo(one);
  const hasGaps = first.length < ids.length;
  const waiting = pages.length > 0 ? [] : inWholeMoves(outbox, maySend);
  const budget = session.budget.up;
  const operations: StoredOperation[] = [];
  let size = 0;
  for (const together of waiting) {
    for (const operation of together) size += estimate(operation);
    if ((size > budget && operations.length > 0) || operations.length >= outboxWindow)
      return { operations, pages, full: true, hasGaps };
    operations.push(...together);
  }
  return { operations, pages, full: pages.length > 0 || ids.length === window, hasGaps };
}

/**
 * What others wrote of this and signed: it goes in their batches ([RM8]), since nobody is believed to have written what another one
 * signs ([RH3]).
 */
async function carriedOf(
  core: EngineCore,
  { shelf }: SyncSession,
  outbox: readonly StoredOperation[],
): Promise<ReadonlySet<OperationId>> {
  const others = outbox.filter((one) => !isOwn(core.memory, one));
  if (others.length === 0 || !(await loadIfUsed(core, shelf))) return new Set();
  return new Set(others.flatMap(({ id }) => (shelf.ids.has(id) ? id : [])));
}

/** What has no value here and is in no page of the hub cannot be given back to it: it is not offered any more ([CP6]). */
async function giveUp(
  core: EngineCore,
  outbox: readonly StoredOperation[],
  { blocked, held }: { readonly blocked: ReadonlySet<ScopeId>; readonly held: ReadonlySet<OperationId> },
): Promise<void> {
  const stuck = (one: StoredOperation) => isLetGo(one) && !blocked.has(one.scope) && !held.has(one.id);
  const displaced = outbox.flatMap((one) => (stuck(one) ? one.id : []));
  if (displaced.length === 0) return;
  const checkpoint = { at: core.ports.clock.now(), displaced };
  await commitCheckpoint(core, checkpoint);
}

const outboxWindow = 4_000;

/** About what an operation takes in a batch after deflating; better too much than a body that a bad link never ends. */
function estimate({ value, supersedes }: StoredOperation): number {
  const text = typeof value === 'string' ? value.length * 2 : JSON.stringify(value).length * 2;
  return 24 + text / 2 + supersedes.length * 16;
}
