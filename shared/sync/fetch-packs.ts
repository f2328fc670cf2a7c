/** Fetching packs by requests that ask for nothing else ([PK9]). Nothing here reads or changes what the engine holds. */
import { fail, ok, type Result } from '../base/result.ts';
import { layoutWithPacks } from '../protocol/pack.ts';
import { decodeReply, packsIn } from '../protocol/sync-reply.ts';
import { encodeRequest } from '../protocol/sync-request.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import type { SyncFailure } from './engine-api.ts';
import type { EngineCore } from './engine-core.ts';
import { packsToFetch } from './pack-reading.ts';
import type { TransportFailure } from './ports.ts';
import type { SyncSession } from './sync-session.ts';
import { asUnread } from './take-reply.ts';

/** Packs that came, and those that were asked for. */
export interface CamePacks {
  readonly payloads: readonly Uint8Array[];
  readonly asked: readonly string[];
}

export interface Fetched {
  readonly came: CamePacks;
  /** Why not all of it came; null when it did. */
  readonly failure: SyncFailure | null;
  readonly bytesUp: number;
  readonly bytesDown: number;
}

/** Fetches the next packs that are known and not here; null when there are none, or when a person holds the sync. */
export async function fetchPacks(core: EngineCore, { packs, budget }: SyncSession): Promise<Fetched | null> {
  const { memory, ports } = core;
  const { identity, epoch, incarnation, ticket } = memory;
  const asked = packsToFetch(packs, budget.down);
  if (identity === null || asked.length === 0 || !((await ports.transport.ready?.()) ?? true)) return null;
  const said = { protocol: PROTOCOL_VERSION, device: identity.device, incarnation, epoch, ticket };
  const wanted = { layout: layoutWithPacks, packs: asked, packsOnly: true, budget: budget.down };
  const message = { ...said, ...wanted, cursors: [], wants: [], waiting: 0 };
  const request = await encodeRequest({ message, batches: [], chunks: [] }, identity.hub, (digest) =>
    ports.signer.sign(digest),
  );
  const startedAt = ports.clock.now();
  const answer = await ports.transport.exchange(request);
  budget.learn(startedAt, answer.ok, answer.ok && answer.value.length > budget.up);
  if (answer.ok) {
    const payloads = payloadsOf(answer.value, epoch);
    const failure = payloads.ok ? null : payloads.failure;
    const came = { payloads: payloads.ok ? payloads.value : [], asked };
    return { came, failure, bytesUp: request.length, bytesDown: answer.value.length };
  }
  const { failure, arrived } = withoutArrived(answer.failure);
  return { came: { payloads: packsIn(arrived), asked }, failure, bytesUp: request.length, bytesDown: arrived.length };
}

/** The packs of an answer; none of a hub that was restored meanwhile: what it says of them now is asked anew ([PK12]). */
function payloadsOf(answer: Uint8Array, epoch: string | null): Result<readonly Uint8Array[], SyncFailure> {
  const reply = decodeReply(answer, epoch);
  if (reply.ok) return ok(reply.value.message.epoch === epoch ? reply.value.packs : []);
  return fail(asUnread(reply.failure));
}

/** A failure as it is told, and what came of the answer all the same ([PK8]). */
export function withoutArrived<F extends SyncFailure>(
  failure: F | TransportFailure,
): {
  failure: F | TransportFailure;
  arrived: Uint8Array;
} {
  const { arrived = new Uint8Array() } = 'arrived' in failure ? failure : {};
  return failure.kind === 'hub-unreachable' || failure.kind === 'hub-timeout'
    ? { failure: { kind: failure.kind }, arrived }
    : { failure, arrived };
}
