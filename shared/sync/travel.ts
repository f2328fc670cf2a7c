/**
 * Travelling light ([TM1] to [TM5]): scopes that a person leaves behind go from this disk as lost ones do ([SC2], [SC4]), with no word
 * of the hub, and come back from it. Invariant: what the hub has not answered for is never left behind. Level-triggered: whatever
 * makes a device hold a scope that was left behind again, the next look takes it away.
 */
import type { ScopeId } from '../base/ids.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { LeftScope } from './checkpoint.ts';
import { commitCheckpoint } from './commit-checkpoint.ts';
import { type EngineCore, storeSafely } from './engine-core.ts';
import { erasePurged } from './erase-purged.ts';
import { type PurgeEntry, purgeFrame } from './journal-entry.ts';
import { catchUp } from './replay.ts';
import type { Travel, TravelFailure } from './travel-api.ts';

/** Leaves these scopes behind, and no others; with none, the travel is over and the next sync brings back what was left. */
export async function leaveBehind(core: EngineCore, scopes: readonly ScopeId[]): Promise<Result<null, TravelFailure>> {
  const noted = await inQueue(core, async () => {
    const names = new Map((core.memory.identity?.scopes ?? []).map(({ id, name }) => [id, name]));
    const left = [...new Set(scopes)].flatMap((scope) => {
      const name = names.get(scope);
      return name === undefined ? [] : { scope, name };
    });
    for (const { scope, name } of left) {
      const changes = await unanswered(core, scope);
      if (changes > 0) return fail({ kind: 'travel-unsent' as const, name, changes });
    }
    const checkpoint = { at: core.ports.clock.now(), left };
    const kept = await commitCheckpoint(core, checkpoint);
    return kept.ok && core.stale ? storeMissed : kept;
  });
  if (!noted.ok) return noted;
  return takeAway(core);
}

/** What was left behind, once it was looked whether all of it is gone. */
export async function travelNow(core: EngineCore): Promise<Travel> {
  const { left } = core.memory;
  if (left.length === 0) return { left, isGone: true };
  const taken = await takeAway(core);
  return { left, isGone: taken.ok && isGone(core) };
}

/** Changes of a scope that no hub has placed: of this device, and of others that it would hand on. */
async function unanswered({ ports: { store } }: EngineCore, scope: ScopeId): Promise<number> {
  let changes = 0;
  for await (const rows of store.scan(scope, 1_000)) changes += rows.filter(({ seq }) => seq === null).length;
  return changes;
}

async function takeAway(core: EngineCore): Promise<Result<null, TravelFailure>> {
  const purged = await inQueue(core, async () => {
    const cursors = await core.ports.store.cursors();
    const held = new Set([...cursors.map(({ scope }) => scope), ...Object.keys(core.memory.digests)]);
    for (const { scope, name } of core.memory.left.filter((one) => held.has(one.scope))) {
      const entry: PurgeEntry = { kind: 'purge', at: core.ports.clock.now(), scope, name };
      const kept = await core.commit([purgeFrame(entry)], [entry]);
      if (!kept.ok) return kept;
      if (core.stale) return storeMissed;
    }
    return ok(null);
  });
  if (!purged.ok) return purged;
  const erased = await storeSafely(() => erasePurged(core));
  return erased.ok ? ok(null) : erased;
}

function isGone({ memory }: EngineCore): boolean {
  const left = new Set(memory.left.map(({ scope }: LeftScope) => scope));
  return memory.purges.every(({ scope, erased }) => !left.has(scope) || erased === true);
}

const storeMissed = fail({ kind: 'store-failed' as const, reason: 'it is in the journal only' });

async function inQueue(
  core: EngineCore,
  work: () => Promise<Result<null, TravelFailure>>,
): Promise<Result<null, TravelFailure>> {
  const done = await core.queue.run(() =>
    storeSafely(async () => {
      await core.settled;
      if (core.stale) await catchUp(core);
      return work();
    }),
  );
  return done.ok ? done.value : done;
}
