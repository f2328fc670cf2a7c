/** The network behind the golden files of editions: a hub with the real decisions and keys, and devices over journals. */

import { signWith } from '../../hub/http/signing-key.ts';
import { giveFirstKey, type KeyPair } from '../../hub/network/hub-key.ts';
import { newDevice } from '../../hub/network/new-device.ts';
import { exchange } from '../../hub/sync/decide-exchange.ts';
import type { HubStore } from '../../hub/sync/hub-store.ts';
import { createMemoryHubStore } from '../../hub/sync/memory-hub-store.ts';
import { fromHex } from '../../shared/base/bytes.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import { verifyEd25519 } from '../../shared/protocol/ed25519.ts';
import { type Engine, startEngine } from '../../shared/sync/engine.ts';
import { createMemoryStore } from '../../shared/sync/memory-store.ts';
import { openSegmentJournal } from '../../shared/sync/segment-journal.ts';
import { seeded } from '../sim/seeded.ts';
import { createMemoryJournalFiles } from '../support/memory-journal-files.ts';
import { hubId, type TestDevice, uuidNumbered } from '../support/network.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const clock = createVirtualClock();

export interface GoldenHub {
  readonly store: HubStore;
  readonly ports: Parameters<typeof exchange>[1];
}

/** A hub with this key that knows these devices, and nothing else. */
export async function openGoldenHub(key: KeyPair, identities: readonly DeviceIdentity[]): Promise<GoldenHub> {
  const store = createMemoryHubStore();
  await store.transaction(async (tx) => {
    await tx.foundHub({ id: hubId, epoch: uuidNumbered(0xe0, 1), networkName: 'Golden', sample: false });
    await giveFirstKey(tx, () => key);
    for (const scope of identities[0]?.scopes ?? []) await tx.addScope(scope);
    for (const { device, publicKey, profiles, grants } of identities) {
      for (const profile of profiles) await tx.addPerson(profile);
      for (const { person, scope, roles } of grants) await tx.setRoles(person, scope, roles);
      await tx.addDevice(
        newDevice({
          id: device,
          name: 'Golden',
          publicKey: fromHex(publicKey),
          persons: profiles.map(({ person }) => person),
          enrolledAt: clock.now(),
          grantsVersion: await tx.grantsVersion(),
        }),
      );
    }
  });
  return { store, ports: { clock, random: seeded(1), verify: verifyEd25519, sign: signWith } };
}

export interface GoldenDevice {
  readonly engine: Engine;
  /** The journal as it is on disk now: the bytes of its only segment. */
  journal(): Uint8Array;
  /** The requests that it sent. */
  readonly requests: Uint8Array[];
}

/** Starts a device on the bytes of a journal, with a store that is empty. */
export async function startGolden(hub: GoldenHub, device: TestDevice, bytes = new Uint8Array()): Promise<GoldenDevice> {
  const folder = createMemoryJournalFiles();
  // An empty journal makes its first segment itself; this is the name that it gives it.
  const name = 'journal-0000000000000000.wpj';
  if (bytes.length > 0) folder.files.set(name, bytes);
  const journal = await openSegmentJournal(folder);
  if (!journal.ok) throw new Error(journal.failure.kind);
  const requests: Uint8Array[] = [];
  const started = await startEngine({
    store: createMemoryStore(),
    journal: journal.value,
    clock,
    random: seeded(bytes.length),
    identity: device.identity,
    signer: device.signer,
    verify: verifyEd25519,
    unasked: true,
    transport: {
      async exchange(request) {
        requests.push(request);
        const answered = await hub.store.transaction((tx) => exchange(tx, hub.ports, request));
        return answered.ok ? ok(answered.value.reply) : fail({ kind: 'hub-failed', status: 500 });
      },
    },
  });
  if (!started.ok) throw new Error(JSON.stringify(started.failure));
  const only = () => {
    const [[file, segment] = ['', new Uint8Array()], ...others] = [...folder.files];
    if (others.length > 0 || file !== name) throw new Error(`Not one segment: ${[...folder.files.keys()]}`);
    return segment;
  };
  return { engine: started.value, requests, journal: only };
}

/** The value of what cannot fail here. */
export function done<T>(result: { ok: true; value: T } | { ok: false; failure: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}
