/** What a coordinator sees of the network, and decides in it. */
import { describe, expect, test } from 'vitest';
import { toHex } from '../../shared/base/bytes.ts';
import { fileType, outboxOnPage } from '../../shared/coordinator/failure.ts';
import { receiptDigest } from '../../shared/protocol/purge-receipt.ts';
import { type Asking, coordinatorAtHub } from '../../test/support/coordinator-at-hub.ts';
import { creationOf } from '../../test/support/scripted-device.ts';

const hub = coordinatorAtHub();
const { asCoordinator, call, signedIn } = hub;

const uuid = '00000000-0000-4000-8000-000000000001';

describe('what a coordinator does', () => {
  test('sees what a device lacks, what waits on it, and that it speaks with another life', async () => {
    const [ana, ben] = [await hub.world.person('Ana', ['trainer']), await hub.world.person('Ben', ['guest'])];
    const [busy, slow] = [await hub.world.device([ana]), await hub.world.device([ben])];
    await slow.sync({ message: { waiting: 7 } });
    const met = hub.ports.time;
    hub.ports.time += 60_000;
    await busy.sync({ batches: [creationOf(hub.ports, { scope: hub.world.scope })] });
    const received = hub.ports.time;
    hub.ports.time += 1_000;
    await busy.sync({ message: { incarnation: uuid } });
    const { devices } = (await asCoordinator('/overview')).body;
    const of = (id: string) => devices.find((device: { id: string }) => device.id === id);
    expect(of(slow.identity.device)).toMatchObject({
      persons: [{ name: 'Ben', centre: 'Sorrel Coast' }],
      lastContact: met,
      declaredWaiting: 7,
      newLifeAt: null,
      scopes: [{ scope: hub.world.scope, behind: 2, since: received }],
      held: 0,
    });
    expect(of(busy.identity.device)).toMatchObject({
      newLifeAt: hub.ports.time,
      scopes: [{ scope: hub.world.scope, behind: 0, since: null }],
    });
  });

  test('[SC5] sees which scopes a device lost, and whether the device has said that it removed them', async () => {
    const ana = await hub.world.person('Ana', ['trainer']);
    await hub.world.store.transaction((tx) => tx.setRoles(ana, hub.world.otherScope, ['trainer']));
    const device = await hub.world.device([ana]);
    for (const scope of [hub.world.scope, hub.world.otherScope])
      await device.sync({ batches: [creationOf(hub.ports, { scope })] });
    await device.sync();
    const lost = async () => (await asCoordinator('/overview')).body.devices[0].lost;
    expect(await lost()).toEqual([]);
    for (const scope of [hub.world.scope, hub.world.otherScope]) {
      await hub.world.store.transaction((tx) => tx.setRoles(ana, scope, []));
    }
    // The other scope is lost as well, and looked after by somebody else.
    expect(await lost()).toEqual([{ scope: hub.world.scope, removed: null }]);
    const said = { scope: hub.world.scope, at: hub.ports.time - 5_000 };
    const { hub: ofHub, device: id } = device.identity;
    const forged = { ...said, signature: '0'.repeat(128) };
    await device.sync({ message: { receipts: [forged] } });
    expect(await lost()).toEqual([{ scope: hub.world.scope, removed: null }]);
    hub.ports.time += 60_000;
    const receipt = { ...said, signature: toHex(device.sign(receiptDigest(ofHub, id, said))) };
    device.cursors.clear();
    await device.sync({ message: { receipts: [receipt] } });
    expect(await lost()).toEqual([{ scope: hub.world.scope, removed: { at: said.at, confirmedAt: hub.ports.time } }]);
    // Given back and read again, it is lost no more; taken once more, the receipt of before says nothing of it.
    await hub.world.store.transaction((tx) => tx.setRoles(ana, hub.world.scope, ['guest']));
    expect(await lost()).toEqual([]);
    await device.sync();
    await device.sync();
    await hub.world.store.transaction((tx) => tx.setRoles(ana, hub.world.scope, []));
    expect(await lost()).toEqual([{ scope: hub.world.scope, removed: null }]);
  });

  test('does not see or revoke devices of scopes that somebody else looks after', async () => {
    const far = await hub.world.person('Far', []);
    await hub.world.store.transaction((tx) => tx.setRoles(far, hub.world.otherScope, ['trainer']));
    const device = await hub.world.device([far]);
    expect((await asCoordinator('/overview')).body.devices).toEqual([]);
    const revoked = await asCoordinator('/devices/revoke', { device: device.identity.device });
    expect([revoked.status, revoked.body.kind]).toEqual([404, 'not-found']);
    expect((await device.sync()).failure).toBeNull();
  });

  test('[HB8] what is written about a returned change reaches the laptop of its author, through the database', async () => {
    const ana = await hub.world.person('Ana', ['trainer']);
    const device = await hub.world.device([ana]);
    await device.sync();
    await hub.world.store.transaction((tx) => tx.setRoles(ana, hub.world.scope, ['guest']));
    const made = creationOf(hub.ports, { scope: hub.world.scope });
    await device.sync({ batches: [made] });
    const operations = made.map(({ id }) => id);
    const decision = { operations, verdict: 'returned', note: 'اسألوا المركز', language: 'ar' };
    expect((await asCoordinator('/held/decide', { ...decision, language: 'xx' })).status).toBe(400);
    expect((await asCoordinator('/held/decide', decision)).status).toBe(200);
    expect((await asCoordinator('/held')).body.decided).toMatchObject([{ note: 'اسألوا المركز', noteLanguage: 'ar' }]);
    const { message } = await device.sync();
    expect(message?.settled?.map(({ id }) => id).sort()).toEqual([...operations].sort());
    expect(message?.decisions).toMatchObject([{ note: 'اسألوا المركز', language: 'ar', at: hub.ports.time }]);
  });

  test('[SY14] a laptop of the coordinator hears through the database how the centres are', async () => {
    const device = await hub.world.device([hub.coordinator]);
    await device.sync();
    const { message } = await device.sync({ message: { glance: true } });
    expect(message?.glance).toMatchObject({
      at: hub.ports.time,
      centres: [{ laptops: 1, quietest: hub.ports.time, behind: 0 }],
    });
  });

  test('revokes a device, which is refused at its next request; its later work is held, shown and decided', async () => {
    const device = await hub.world.device([await hub.world.person('Ana', ['trainer'])]);
    await device.sync();
    const revoked = await asCoordinator('/devices/revoke', { device: device.identity.device });
    expect(revoked.body).toEqual({ device: device.identity.device, revokedAt: hub.ports.time });
    const made = creationOf(hub.ports, { scope: hub.world.scope });
    expect((await device.sync({ batches: [made] })).failure).toEqual({ kind: 'device-revoked' });
    const held = (await asCoordinator('/held')).body;
    expect(held.changes).toMatchObject([{ reason: 'device-revoked', author: { name: 'Ana' } }]);
    const operations = held.changes[0].operations.map(({ id }: { id: string }) => id);
    expect((await asCoordinator('/held/decide', { operations, verdict: 'accepted', note: '' })).status).toBe(200);
    const reader = await hub.world.device([await hub.world.person('Ben', ['guest'])]);
    await reader.sync();
    const read = reader.read.get(hub.world.scope) ?? [];
    expect(read.map(({ id }) => id).slice(0, 2)).toEqual(made.map(({ id }) => id));
    expect(read.slice(2).map(({ type, origin }) => [type, origin.author])).toEqual([
      ['decision', hub.coordinator],
      ['decision', hub.coordinator],
    ]);
    expect((await asCoordinator('/overview')).body.devices.map(({ held }: { held: number }) => held)).toEqual([0, 0]);
  });

  test('[WP12] a file just under 8 MiB is read; of whoever may not hand one in, nothing is', async () => {
    const handIn = (size: number, asking: Asking = { cookie: hub.cookie }) =>
      call('/outbox/take', Buffer.alloc(size, 15), { headers: { 'content-type': fileType }, ...asking });
    for (const size of [outboxOnPage, 0])
      expect(await handIn(size)).toMatchObject({ status: 422, body: { kind: 'outbox-unreadable' } });
    // How large it is said to be is enough.
    const headers = { 'content-type': fileType, 'content-length': `${outboxOnPage + 1}` };
    expect((await handIn(1, { headers })).status).toBe(401);
    const trainer = await signedIn(await hub.world.person('Tomasz', ['trainer']), 'tomasz');
    expect((await handIn(1, { headers, cookie: trainer })).status).toBe(403);
    expect(await handIn(1, { headers, cookie: hub.cookie })).toMatchObject({
      status: 413,
      body: { kind: 'too-large' },
    });
    // It takes bytes alone, and nothing else takes them.
    expect((await asCoordinator('/outbox/take', {})).status).toBe(415);
    expect((await call('/sign-in', Buffer.alloc(1), { headers: { 'content-type': fileType } })).status).toBe(415);
  });
});
