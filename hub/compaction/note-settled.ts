/**
 * How far a device is for sure ([CP3]): up to where it said in a request that it has read, once nothing that it made before is
 * still on its way. What the hub notes with its answers (cursors) may never have arrived.
 */
import type { ScopeId } from '../../shared/base/ids.ts';
import { operationLimit } from '../../shared/protocol/limits.ts';
import type { OutcomeRun } from '../../shared/protocol/outcome-runs.ts';
import type { SyncRequest } from '../../shared/protocol/sync-request.ts';
import type { Device, HubTransaction } from '../sync/hub-store.ts';

export interface SaidReading {
  readonly message: Pick<SyncRequest, 'waiting' | 'readsLetGo'>;
  readonly cursors: SyncRequest['cursors'];
  readonly readable: readonly ScopeId[];
  /** What the hub said of everything that came with the request. */
  readonly outcomes: readonly OutcomeRun[];
}

/** Notes it for every scope that the device may read, and forgets the others: it will remove those. */
export async function noteSettled(
  tx: HubTransaction,
  { id }: Device,
  { message, cursors, readable, outcomes }: SaidReading,
): Promise<void> {
  const known = await tx.settledOf(id);
  const said = new Map(cursors.map(({ scope, seq }) => [scope, seq]));
  const came = outcomes.reduce((sum, { count }) => (count <= operationLimit ? sum + count : sum), 0);
  const isWaiting = message.waiting > came;
  const changed = new Map<ScopeId, number | null>();
  for (const scope of known.keys()) if (!readable.includes(scope)) changed.set(scope, null);
  for (const scope of readable) {
    const before = known.get(scope) ?? 0;
    // One that cannot read what was let go holds everything back ([CP2]).
    const read = message.readsLetGo === true ? (said.get(scope) ?? 0) : 0;
    const settled = isWaiting ? Math.min(before, read) : read;
    if (settled !== before) changed.set(scope, settled);
  }
  if (changed.size > 0) await tx.saveSettled(id, changed);
}
