import type { DeviceId, ScopeId } from '../../shared/base/ids.ts';
import type { HubStore } from '../sync/hub-store.ts';

/** What moved, once it is durable. */
export interface Moved {
  readonly scopes: readonly MovedScope[];
  /** Who may read what has changed, or who may come at all. */
  readonly access: boolean;
}

export interface MovedScope {
  readonly scope: ScopeId;
  /** The device whose exchange moved it and which has it therefore; null when that was another, or several. */
  readonly by: DeviceId | null;
}

/** A store that tells of every transaction that moved something, whatever endpoint it served, after it was committed. */
export function watchStore(store: HubStore, onMoved: (moved: Moved) => void): HubStore {
  return {
    async transaction(work, sight) {
      let scopes = new Set<ScopeId>();
      let by: DeviceId | null = null;
      let access = false;
      const result = await store.transaction((tx) => {
        // The work may run again after a collision.
        [scopes, by, access] = [new Set(), null, false];
        return work({
          ...tx,
          lockDevice(id) {
            by = id;
            return tx.lockDevice(id);
          },
          append(scope, entries) {
            scopes.add(scope);
            return tx.append(scope, entries);
          },
          setRoles(...args) {
            access = true;
            return tx.setRoles(...args);
          },
          saveDevice(device) {
            if (device.revokedAt !== null) access = true;
            return tx.saveDevice(device);
          },
        });
      }, sight);
      const moved = [...scopes].map((scope) => ({ scope, by }));
      if (access || moved.length > 0) onMoved({ scopes: moved, access });
      return result;
    },
  };
}
