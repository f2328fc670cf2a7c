/** Two laptops in one room, without a network between them ([RM4]). */
import { ok } from '../../shared/base/result.ts';
import type { RoomTransport } from '../../shared/sync/room/room-api.ts';
import type { HubNode } from '../sim/hub-node.ts';
import { type LiveDevice, startLive } from './live-device.ts';

const exported = new Uint8Array(32).fill(5);

/** A line to a laptop. */
export const lineTo = (other: () => LiveDevice): RoomTransport => ({
  connect: async () =>
    ok({
      exported,
      exchange: async (message) => ok(await other().engine.answerRoom(exported, message)),
      close: async () => {},
    }),
});

/** Meets whoever is at the other end of its line; what came of it. Throws when they could not speak. */
export async function meets({ engine }: LiveDevice) {
  const met = await engine.meet('the other laptop');
  if (!met.ok) throw new Error(JSON.stringify(met.failure));
  return met.value;
}

/** A laptop that has nothing but who it is, as after an enrolment without a network ([OE2]): its disk was lost. */
export async function anew(hub: HubNode, { enrolled, store }: LiveDevice, to: RoomTransport) {
  const { identity, publicKey } = enrolled;
  const certified = { ...identity, ...((await store.meta('identity')) as object) };
  return startLive(hub, { identity: certified, publicKey }, { room: to });
}
