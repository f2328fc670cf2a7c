/** Scopes that devices lost, and whether each has said that it holds them no more ([SC5]). Pure. */
import type { DeviceId, ScopeId } from '../../shared/base/ids.ts';
import type { CoordinatedDevice } from '../../shared/coordinator/contract.ts';
import type { Grant } from '../../shared/domain/policy/roles.ts';
import type { Device, KeptReceipt } from '../sync/hub-store.ts';
import type { DeviceCursor } from './coordinator-records.ts';

export interface LossEvidence {
  /** The scopes that are asked about. */
  readonly scopes: readonly ScopeId[];
  /** Grants in force of everybody on the devices. */
  readonly grants: readonly Grant[];
  /** How far each device has read; nothing of a scope whose receipt came. */
  readonly cursors: readonly DeviceCursor[];
  /** The latest receipt of each device and scope. */
  readonly receipts: readonly KeptReceipt[];
}

/**
 * What a device lost: scopes that nobody of it may read now, and that it had read, or has a receipt for. One that it has read
 * on since an earlier receipt is outstanding again.
 */
export function lostBy(device: Device, { scopes, grants, cursors, receipts }: LossEvidence): CoordinatedDevice['lost'] {
  const isOf = (row: { readonly device: DeviceId }) => row.device === device.id;
  const held = grants.filter(({ person, roles }) => roles.length > 0 && device.persons.includes(person));
  const gone = scopes.filter((scope) => !held.some((grant) => grant.scope === scope));
  return gone.flatMap((scope): CoordinatedDevice['lost'] => {
    if (cursors.some((cursor) => isOf(cursor) && cursor.scope === scope && cursor.seq > 0)) {
      return [{ scope, removed: null }];
    }
    const receipt = receipts.find((one) => isOf(one) && one.scope === scope);
    return receipt === undefined ? [] : [{ scope, removed: { at: receipt.at, confirmedAt: receipt.receivedAt } }];
  });
}
