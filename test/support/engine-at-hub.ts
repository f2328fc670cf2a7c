/** The real engine of a scripted device, on memory, against the real decisions of whatever store it is given. */
import { exchange } from '../../hub/sync/decide-exchange.ts';
import type { HubStore } from '../../hub/sync/hub-store.ts';
import { fail, ok } from '../../shared/base/result.ts';
import { deviceRefusalOf } from '../../shared/protocol/device-refusal.ts';
import { verifyEd25519 } from '../../shared/protocol/ed25519.ts';
import { startEngine } from '../../shared/sync/engine.ts';
import { createMemoryJournal } from '../../shared/sync/memory-journal.ts';
import { createMemoryStore } from '../../shared/sync/memory-store.ts';
import { seeded } from '../sim/seeded.ts';
import type { ScriptedDevice, World } from './scripted-device.ts';

export interface AtHub {
  /** The hub that takes the next request. */
  hub(): HubStore;
  /** What the hub is given of a request; without it, all. */
  onRequest?(request: Uint8Array): Promise<Uint8Array>;
  /** Told of each answer before the device reads it. */
  onAnswer?(reply: Uint8Array): Promise<void>;
}

/** Starts it. What the hub refuses, or does not retry, is thrown; but for a revoked device, which is told. */
export async function startAtHub(
  { ports }: Pick<World, 'ports'>,
  { identity, sign }: Pick<ScriptedDevice, 'identity' | 'sign'>,
  at: AtHub,
) {
  const transport = {
    async exchange(request: Uint8Array) {
      const heard = (await at.onRequest?.(request)) ?? request;
      const answered = await at.hub().transaction((tx) => exchange(tx, ports, heard));
      if (!answered.ok && answered.failure.kind === 'device-revoked') return fail(deviceRefusalOf(answered.failure));
      if (!answered.ok) throw new Error(answered.failure.kind);
      await at.onAnswer?.(answered.value.reply);
      return ok(answered.value.reply);
    },
  };
  const [store, journal] = [createMemoryStore(), createMemoryJournal()];
  const started = await startEngine({
    store,
    journal,
    transport,
    signer: { sign: async (bytes) => sign(bytes) },
    verify: verifyEd25519,
    clock: ports.clock,
    random: seeded(7),
    unasked: true,
    identity,
  });
  if (!started.ok) throw new Error(started.failure.kind);
  return { engine: started.value, store, journal };
}
