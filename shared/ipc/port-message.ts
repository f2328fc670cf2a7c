/** What passes over a message port between page, engine worker and host: calls that are answered once, and news. */
import type { Channel } from './contract.ts';

export type PortMessage =
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly args: readonly unknown[] }
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly name: string; readonly message: string }
  | { readonly kind: 'tell'; readonly event: string; readonly data: unknown };

/** Channels that the engine's worker may ask over its own port; it cannot open dialogs or enrol. */
export const engineChannels = [
  'identity:sign',
  'journal:append',
  'journal:read',
  'journal:position',
  'journal:overwrite',
  'hub:exchange',
  'vault:keys',
  'room:call',
  'room:exchange',
  'room:hang-up',
  'outbox:begin',
  'wipe:status',
] as const satisfies readonly Channel[];
export type EngineChannel = (typeof engineChannels)[number];

/** What the host asks the engine over that port: the answer to a message of another laptop. */
export const roomAnswer = 'room:answer';

/** Asked over the engine's port alone: the bridge of the page does not carry the keys of a vault. */
export const engineOnly = 'vault:keys' satisfies EngineChannel;
export type PageChannel = Exclude<Channel, typeof engineOnly>;

export function isEngineChannel(name: string): name is EngineChannel {
  return (engineChannels as readonly string[]).includes(name);
}
