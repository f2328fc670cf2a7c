/**
 * Reading packs: those that came are absorbed one by one while the next ones are fetched ([PK7], [PK9]). Saves go on between
 * them, and whatever is begun here has ended when this ends ([EN6]).
 */
import type { ScopeId } from '../base/ids.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { SyncFailure } from './engine-api.ts';
import { type EngineCore, storeSafely } from './engine-core.ts';
import { type CamePacks, type Fetched, fetchPacks } from './fetch-packs.ts';
import { identifyAhead, identifyArrived, keepPacks, nextIdentified } from './pack-reading.ts';
import { catchUp } from './replay.ts';
import type { SyncSession } from './sync-session.ts';
import { noteWrongPacks, takeNextPack } from './take-packs.ts';

/** What moved since it was told last. */
export interface Moved {
  readonly requests: number;
  readonly operations: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
}

type OnMoved = (moved: Partial<Moved>) => Promise<void>;

/**
 * Absorbs the packs of an answer and fetches what else is known, until nothing more comes. Resolves with whether any came.
 * After a `failure` it only absorbs what came all the same ([PK8]), and fails with it.
 */
export async function readPacks(
  core: EngineCore,
  session: SyncSession,
  answer: { readonly came: CamePacks; readonly failure: SyncFailure | null },
  onMoved: OnMoved,
): Promise<Result<{ readonly getsOn: boolean }, SyncFailure>> {
  let { came, failure } = answer;
  let getsOn = came.payloads.length > 0;
  let fetchesOn = failure === null;
  for (;;) {
    const wrong = keepPacks(session.packs, came.payloads, came.asked);
    await onMoved({});
    const fetching = fetchesOn ? fetchAhead(core, session) : Promise.resolve(ok(null));
    const absorbed = await absorbPacks(core, session, wrong, onMoved);
    const fetched = await fetching;
    if (!absorbed.ok) return absorbed;
    if (!fetched.ok) return fetched;
    if (fetched.value === null) return failure === null ? ok({ getsOn }) : fail(failure);
    session.isAhead = true;
    const { bytesUp, bytesDown } = fetched.value;
    await onMoved({ requests: 1, bytesUp, bytesDown });
    ({ came, failure } = fetched.value);
    getsOn ||= came.payloads.length > 0;
    fetchesOn = failure === null && came.payloads.length > 0;
  }
}

/** Fetches the next packs, and gives what comes to other threads at once where there are any. */
function fetchAhead(core: EngineCore, session: SyncSession): Promise<Result<Fetched | null, SyncFailure>> {
  const { identify } = core.ports;
  const fetching = storeSafely(() => fetchPacks(core, session));
  if (identify === undefined) return fetching;
  return fetching.then((fetched) => {
    if (fetched.ok && fetched.value !== null) identifyArrived(session.packs, fetched.value.came.payloads, identify);
    return fetched;
  });
}

/** Absorbs the packs whose turn it is, one by one. */
async function absorbPacks(
  core: EngineCore,
  session: SyncSession,
  wrong: readonly ScopeId[],
  onMoved: OnMoved,
): Promise<Result<null, SyncFailure>> {
  const { identify } = core.ports;
  for (let isFirst = true; ; isFirst = false) {
    if (identify !== undefined) identifyAhead(session.packs, identify);
    // Before this has its turn among the writers: a person's save does not wait for a thread.
    await nextIdentified(session.packs);
    const taken = await core.queue.run(() =>
      storeSafely(async () => {
        if (core.stale) await catchUp(core);
        if (isFirst) await noteWrongPacks(core, wrong);
        return takeNextPack(core, session);
      }),
    );
    if (!taken.ok) return taken;
    if (!taken.value.ok) return taken.value;
    if (taken.value.value === 0) return ok(null);
    await onMoved({ operations: taken.value.value });
    core.tell({ types: [], records: [], status: true });
  }
}
