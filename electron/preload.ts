/**
 * Gives the page one function over listed channels and one subscription, and passes the engine's port on to main. No schema
 * library, no Electron object.
 */
import { contextBridge, ipcRenderer } from 'electron';
import type { PageChannel } from '../shared/ipc/port-message.ts';

// A literal list keeps zod out of the sandboxed preload; the type makes it complete.
const channels: Record<PageChannel, true> = {
  'app:about': true,
  'identity:get': true,
  'identity:enrol': true,
  'identity:request': true,
  'identity:join': true,
  'identity:sign': true,
  'certificates:sign': true,
  'journal:append': true,
  'journal:read': true,
  'journal:position': true,
  'journal:overwrite': true,
  'hub:exchange': true,
  'hub:listen': true,
  'room:open': true,
  'room:close': true,
  'room:found': true,
  'room:call': true,
  'room:exchange': true,
  'room:hang-up': true,
  'files:pick': true,
  'files:save': true,
  'print:pdf': true,
  'vault:status': true,
  'vault:prepare': true,
  'vault:finish': true,
  'vault:unlock': true,
  'vault:change-passphrase': true,
  'vault:draft': true,
  'vault:confirm': true,
  'vault:remove': true,
  'vault:quick': true,
  'vault:idle': true,
  'vault:lock': true,
  'profiles:list': true,
  'profiles:choose': true,
  'profiles:add': true,
  'profiles:rename': true,
  'profiles:remove': true,
  'profiles:leave': true,
  'outbox:begin': true,
  'wipe:status': true,
  'wipe:begin': true,
  'wipe:save': true,
  'wipe:forget': true,
  'backup:save': true,
  'backup:last': true,
  'backup:put-back': true,
  'window:protect': true,
  'window:theme': true,
};

// Every page begins with this question; asked here, its answer is there when the page's first script runs.
let identity: Promise<unknown> | null = ipcRenderer.invoke('identity:get', {});
identity.catch(() => {});

function invoke(channel: string, input: unknown): Promise<unknown> {
  if (!Object.hasOwn(channels, channel)) return Promise.reject(new Error('Unknown channel'));
  const early = channel === 'identity:get' ? identity : null;
  if (early === null) return ipcRenderer.invoke(channel, input);
  identity = null;
  // Main may have refused it, when on a busy machine it did not know yet that this frame shows our page: ask again.
  return early.catch(() => ipcRenderer.invoke(channel, input));
}

/** As much of the page's window as is used: this folder is compiled without the DOM. */
interface PageWindow {
  addEventListener(
    type: 'message',
    listener: (event: { source: unknown; data: unknown; ports: readonly unknown[] }) => void,
  ): void;
}
declare const window: PageWindow;

// A port cannot pass through the bridge; the page posts it to itself, and only this window is heard.
window.addEventListener('message', (event) => {
  if (event.source === window && event.data === 'waypost:engine-port') {
    ipcRenderer.postMessage('engine-port', null, event.ports as never);
  }
});

contextBridge.exposeInMainWorld('waypostHost', {
  invoke,
  onEvent: (listener: (event: string) => void) => {
    const hear = (_event: unknown, name: string) => listener(name);
    ipcRenderer.on('host-event', hear);
    return () => {
      ipcRenderer.removeListener('host-event', hear);
    };
  },
});
