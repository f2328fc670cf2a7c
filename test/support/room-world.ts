/** Laptops in one room: real engines on memory with certificates of one hub, and lines between them that carry whatever is said. */
import { fromHex, toHex } from '../../shared/base/bytes.ts';
import { ok } from '../../shared/base/result.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import { type Batch, encodeBatch } from '../../shared/protocol/batch.ts';
import { certificateBody, type DeviceCertificate, holdersOf } from '../../shared/protocol/device-certificate.ts';
import { verifyEd25519 } from '../../shared/protocol/ed25519.ts';
import { frameTypes, readFrames } from '../../shared/protocol/frame.ts';
import type { Operation } from '../../shared/protocol/operation.ts';
import {
  decodeRoomMessage,
  encodeRoomMessage,
  type RoomMessage,
  roomVersion,
} from '../../shared/protocol/room-message.ts';
import { joinShelved } from '../../shared/protocol/shelved-batch.ts';
import { type Engine, startEngine } from '../../shared/sync/engine.ts';
import { createMemoryJournal } from '../../shared/sync/memory-journal.ts';
import { createMemoryStore } from '../../shared/sync/memory-store.ts';
import type { Journal, Store } from '../../shared/sync/ports.ts';
import type { RoomTransport } from '../../shared/sync/room/room-api.ts';
import { seeded } from '../sim/seeded.ts';
import { day, hubKeyOf, stated } from './golden-trust.ts';
import { person, scopeA, scopeB, type TestDevice, testDevice } from './network.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

/** When certificates of tests begin. */
export const issuedAt = Date.UTC(2026, 0, 1);

export interface InRoom {
  readonly engine: Engine;
  readonly device: TestDevice;
  readonly store: Store;
  readonly journal: Journal;
  readonly clock: VirtualClock;
  readonly number: number;
  /** Where others call it. */
  readonly address: string;
}

export interface RoomSetup {
  /** Roles by scope that the hub granted, and the certificate says. */
  readonly roles?: Readonly<Record<string, readonly Role[]>>;
  /** What the certificate says otherwise. */
  readonly certificate?: Partial<DeviceCertificate>;
  /** The number of the hub's key that signed it. */
  readonly key?: number;
  readonly journal?: Journal;
  readonly store?: Store;
  /** A person must say yes to every laptop first ([FC1]). */
  readonly asks?: boolean;
}

const everything: readonly Role[] = ['coordinator', 'trainer', 'steward'];

/** The identity of device n with a certificate of the hub. */
export function certified(number: number, setup: RoomSetup = {}): TestDevice {
  const { identity, signer } = testDevice(number);
  const roles = setup.roles ?? { [scopeA]: everything, [scopeB]: everything };
  const grants = Object.entries(roles).map(([scope, held]) => ({ person: person(number), scope, roles: [...held] }));
  const certificate: DeviceCertificate = {
    hub: identity.hub,
    device: identity.device,
    publicKey: identity.publicKey,
    holders: holdersOf([person(number)], grants),
    issuedAt,
    notAfter: issuedAt + 180 * day,
    leaseDays: 60,
    ...setup.certificate,
  };
  const bytes = stated('device certificate', certificateBody(certificate), setup.key ?? 1, certificate.hub);
  return { identity: { ...identity, grants, hubKeys: [hubKeyOf(1)], certificate: toHex(bytes) }, signer };
}

/** A room, and who comes into it. */
export function createRoomWorld() {
  const inside = new Map<string, InRoom>();
  /** What happens to a message on its way, or to its answer. */
  const air = { meddle: (bytes: Uint8Array) => bytes, exported: lineOf };
  const traffic = { messages: 0, bytes: 0 };
  const transportOf = (number: number): RoomTransport => ({
    async connect(address) {
      const other = inside.get(address);
      if (other === undefined) return { ok: false, failure: { kind: 'room-unreachable' } };
      return ok({
        exported: air.exported(number, other.number),
        async exchange(message) {
          const answer = await other.engine.answerRoom(lineOf(number, other.number), air.meddle(message));
          traffic.messages += 1;
          traffic.bytes += message.length + answer.length;
          return ok(answer);
        },
        close: async () => {},
      });
    },
  });
  async function enter(number: number, setup: RoomSetup = {}): Promise<InRoom> {
    const device = certified(number, setup);
    const [store, journal] = [setup.store ?? createMemoryStore(), setup.journal ?? createMemoryJournal()];
    const clock = createVirtualClock(issuedAt + day);
    const started = await startEngine({
      store,
      journal,
      clock,
      random: seeded(number * 1_000 + (await journal.position())),
      identity: device.identity,
      signer: device.signer,
      verify: verifyEd25519,
      transport: { exchange: async () => ({ ok: false, failure: { kind: 'hub-unreachable' } }) },
      room: transportOf(number),
      unasked: setup.asks !== true,
    });
    if (!started.ok) throw new Error(started.failure.kind);
    const one = { engine: started.value, device, store, journal, clock, number, address: `room ${number}` };
    inside.set(one.address, one);
    return one;
  }
  return { enter, air, traffic };
}

/** What TLS would export of a line: the same at both ends and on no other one. */
export function lineOf(from: number, to: number): Uint8Array {
  return new Uint8Array(32).fill(from * 16 + to);
}

/** Exchanges; throws when that fails. */
export async function meet(caller: InRoom, other: InRoom) {
  const met = await caller.engine.meet(other.address);
  if (!met.ok) throw new Error(JSON.stringify(met.failure));
  return met.value;
}

/** Why they do not exchange. */
export async function refusalOf(caller: InRoom, other: InRoom) {
  const met = await caller.engine.meet(other.address);
  return met.ok ? null : met.failure;
}

/** The shelved frames of a journal, in order. */
export async function shelvedIn({ journal }: Pick<InRoom, 'journal'>): Promise<string[]> {
  const found: string[] = [];
  for await (const bytes of journal.read(0)) {
    for (const { type, payload } of readFrames(bytes).frames)
      if (type === frameTypes.shelved) found.push(toHex(payload));
  }
  return found;
}

/** What a laptop answers to a message of whoever holds this device's key and shows its certificate, whatever that says. */
export async function askAs(
  device: TestDevice,
  one: InRoom,
  said: Partial<RoomMessage> = {},
  shelved: readonly Uint8Array[] = [],
) {
  const { identity, signer } = device;
  const exported = new Uint8Array(32).fill(77);
  const message: RoomMessage = {
    protocol: roomVersion,
    hub: identity.hub,
    step: 'hello',
    certificate: identity.certificate as string,
    revoked: '00'.repeat(16),
    ...said,
  };
  const sign = (digest: Uint8Array) => signer.sign(digest);
  const bytes = await encodeRoomMessage(message, shelved, { exported, from: 'caller' }, sign);
  return decodeRoomMessage(await one.engine.answerRoom(exported, bytes));
}

/** A batch on its way, of these operations, signed by a device. */
export async function shelvedBy(
  { identity, signer }: TestDevice,
  operations: readonly Operation[],
  over: Partial<Batch> = {},
): Promise<Uint8Array> {
  const encoded = encodeBatch({
    scope: scopeA,
    author: person(1),
    device: identity.device,
    incarnation: identity.device,
    prev: null,
    operations,
    ...over,
  });
  return joinShelved(fromHex(identity.certificate as string), encoded.payload(await signer.sign(encoded.hash)));
}
