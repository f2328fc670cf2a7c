/**
 * Purging scopes that this device lost ([SC1], [SC2]): when. Level-triggered: whatever makes a device hold a lost scope
 * again (an old disk image, a rebuilt store), the next exchange purges it.
 */
import type { ScopeId } from '../base/ids.ts';
import { ok, type Result } from '../base/result.ts';
import type { DeviceIdentity } from '../domain/identity.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { EngineCore } from './engine-core.ts';
import { type PurgeEntry, purgeFrame } from './journal-entry.ts';
import type { Purge } from './known-beside.ts';
import { everything, type JournalFailure, type Store } from './ports.ts';
import { leftToBring } from './room/carry.ts';
import type { SyncSession } from './sync-session.ts';

/** The names of scopes that an identity takes away, with those that are still to be purged. */
export function leavingAfter({ memory }: EngineCore, next: DeviceIdentity): Pick<Checkpoint, 'leaving'> {
  const granted = new Set(next.grants.map(({ scope }) => scope));
  const before = (memory.identity?.scopes ?? []).map(({ id, name }) => ({ scope: id, name }));
  const known = new Map([...memory.leaving, ...before].map((one) => [one.scope, one]));
  const leaving = [...known.values()].filter(({ scope }) => !granted.has(scope));
  return leaving.length + memory.leaving.length === 0 ? {} : { leaving };
}

/**
 * Purges the lost scopes of which nothing waits any more, and of which the hub was brought what others gave in the room ([SC2]). Runs in
 * the writers' queue, after an answer was taken.
 */
export async function purgeLost(core: EngineCore, session: SyncSession): Promise<Result<null, JournalFailure>> {
  const scopes = await purgeable(core);
  const left = await leftToBring(core, session, scopes);
  session.leftToBring = [...left.values()].reduce((sum, count) => sum + count, 0);
  for (const scope of scopes.filter((one) => !left.has(one))) {
    const name = core.memory.leaving.find((one) => one.scope === scope)?.name ?? '';
    const entry: PurgeEntry = { kind: 'purge', at: core.ports.clock.now(), scope, name };
    const kept = await core.commit([purgeFrame(entry)], [entry]);
    if (!kept.ok || core.stale) return kept;
  }
  return ok(null);
}

async function purgeable({ ports: { store }, memory }: EngineCore): Promise<ScopeId[]> {
  if (memory.identity === null) return [];
  const granted = new Set(memory.identity.grants.map(({ scope }) => scope));
  const cursors = await store.cursors();
  const held = new Set([...cursors.map(({ scope }) => scope), ...Object.keys(memory.digests)]);
  for (const { scope } of memory.leaving)
    if (!held.has(scope) && (await holdsOthers(store, scope, memory.identity))) held.add(scope);
  const lost = [...held].filter((scope) => !granted.has(scope)).sort();
  if (lost.length === 0) return [];
  const waiting = new Set((await store.outbox(everything)).map(({ scope }) => scope));
  return lost.filter((scope) => !waiting.has(scope));
}

/** Whether work of others is here of a scope of which nothing was read yet: it came from the room ([RM4]). */
async function holdsOthers(store: Store, scope: ScopeId, { device }: DeviceIdentity): Promise<boolean> {
  for await (const rows of store.scan(scope, 1_000))
    if (rows.some(({ origin }) => origin.device !== device)) return true;
  return false;
}

/** What is gone from the store and from the journal, and the hub has not heard of ([SC5]). */
export function owesReceipt({ erased, receipted }: Purge): boolean {
  return erased === true && !receipted;
}

/** What a person is told of: scopes that were gained again are no news ([SC8]). */
export function purgesShown({ memory: { purges, identity } }: EngineCore): readonly Purge[] {
  const granted = new Set(identity?.grants.map(({ scope }) => scope));
  return purges.filter(({ scope }) => !granted.has(scope));
}
