/** One request of a scripted device, and the hub's whole answer with everything that it says of packs. */
import { exchange } from '../../hub/sync/decide-exchange.ts';
import { decodeReply } from '../../shared/protocol/sync-reply.ts';
import type { SyncRequest } from '../../shared/protocol/sync-request.ts';
import type { ScriptedDevice, World } from './scripted-device.ts';

/** What the hub answers; the device reads packs unless `message` says another layout. Throws when the hub refuses. */
export async function askHub(
  { store, ports }: Pick<World, 'store' | 'ports'>,
  device: ScriptedDevice,
  message: Partial<SyncRequest> = {},
  brings: Parameters<ScriptedDevice['request']>[0] = {},
) {
  const request = await device.request({ ...brings, message: { layout: 3, ...message } });
  const answered = await store.transaction((tx) => exchange(tx, ports, request));
  if (!answered.ok) throw new Error(answered.failure.kind);
  const reply = decodeReply(answered.value.reply);
  if (!reply.ok) throw new Error(reply.failure.kind);
  // What the next request of the device must say.
  Object.assign(device, { ticket: reply.value.message.ticket, epoch: reply.value.message.epoch });
  return { ...reply.value, counts: answered.value.packs };
}
