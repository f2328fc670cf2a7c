/**
 * Batches of other laptops go to the hub too, as their devices signed them ([RM8]): whoever gets there first brings the work of
 * all. The hub judges them by their own signatures ([SY2], [RH3] does not hold for them), and calls twice what came twice.
 */
import type { OperationId, ScopeId } from '../../base/ids.ts';
import type { Outcome } from '../../protocol/outcome.ts';
import { batchInShelved } from '../../protocol/shelved-batch.ts';
import type { EngineCore } from '../engine-core.ts';
import type { SyncSession } from '../sync-session.ts';
import { ownRevocation } from '../take-revocations.ts';
import { loadIfUsed, pruneShelf } from './shelf.ts';

/** A batch of another laptop in a request to the hub. */
export interface Carried {
  readonly name: string;
  readonly scope: ScopeId;
  readonly ids: readonly OperationId[];
  /** The payload of a batch frame, as it was signed. */
  readonly batch: Uint8Array;
}

export interface Carry {
  readonly batches: readonly Carried[];
  readonly bytes: number;
  readonly more: boolean;
}

const none: Carry = { batches: [], bytes: 0, more: false };

/** Those that fit beside the own work. A device that is revoked hands over its own work alone. */
export async function pickCarried(core: EngineCore, session: SyncSession, room: number): Promise<Carry> {
  const { shelf, carried, carriedInVain } = session;
  if (shelf.batches.size === 0 || room <= 0 || ownRevocation(core) !== null) return none;
  await pruneShelf(core, shelf);
  const batches: Carried[] = [];
  const blocked = new Set(core.memory.rereading);
  let bytes = 0;
  for (const { name, device, scope, ids, payload } of shelf.batches.values()) {
    if (device === core.memory.identity?.device || carried.has(name) || carriedInVain.has(name)) continue;
    if (blocked.has(scope)) continue;
    const batch = batchInShelved(payload);
    if (bytes + batch.length > room && batches.length > 0) return { batches, bytes, more: true };
    batches.push({ name, scope, ids, batch });
    carried.add(name);
    bytes += batch.length;
  }
  return { batches, bytes, more: false };
}

/**
 * Batches of others in scopes that this device lost and the hub was not brought yet, by scope: their authors' laptops may be gone,
 * so they go up before the scope is purged ([SC2]). Runs in the writers' queue. Throws when journal or store do.
 */
export async function leftToBring(
  core: EngineCore,
  { shelf, carried, carriedInVain }: SyncSession,
  lost: readonly ScopeId[],
): Promise<ReadonlyMap<ScopeId, number>> {
  const left = new Map<ScopeId, number>();
  if (lost.length === 0 || ownRevocation(core) !== null || !(await loadIfUsed(core, shelf))) return left;
  await pruneShelf(core, shelf);
  for (const { name, device, scope } of shelf.batches.values()) {
    if (device === core.memory.identity?.device || carried.has(name) || carriedInVain.has(name)) continue;
    if (lost.includes(scope)) left.set(scope, (left.get(scope) ?? 0) + 1);
  }
  return left;
}

/**
 * What the hub said of carried work. What it refuses is shown no more and nobody here has anything to do about it; what it cannot
 * judge yet stays what it is, since its author's device offers it.
 */
export function sortCarried(
  { carriedInVain }: SyncSession,
  { batches }: Carry,
  outcomes: readonly Outcome[],
): { readonly outcomes: readonly Outcome[]; readonly putAway: readonly OperationId[] } {
  if (batches.length === 0) return { outcomes, putAway: [] };
  const names = new Map(batches.flatMap(({ name, ids }) => ids.map((id) => [id, name] as const)));
  const putAway: OperationId[] = [];
  const kept = outcomes.filter(({ id, kind }) => {
    const name = names.get(id);
    if (name === undefined) return true;
    if (kind === 'refused') putAway.push(id);
    if (kind !== 'needs-newer-hub') return true;
    carriedInVain.add(name);
    return false;
  });
  return { outcomes: kept, putAway };
}
