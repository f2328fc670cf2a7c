/** Absorbing packs ([PK7]): each by itself, journaled with the place it ends at, in the order of its scope. */
import { toHex } from '../base/bytes.ts';
import { idBytes, type ScopeId } from '../base/ids.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { emptyChain } from '../protocol/chain.ts';
import { type PackPlace, readPack } from '../protocol/pack.ts';
import type { ScopeRead } from './check-pages.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { SyncFailure } from './engine-api.ts';
import type { EngineCore } from './engine-core.ts';
import { pageFrameWithout } from './erased-page.ts';
import type { ReadyPack, ReadyRows } from './identified-pack.ts';
import { checkpointFrame } from './journal-entry.ts';
import { forgetPacks, type KnownPack, placeOf, takeTurn } from './pack-reading.ts';
import type { SyncSession } from './sync-session.ts';
import { keepRepairs } from './take-repairs.ts';
import { judgePlaces } from './witness.ts';

/** Absorbs the next pack whose turn it is. Returns how many operations it held; 0 when there is none. */
export async function takeNextPack(core: EngineCore, { packs }: SyncSession): Promise<Result<number, SyncFailure>> {
  for (let turn = takeTurn(packs); turn !== null; turn = takeTurn(packs)) {
    const { pack, payload, made } = turn;
    const place = placeOf(pack);
    const isNext = made !== null && (await goesOnAt(core, place));
    const ready =
      isNext && made?.ready !== undefined && (await standsAlone(core, place, made.ready)) ? made.ready : null;
    const operations = ready?.rest ?? (isNext ? readPack(payload, place, made?.ids ?? null) : null);
    if (operations === null) {
      // The manifest is not of the order that was read here: the hub says anew what follows.
      forgetPacks(packs, pack.scope);
      packs.wrong += 1;
      continue;
    }
    const { scope, more } = pack;
    const checkpoint = checkpointOf(core, pack, { start: { scope, ...place.after }, places: operations, more });
    const page = pageFrameWithout(core.memory.erased, payload, { scope, operations }, pack.proof);
    const frames = [page, checkpointFrame(checkpoint)];
    const kept = await core.commit(frames, [
      ...(ready === null ? [] : [{ kind: 'ready', rows: ready.rows, last: pack.last } as const]),
      { kind: 'page', operations },
      { kind: 'checkpoint', checkpoint },
    ]);
    if (!kept.ok) return kept;
    if (core.stale) return fail({ kind: 'store-failed', reason: 'what was received is in the journal only' });
    return ok(pack.last - place.after.seq);
  }
  return ok(0);
}

/**
 * Whether nothing that is known here has a say in what another thread made ready ([PK13]): none of it is here, nothing of it was
 * refused, nothing was erased, and no place within the pack was seen signed before.
 */
async function standsAlone(core: EngineCore, { scope, after }: PackPlace, { rows }: ReadyPack): Promise<boolean> {
  const { memory, ports } = core;
  if (memory.erasures.length > 0 || (memory.witnessed[scope]?.seq ?? 0) > after.seq) return false;
  return !(await isRefusedIn(core, rows)) && (await ports.store.holdsNone?.(rows)) === true;
}

/** Whether an operation that the hub refused, or holds, is one of these or about a record of theirs: it may be accepted now, or hide others. */
async function isRefusedIn({ memory: { refusals }, ports: { store } }: EngineCore, { ids, records }: ReadyRows) {
  if (refusals.size === 0) return false;
  for (let at = 0; at < ids.length; at += idBytes) if (refusals.has(toHex(ids.subarray(at, at + idBytes)))) return true;
  const own = new Set(records);
  return (await store.operations([...refusals.keys()])).some(({ record }) => own.has(record));
}

/** Whether a scope was read up to where a pack begins, in the order that the pack goes on. */
async function goesOnAt({ ports }: EngineCore, { scope, after }: PackPlace): Promise<boolean> {
  const cursors = await ports.store.cursors();
  const { seq, chain } = cursors.find((cursor) => cursor.scope === scope) ?? { seq: 0, chain: emptyChain };
  return seq === after.seq && chain === after.chain;
}

function checkpointOf(core: EngineCore, { scope, last, chain, signed: place }: KnownPack, read: ScopeRead): Checkpoint {
  const at = core.ports.clock.now();
  const places = place === undefined ? [] : [place];
  const judged = judgePlaces(core.memory.witnessed, places, new Map([[scope, read]]), at);
  return {
    at,
    cursors: [{ scope, seq: last, chain }],
    ...(judged.signed.length === 0 ? {} : { signed: [...judged.signed] }),
    ...(judged.contradictions.length === 0 ? {} : { contradictions: [...judged.contradictions] }),
  };
}

/** Notes packs that came as other bytes than was asked for, by the scopes that they were asked of ([PK6]). */
export async function noteWrongPacks(core: EngineCore, scopes: readonly ScopeId[]): Promise<void> {
  if (scopes.length === 0) return;
  const at = core.ports.clock.now();
  await keepRepairs(
    core.ports.store,
    [...new Set(scopes)].map((scope) => {
      const packs = scopes.filter((one) => one === scope).length;
      return { scope, at, missing: 0, damaged: 0, displaced: 0, packs };
    }),
  );
}
