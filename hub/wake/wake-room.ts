/**
 * Who listens here, and what each may read ([BG8], [BG9]). Pure but for what it is given: it holds no timer and no socket.
 */
import type { DeviceId, ScopeId } from '../../shared/base/ids.ts';
import type { MovedScope } from './watch-store.ts';

export interface Listener {
  readonly device: DeviceId;
  /** Where it comes from: one office must not take all the places of its address. */
  readonly address: string;
  readonly scopes: ReadonlySet<ScopeId>;
  moved(): void;
  heartbeat(): void;
  end(): void;
}

export interface WakeLimits {
  readonly total: number;
  readonly perAddress: number;
}

export interface WakeRoom {
  /** False when there is no place. A device that listens already leaves its former place. */
  enter(listener: Listener): boolean;
  leave(listener: Listener): void;
  /** Something moved in these scopes, or, with null, it is not known where. A device is not told of its own work. */
  tell(scopes: readonly MovedScope[] | null): void;
  heartbeat(): void;
  /** Ends every stream: devices come back, and what they may read is looked up anew. */
  endAll(): void;
  readonly count: number;
}

export function createWakeRoom({ total, perAddress }: WakeLimits): WakeRoom {
  const listeners = new Map<DeviceId, Listener>();
  const each = (work: (listener: Listener) => void) => {
    for (const listener of [...listeners.values()]) work(listener);
  };
  return {
    enter(listener) {
      const before = listeners.get(listener.device);
      const others = [...listeners.values()].filter((other) => other !== before);
      const neighbours = others.filter(({ address }) => address === listener.address).length;
      if (others.length >= total || neighbours >= perAddress) return false;
      listeners.set(listener.device, listener);
      before?.end();
      return true;
    },
    leave(listener) {
      if (listeners.get(listener.device) === listener) listeners.delete(listener.device);
    },
    tell(scopes) {
      const concerns = ({ device, scopes: readable }: Listener) =>
        scopes === null || scopes.some(({ scope, by }) => by !== device && readable.has(scope));
      each((listener) => concerns(listener) && listener.moved());
    },
    heartbeat: () => each((listener) => listener.heartbeat()),
    endAll: () => each((listener) => listener.end()),
    get count() {
      return listeners.size;
    },
  };
}
