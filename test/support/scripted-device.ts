/** A device of tests that says exactly what it is told to, well or badly, and reads the hub's answers. */
import { ed25519 } from '@noble/curves/ed25519.js';
import { createCode } from '../../hub/enrol/code.ts';
import { enrol } from '../../hub/enrol/decide-enrol.ts';
import { signWith } from '../../hub/http/signing-key.ts';
import { verifySignature } from '../../hub/http/verify-signature.ts';
import { exchange } from '../../hub/sync/decide-exchange.ts';
import type { ExchangePorts } from '../../hub/sync/exchange-ports.ts';
import type { HubStore } from '../../hub/sync/hub-store.ts';
import { toHex } from '../../shared/base/bytes.ts';
import { uuidv7 } from '../../shared/base/ids.ts';
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import { encodeBatch } from '../../shared/protocol/batch.ts';
import { enrolmentDigest } from '../../shared/protocol/enrolment.ts';
import type { Operation } from '../../shared/protocol/operation.ts';
import { operationIdOf } from '../../shared/protocol/operation-header.ts';
import type { Outcome } from '../../shared/protocol/outcome.ts';
import { outcomesOfRuns } from '../../shared/protocol/outcome-runs.ts';
import { decodePage, type PlacedOperation } from '../../shared/protocol/page.ts';
import { decodeReply } from '../../shared/protocol/sync-reply.ts';
import { encodeRequest, type SyncRequest } from '../../shared/protocol/sync-request.ts';

/** Ports that count instead of drawing, so that a failing test fails the same way again. */
export function countingPorts(): ExchangePorts & { time: number } {
  let drawn = 0;
  const ports = {
    time: 1_790_000_000_000,
    clock: { now: () => ports.time },
    random: {
      bytes(count: number) {
        drawn += 1;
        return Uint8Array.from({ length: count }, (_, i) => (drawn * 31 + i * 7 + (drawn >> (i % 8))) & 0xff);
      },
    },
    verify: verifySignature,
    sign: signWith,
  };
  return ports;
}

export interface World {
  readonly store: HubStore;
  readonly ports: ExchangePorts & { time: number };
  readonly scope: string;
  readonly otherScope: string;
  person(name: string, roles: readonly Role[]): Promise<string>;
  device(persons: readonly string[]): Promise<ScriptedDevice>;
}

/** A founded hub with two scopes; people get their roles in the first one. */
export async function createWorld(store: HubStore, ports = countingPorts(), sample = false): Promise<World> {
  const [scope, otherScope] = [uuidv7(ports.clock, ports.random), uuidv7(ports.clock, ports.random)];
  await store.transaction(async (tx) => {
    const id = uuidv7(ports.clock, ports.random);
    await tx.foundHub({ id, epoch: uuidv7(ports.clock, ports.random), networkName: 'Test', sample });
    await tx.addScope({ id: scope, name: 'Doctrine' });
    await tx.addScope({ id: otherScope, name: 'Elsewhere' });
  });
  return {
    store,
    ports,
    scope,
    otherScope,
    async person(name, roles) {
      const person = uuidv7(ports.clock, ports.random);
      await store.transaction(async (tx) => {
        await tx.addPerson({ person, name, centre: 'Sorrel Coast' });
        await tx.setRoles(person, scope, roles);
      });
      return person;
    },
    device: (persons) => enrolDevice(store, ports, persons),
  };
}

export type ScriptedDevice = Awaited<ReturnType<typeof enrolDevice>>;

async function enrolDevice(store: HubStore, ports: ExchangePorts, persons: readonly string[]) {
  const secret = ports.random.bytes(32);
  const publicKey = toHex(ed25519.getPublicKey(secret));
  const signBytes = (bytes: Uint8Array) => ed25519.sign(bytes, secret);
  const code = await store.transaction((tx) => createCode(tx, ports, persons));
  const proof = toHex(signBytes(enrolmentDigest(code)));
  const request = { protocol: 1, code, publicKey, deviceName: 'Laptop', proof };
  const enrolled = await store.transaction((tx) => enrol(tx, ports, request));
  if (!enrolled.ok) throw new Error(enrolled.failure.kind);
  return scriptedDevice(store, ports, enrolled.value, signBytes);
}

/** What a request says beside what every one says. */
export interface Says {
  readonly batches?: readonly (readonly Operation[])[];
  readonly author?: string;
  readonly message?: Partial<SyncRequest>;
  readonly chunks?: readonly Uint8Array[];
  readonly signBatch?: (hash: Uint8Array) => Uint8Array;
  readonly hub?: string;
  /** Payloads of batch frames to send before the batches, as they are. */
  readonly payloadsBefore?: readonly Uint8Array[];
  /** The batches go in a parcel. */
  readonly together?: boolean;
}

function scriptedDevice(
  store: HubStore,
  ports: ExchangePorts,
  identity: DeviceIdentity,
  signBytes: (bytes: Uint8Array) => Uint8Array,
) {
  const incarnation = uuidv7(ports.clock, ports.random);
  const cursors = new Map<string, { scope: string; seq: number; chain: string }>();
  /** Own operations are not sent back: their places stand in the outcomes. */
  const readOwn = (outcomes: readonly Outcome[], operations: readonly Operation[]) => {
    const author = identity.profiles[0]?.person as string;
    for (const outcome of outcomes) {
      const operation = operations.find(({ id }) => id === outcome.id) as Operation;
      const read = device.read.get(operation.scope) ?? [];
      if (outcome.kind !== 'accepted' || outcome.seq > (cursors.get(operation.scope)?.seq ?? 0)) continue;
      const origin = { author, device: identity.device, incarnation };
      device.read.set(operation.scope, [...read, { ...operation, origin, seq: outcome.seq }]);
    }
  };
  const device = {
    identity,
    /** What the next request carries; change it to play a clone or a lost answer. */
    ticket: null as string | null,
    epoch: null as string | null,
    /** Everything read so far, by scope. */
    read: new Map<string, PlacedOperation[]>(),
    cursors,
    sign: signBytes,
    /** The bytes of a request. */
    request(says: Says = {}): Promise<Uint8Array> {
      const batches = (says.batches ?? []).map((operations) => {
        const origin = {
          author: says.author ?? (identity.profiles[0]?.person as string),
          device: identity.device,
          incarnation,
        };
        const scope = operations[0]?.scope as string;
        const encoded = encodeBatch({ ...origin, scope, prev: null, operations });
        return encoded.payload((says.signBatch ?? signBytes)(encoded.hash));
      });
      const message: SyncRequest = {
        protocol: 1,
        device: identity.device,
        incarnation,
        epoch: device.epoch,
        ticket: device.ticket,
        cursors: [...cursors.values()],
        budget: 1_000_000,
        wants: [],
        waiting: 0,
        ...says.message,
      };
      return encodeRequest(
        {
          message,
          batches: [...(says.payloadsBefore ?? []), ...batches],
          together: says.together ?? false,
          chunks: says.chunks ?? [],
        },
        says.hub ?? identity.hub,
        async (b) => signBytes(b),
      );
    },
    /** Sends and takes over what the answer says. */
    sync: (says: Says = {}) => device.syncWith(store, says),
    /** The same through another hub on the same database. */
    async syncWith(hub: HubStore, says: Says = {}) {
      const request = await device.request(says);
      const answered = await hub.transaction((tx) => exchange(tx, ports, request));
      if (!answered.ok) return { failure: answered.failure };
      const reply = decodeReply(answered.value.reply);
      if (!reply.ok) return { failure: reply.failure };
      const { message } = reply.value;
      device.ticket = message.ticket;
      device.epoch = message.epoch;
      for (const { scope, seq, chain, rewound } of message.scopes) {
        cursors.set(scope, { scope, seq, chain });
        if (rewound) device.read.set(scope, []);
      }
      for (const payload of reply.value.pages) {
        const page = decodePage(payload);
        if (!page.ok) throw new Error(page.failure.reason);
        device.read.set(page.value.scope, [...(device.read.get(page.value.scope) ?? []), ...page.value.operations]);
      }
      const sent = (says.batches ?? []).map((batch) => batch.map(({ id }) => id));
      const outcomes = outcomesOfRuns(message.outcomes, sent);
      readOwn(outcomes, (says.batches ?? []).flat());
      return { failure: null, message, outcomes, kinds: outcomes.map(({ kind }) => kind), chunks: reply.value.chunks };
    },
  };
  return device;
}

/** An operation with its right id; anything may be said otherwise. */
export function operationOf(ports: ExchangePorts, says: Partial<Operation> & { readonly scope: string }): Operation {
  const subject = {
    kind: 'set' as const,
    type: 'playbook',
    record: says.record ?? uuidv7(ports.clock, ports.random),
    field: 'title.en',
    value: 'A title',
    supersedes: [],
    tx: says.tx ?? uuidv7(ports.clock, ports.random),
    lamport: 1,
    wall: ports.clock.now(),
    schema: 1,
    ...says,
  };
  return { ...subject, id: operationIdOf(subject) };
}

/** A create and one value, as one user action. */
export function creationOf(ports: ExchangePorts, says: Partial<Operation> & { readonly scope: string }): Operation[] {
  const place = { record: uuidv7(ports.clock, ports.random), tx: uuidv7(ports.clock, ports.random), ...says };
  return [
    operationOf(ports, { ...place, kind: 'create', field: '@exists', value: null, supersedes: [] }),
    operationOf(ports, place),
  ];
}
