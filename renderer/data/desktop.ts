/**
 * The bridge between this page and its host. Whatever hosts the page implements the one contract of shared/ipc: Electron's
 * main process behind the preload, or the browser adapter. Nothing else in the renderer touches the bridge.
 */
import type { Result } from '../../shared/base/result.ts';
import {
  type Channel,
  type HostEvent,
  hostEventSchema,
  type Input,
  type IpcFailure,
  ipcContract,
  type Output,
} from '../../shared/ipc/contract.ts';

export interface Desktop {
  /** Asks the host. Expected failures are values; a throw is a bug on either side or an answer against the contract. */
  call<C extends Channel>(channel: C, input: Input<C>): Promise<Result<Output<C>, IpcFailure<C>>>;
  /** One end of a new port that the host answers for the engine's worker (port-message.ts). */
  enginePort(): MessagePort;
  /** What the host says without being asked. Returns how to stop listening. */
  onEvent(listener: (event: HostEvent) => void): () => void;
}

/** The reason of a start that failed because another tab of this browser has the library. */
export const openElsewhere = 'open-elsewhere';

/** What the preload puts into the page: two functions, no Electron object. */
export interface ElectronBridge {
  invoke(channel: string, input: unknown): Promise<unknown>;
  onEvent(listener: (event: string) => void): () => void;
}

/** The name the preload uses on `window`. */
export const bridgeName = 'waypostHost';

/** The Electron bridge of this window, or null in a browser. */
export function electronBridge(): ElectronBridge | null {
  return (globalThis as { [bridgeName]?: ElectronBridge })[bridgeName] ?? null;
}

/** The host behind an Electron bridge, checked on this side too: what arrives is read by the contract or refused. */
export function desktopOfBridge(bridge: ElectronBridge): Desktop {
  return {
    async call(channel, input) {
      return readAnswer(channel, await bridge.invoke(channel, input));
    },
    enginePort() {
      const { port1, port2 } = new MessageChannel();
      // The preload hears it and passes it on to main (electron/preload.ts).
      window.postMessage('waypost:engine-port', location.origin, [port2]);
      return port1;
    },
    onEvent(listener) {
      const stop = bridge.onEvent((event) => {
        const known = hostEventSchema.safeParse(event);
        if (known.success) listener(known.data);
      });
      // The page itself hears first of a link, and needs no network to hear it.
      const online = () => listener('online');
      window.addEventListener('online', online);
      return () => {
        stop();
        window.removeEventListener('online', online);
      };
    },
  };
}

/** Reads an answer by the contract. Throws when it is none: host and page are then of different builds. */
export function readAnswer<C extends Channel>(channel: C, raw: unknown): Result<Output<C>, IpcFailure<C>> {
  const answer = raw as { ok?: unknown; value?: unknown; failure?: unknown } | null;
  const { output, failure } = ipcContract[channel];
  if (answer?.ok === true) return { ok: true, value: output.parse(answer.value) as Output<C> };
  if (answer?.ok === false) return { ok: false, failure: failure.parse(answer.failure) as IpcFailure<C> };
  throw new Error(`The host answered ${channel} with neither a value nor a failure`);
}
