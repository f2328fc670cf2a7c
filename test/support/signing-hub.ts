/** A hub of tests that signs what it answers, and devices that know its key. */
import { toHex } from '../../shared/base/bytes.ts';
import type { HubKey } from '../../shared/domain/identity.ts';
import { publicKeyOf, signEd25519 } from '../../shared/protocol/ed25519.ts';
import { endorsementBytes } from '../../shared/protocol/hub-key.ts';
import { placeBytes } from '../../shared/protocol/signed-place.ts';
import type { SyncReply } from '../../shared/protocol/sync-reply.ts';
import { draftPlaybook, type EngineLife, save, startLife, sync } from './engine-life.ts';
import { createFakeHub, type FakeHub } from './fake-hub.ts';
import { hubId, scopeA, testDevice } from './network.ts';

const secretOf = (n: number) => new Uint8Array(32).fill(100 + n);

/** Key number n of the hub. */
export const hubKeyNumbered = (n: number): HubKey => ({ publicKey: toHex(publicKeyOf(secretOf(n))) });

/** Key number n, signed by another one. */
export function endorsedKey(n: number, by: number): HubKey {
  const { publicKey } = hubKeyNumbered(n);
  return { publicKey, endorsement: signatureBy(by, endorsementBytes(hubId, publicKey)) };
}

/** What key n signs under these bytes, hexadecimal. */
export const signatureBy = (n: number, bytes: Uint8Array) => toHex(signEd25519(secretOf(n), bytes));

/** A reply with every place signed by key n. */
export const signedBy =
  (n: number) =>
  (reply: SyncReply): SyncReply => ({
    ...reply,
    scopes: reply.scopes.map((scope) => {
      const bytes = placeBytes(hubId, { ...scope, epoch: reply.epoch, at: reply.hubTime });
      return { ...scope, signature: signatureBy(n, bytes) };
    }),
  });

/** A fake hub that signs with its key number 1. */
export function createSigningHub(): FakeHub {
  return Object.assign(createFakeHub(), { amend: signedBy(1) });
}

/** Device number n, which knows these keys of the hub. */
export function deviceKnowing(number: number, hubKeys: HubKey[]) {
  const device = testDevice(number);
  return { ...device, identity: { ...device.identity, hubKeys } };
}

/** Starts device number n, which knows key number 1. */
export const startWitness = (hub: FakeHub, number = 1): Promise<EngineLife> =>
  startLife(hub, { number, device: deviceKnowing(number, [hubKeyNumbered(1)]) });

/** A hub with three playbooks of device 2, nine operations, read by device 1. */
export async function witnessedOnce(hub = createSigningHub()) {
  const [one, two] = [await startWitness(hub), await startWitness(hub, 2)];
  for (let n = 1; n <= 3; n++) await save(two, draftPlaybook(n), 2);
  await sync(two);
  await sync(one);
  return { hub, one, two };
}

type Log = NonNullable<ReturnType<FakeHub['logs']['get']>>;

/** Gives the hub another order of its first scope. */
export function rewriteLog(hub: FakeHub, change: (log: Log) => Log): void {
  const log = change([...(hub.logs.get(scopeA) ?? [])]);
  hub.logs.set(
    scopeA,
    log.map((operation, i) => ({ ...operation, seq: i + 1 })),
  );
}
