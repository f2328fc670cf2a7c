/** Gives the page one function over listed channels and one subscription. No schema library, no Electron object. */
import { contextBridge, ipcRenderer } from 'electron';
import type { Channel } from '../shared/ipc/contract.ts';

// A literal list keeps zod out of the sandboxed preload; the type makes it complete.
const channels: Record<Channel, true> = {
  'app:about': true,
  'identity:get': true,
  'identity:enrol': true,
  'identity:sign': true,
  'journal:append': true,
  'journal:read': true,
  'journal:position': true,
  'hub:exchange': true,
  'files:pick': true,
  'files:save': true,
  'print:pdf': true,
  'window:theme': true,
};

contextBridge.exposeInMainWorld('waypostHost', {
  invoke: (channel: string, input: unknown) =>
    Object.hasOwn(channels, channel)
      ? ipcRenderer.invoke(channel, input)
      : Promise.reject(new Error('Unknown channel')),
  onEvent: (listener: (event: string) => void) => {
    const hear = (_event: unknown, name: string) => listener(name);
    ipcRenderer.on('host-event', hear);
    return () => {
      ipcRenderer.removeListener('host-event', hear);
    };
  },
});
