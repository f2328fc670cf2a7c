/** The real engine against the real decisions: certificates are given and renewed, revocations travel before data. */
import { beforeEach, describe, expect, test } from 'vitest';
import { fromHex } from '../../shared/base/bytes.ts';
import { certificateIn, verifyDeviceCertificate } from '../../shared/protocol/device-certificate.ts';
import { verifyEd25519 } from '../../shared/protocol/ed25519.ts';
import { readFrames } from '../../shared/protocol/frame.ts';
import { hubKeyId } from '../../shared/protocol/hub-key.ts';
import { decodeReply } from '../../shared/protocol/sync-reply.ts';
import { entryOfFrame } from '../../shared/sync/journal-entry.ts';
import { startAtHub } from '../../test/support/engine-at-hub.ts';
import { draftPlaybook, playbookId } from '../../test/support/engine-life.ts';
import { day } from '../../test/support/golden-trust.ts';
import { openedRequest, withoutParcels } from '../../test/support/opened-request.ts';
import { countingPorts, createWorld, type ScriptedDevice, type World } from '../../test/support/scripted-device.ts';
import { readOverview } from '../coordinator/read-network.ts';
import { makeSigningKey } from '../http/signing-key.ts';
import { giveFirstKey, replaceKey } from '../network/hub-key.ts';
import { createMemoryHubStore, type MemoryHubStore } from '../sync/memory-hub-store.ts';
import { withdrawOutgrown } from './certify.ts';
import { revoke, sayFormerRevocations } from './revoke.ts';

let store: MemoryHubStore;
let world: World;
let ana = '';
let ben = '';
beforeEach(async () => {
  const ports = countingPorts();
  store = createMemoryHubStore(ports);
  world = await createWorld(store, ports);
  await store.transaction((tx) => giveFirstKey(tx, makeSigningKey));
  ana = await world.person('Ana', ['coordinator', 'trainer']);
  ben = await world.person('Ben', ['trainer']);
});

const start = (device: Pick<ScriptedDevice, 'identity' | 'sign'>, replies: Uint8Array[] = []) =>
  startAtHub(world, device, {
    hub: () => store,
    onAnswer: async (reply) => {
      replies.push(reply);
    },
  });
type Life = Awaited<ReturnType<typeof start>>;

async function synced({ engine }: Life) {
  const result = await engine.sync();
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
}
async function save({ engine }: Life, author: string, number: number) {
  const saved = await engine.apply(author, draftPlaybook(number, `Playbook ${number}`, world.scope));
  if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
}
const certificateOf = async (life: Life) => {
  const identity = (await life.store.meta('identity')) as { certificate?: string } | undefined;
  return identity?.certificate;
};
const revokeDevice = (device: string, by: string | null = ana, wipe = false) =>
  store.transaction(async (tx) => {
    const row = await tx.lockDevice(device);
    if (row === null) throw new Error('no such device');
    await revoke(tx, world.ports, row, { by, wipe });
  });
const listed = () => store.transaction((tx) => tx.revocationsAfter(0, 100));

describe('certificates', () => {
  test('[DC5] enrolment gives one that verifies under the hub key, with roles and scopes', async () => {
    const { identity } = await world.device([ben]);
    const verified = await verifyDeviceCertificate(fromHex(identity.certificate ?? ''), {
      hub: identity.hub,
      keys: identity.hubKeys ?? [],
      device: { id: identity.device, publicKey: identity.publicKey },
      now: world.ports.time,
      revocations: [],
      verify: verifyEd25519,
    });
    expect(verified.ok && verified.value.certificate).toMatchObject({
      holders: [{ person: ben, grants: [{ scope: world.scope, roles: ['trainer'] }] }],
      issuedAt: world.ports.time,
      notAfter: world.ports.time + 180 * day,
      leaseDays: 60,
    });
  });

  test('[DC5] a device that has none is given one by its next sync; a device of before is given none unasked', async () => {
    const device = await world.device([ben]);
    const { certificate, ...identity } = device.identity;
    const replies: Uint8Array[] = [];
    const life = await start({ ...device, identity }, replies);
    await synced(life);
    expect(await certificateOf(life)).toBe(certificate);
    const whole = await start(await world.device([ben]), replies);
    replies.length = 0;
    await synced(whole);
    const read = decodeReply(replies[0] as Uint8Array);
    expect(read.ok && read.value.message.identity).toBeNull();
  });

  test('[DC5] past half its life it is renewed by ordinary sync, and not before', async () => {
    const life = await start(await world.device([ben]));
    await synced(life);
    world.ports.time += 90 * day - 1;
    await synced(life);
    expect(await certificateOf(life)).toBeUndefined();
    world.ports.time += 1;
    await synced(life);
    const renewed = certificateIn({ certificate: await certificateOf(life) })?.certificate;
    expect(renewed?.issuedAt).toBe(world.ports.time);
    expect(await listed()).toEqual([]);
  });

  test('[DC5] [RV3] with a role less there is a new one, and the former is revoked at once, before the device calls', async () => {
    const device = await world.device([ana]);
    const former = certificateIn(device.identity);
    const life = await start(device);
    await synced(life);
    await store.transaction(async (tx) => {
      await tx.setRoles(ana, world.scope, ['trainer']);
      await withdrawOutgrown(tx, world.ports, ana);
    });
    expect(await listed()).toMatchObject([{ device: device.identity.device, serial: former?.serial }]);
    await synced(life);
    const now = certificateIn({ certificate: await certificateOf(life) });
    expect(now?.certificate.holders[0]?.grants[0]?.roles).toEqual(['trainer']);
    expect((await listed()).length).toBe(1);
    // The device itself still counts.
    expect((await life.engine.status()).revoked).toBeNull();
  });

  test('[LE1] [DC5] a coordinator is told by when a device wants a word from the hub, and until when it is believed', async () => {
    const { identity, sync } = await world.device([ben]);
    const enrolledAt = world.ports.time;
    const ends = async () => {
      const asOf = { now: world.ports.time, retireAfter: undefined };
      const { devices } = await store.transaction((tx) => readOverview(tx, [world.scope], asOf));
      return devices.map(({ leaseEndsAt, certificateEndsAt }) => [leaseEndsAt, certificateEndsAt]);
    };
    expect(await ends()).toEqual([[enrolledAt + 60 * day, enrolledAt + 180 * day]]);
    world.ports.time += 10 * day;
    await sync();
    expect(await ends()).toEqual([[enrolledAt + 70 * day, enrolledAt + 180 * day]]);
    await revokeDevice(identity.device);
    expect(await ends()).toEqual([[null, null]]);
  });

  test('[DC3] a new key of the hub certifies everybody anew', async () => {
    const life = await start(await world.device([ben]));
    await synced(life);
    await store.transaction((tx) => replaceKey(tx, makeSigningKey, world.ports.sign));
    await synced(life);
    const newest = (await store.transaction((tx) => tx.hub())).keys.at(-1)?.publicKey ?? '';
    expect(certificateIn({ certificate: await certificateOf(life) })?.statement.key).toBe(hubKeyId(newest));
  });
});

describe('revocations', () => {
  test('[RV4] another device hears of it with its next answer, once, and before the data of that answer', async () => {
    const [lost, writer] = [await world.device([ben]), await world.device([ana])];
    const reader = await start(await world.device([ana]));
    await synced(reader);
    const other = await start(writer);
    await save(other, ana, 1);
    await synced(other);
    await revokeDevice(lost.identity.device);
    const before = await reader.journal.position();
    await synced(reader);
    const kinds: string[] = [];
    for await (const bytes of reader.journal.read(before)) {
      for (const frame of readFrames(bytes).frames) {
        const entry = entryOfFrame(frame);
        if (entry?.kind === 'page') kinds.push('page');
        if (entry?.kind === 'checkpoint' && entry.checkpoint.revocations) kinds.push('revocations');
      }
    }
    expect(kinds).toEqual(['revocations', 'page']);
    expect(await reader.store.meta('revocations')).toMatchObject([{ device: lost.identity.device, by: ana }]);
    const at = await reader.journal.position();
    await synced(reader);
    expect(await reader.journal.position()).toBe(at);
  });

  test('[RV4] one that is not signed by the hub refuses the answer, and nothing of it is kept', async () => {
    const reader = await world.device([ana]);
    await revokeDevice((await world.device([ben])).identity.device);
    const [real] = await listed();
    const bent = `${real?.statement.slice(0, -2)}${real?.statement.endsWith('00') ? '01' : '00'}`;
    await store.transaction((tx) => tx.addRevocations([{ ...(real as NonNullable<typeof real>), statement: bent }]));
    const life = await start(reader);
    expect(await life.engine.sync()).toMatchObject({ ok: false, failure: { kind: 'hub-signature-invalid' } });
    expect(await life.store.meta('revocations')).toBeUndefined();
  });

  test('[RV5] a revoked device is told in its next exchange, keeps all that it has, and hands over all that waits', async () => {
    const device = await world.device([ben]);
    const life = await start(device);
    await save(life, ben, 1);
    await synced(life);
    // More than goes into one request.
    for (let n = 2; n <= 60; n++) await save(life, ben, n);
    const waiting = (await life.engine.status()).waiting;
    world.ports.time += 5_000;
    await revokeDevice(device.identity.device);
    const at = world.ports.time;
    const told = { ok: false, failure: { kind: 'device-revoked', at, by: ana } };
    expect(await life.engine.sync()).toEqual(told);
    expect(await life.engine.status()).toMatchObject({ waiting, revoked: { at, by: ana } });
    expect(await life.engine.open([1, 2, 60].map(playbookId))).toHaveLength(3);
    const held = await store.transaction((tx) => tx.keptIn(world.scope));
    expect(held).toHaveLength(waiting);
    expect(new Set(held.map(({ outcome }) => outcome.kind))).toEqual(new Set(['quarantined']));
    // What was in the order before stands.
    expect((await store.transaction((tx) => tx.positions([world.scope])))[0]?.seq).toBe(3);
    // Nothing is sent twice, and it is told again.
    expect(await life.engine.sync()).toEqual(told);
  });

  test.each([false, true])(
    '[SY25] [RV5] a revoked device hands over apart what went in a parcel, to an older hub: %s',
    async (older) => {
      const device = await world.device([ben, ana]);
      const { hub } = device.identity;
      const went: string[] = [];
      let passesOver = false;
      const onRequest = async (request: Uint8Array) => {
        const { batches, parcelled } = openedRequest(request, hub);
        went.push(`${batches.length}${parcelled ? ' together' : ''}`);
        return passesOver ? withoutParcels(request, hub, async (digest) => device.sign(digest)) : request;
      };
      const life = await startAtHub(world, device, { hub: () => store, onRequest });
      const saveBoth = async (number: number) => {
        await save(life, ben, number);
        await save(life, ana, number + 1);
      };
      await saveBoth(1);
      await synced(life);
      await saveBoth(3);
      const { waiting } = await life.engine.status();
      passesOver = older;
      await revokeDevice(device.identity.device);
      expect(await life.engine.sync()).toMatchObject({ failure: { kind: 'device-revoked' } });
      expect(went).toEqual(['2', '2 together', '2']);
      // All of it, and once.
      expect(await store.transaction((tx) => tx.keptIn(world.scope))).toHaveLength(waiting);
      expect(await life.engine.sync()).toMatchObject({ failure: { kind: 'device-revoked' } });
      expect(went.slice(3)).toEqual(['0']);
    },
  );

  test("[RV5] a status alone is believed by nobody: without the hub's word the device is refused and not revoked", async () => {
    const device = await world.device([ben]);
    const life = await start(device);
    await store.transaction(async (tx) => {
      const row = await tx.lockDevice(device.identity.device);
      if (row !== null) await tx.saveDevice({ ...row, revokedAt: 1 });
    });
    expect(await life.engine.sync()).toMatchObject({ failure: { kind: 'device-refused', reason: 'device-revoked' } });
    expect((await life.engine.status()).revoked).toBeNull();
    await store.transaction((tx) => sayFormerRevocations(tx, world.ports));
    expect(await life.engine.sync()).toMatchObject({ failure: { kind: 'device-revoked', at: 1, by: null } });
  });

  test('[RV6] a hub restored from before it takes the revocation back from a laptop that heard of it', async () => {
    const lost = await world.device([ben]);
    const reader = await start(await world.device([ana]));
    await synced(reader);
    const restore = store.backUp();
    await revokeDevice(lost.identity.device);
    await synced(reader);
    restore();
    await store.transaction((tx) => tx.renewEpoch(world.otherScope));
    expect(await listed()).toEqual([]);
    expect((await lost.sync()).failure).toBeNull();
    await synced(reader);
    await synced(reader);
    expect(await listed()).toMatchObject([{ device: lost.identity.device, by: ana }]);
    expect((await lost.sync()).failure).toMatchObject({ kind: 'device-revoked' });
  });

  test('[RV6] a restored hub takes it back from the revoked laptop itself, and refuses it from then on', async () => {
    const device = await world.device([ben]);
    const life = await start(device);
    await synced(life);
    const restore = store.backUp();
    await revokeDevice(device.identity.device);
    expect(await life.engine.sync()).toMatchObject({ failure: { kind: 'device-revoked' } });
    restore();
    await store.transaction((tx) => tx.renewEpoch(world.otherScope));
    for (let times = 0; times < 2; times += 1) await life.engine.sync();
    expect(await life.engine.sync()).toMatchObject({ failure: { kind: 'device-revoked' } });
    expect(await listed()).toMatchObject([{ device: device.identity.device, by: ana }]);
  });

  test('[AL1] [RV6] the log says once who withdrew a device, and after a restore that it was they, and when', async () => {
    const lost = await world.device([ben]);
    const reader = await start(await world.device([ana]));
    await synced(reader);
    const restore = store.backUp();
    const at = world.ports.time;
    const withdraw = () =>
      store.transaction(async (tx) => {
        tx.actAs(ana);
        const row = await tx.lockDevice(lost.identity.device);
        if (row !== null) await revoke(tx, world.ports, row, { by: ana });
      });
    await withdraw();
    await withdraw();
    const device = lost.identity.device;
    expect(await withdrawals()).toEqual([{ device, by: ana, at }]);
    await synced(reader);
    restore();
    await store.transaction((tx) => tx.renewEpoch(world.otherScope));
    world.ports.time += 5_000;
    await synced(reader);
    await synced(reader);
    expect(await withdrawals()).toEqual([{ device, by: ana, revokedAt: at, at: at + 5_000 }]);
  });
});

/** What the log says of withdrawn devices. */
async function withdrawals(): Promise<unknown[]> {
  const entries = await store.transaction((tx) => tx.waitingLogEntries(1_000));
  const about = entries.filter((entry) => entry.class === 'revocation');
  expect(about.map((entry) => entry.about)).toEqual(about.map(() => [ben]));
  return about.map(({ opened }) => JSON.parse(opened?.statement ?? ''));
}
