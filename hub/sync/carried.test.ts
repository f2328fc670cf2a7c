/** Batches of one laptop that another one of the room brings: the real engines against the real decisions ([RM8]). */
import { expect, test } from 'vitest';
import type { Store } from '../../shared/sync/ports.ts';
import { fakeSign } from '../../test/sim/fake-signing.ts';
import { createHubNode, type HubNode } from '../../test/sim/hub-node.ts';
import { seeded } from '../../test/sim/seeded.ts';
import { draftPlaybook, playbookId } from '../../test/support/engine-life.ts';
import { type LiveDevice, liveClock, startLive, synced } from '../../test/support/live-device.ts';
import { anew, lineTo, meets } from '../../test/support/live-room.ts';
import { openedRequest, withoutParcels } from '../../test/support/opened-request.ts';

/** Two laptops that heard the hub once, in one room since; and what the hub is given of the reader's requests. */
async function room(given?: (request: Uint8Array, by: Pick<LiveDevice, 'enrolled'>) => Promise<Uint8Array>) {
  const hub = await createHubNode(seeded(12), liveClock);
  const [person = '', other = ''] = hub.people;
  let writer: LiveDevice | null = null;
  const enrolled = await hub.enrol('reader', [other]);
  const heard = async (request: Uint8Array) => hub.answer((await given?.(request, { enrolled })) ?? request);
  const reader = await startLive({ ...hub, answer: heard }, enrolled, { room: lineTo(() => writer as LiveDevice) });
  writer = await startLive(hub, await hub.enrol('writer', [person]));
  await synced(writer);
  await synced(reader);
  const [scope = ''] = hub.scopes;
  return { hub, writer, reader, person, other, scope };
}

async function saved({ engine }: LiveDevice, author: string, drafts: ReturnType<typeof draftPlaybook>) {
  const result = await engine.apply(author, drafts);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value.operations;
}

/** The reader's program is started anew on its disk, and has not looked at what others gave it yet. */
function restarted(hub: HubNode, { store, journal, enrolled }: LiveDevice) {
  return startLive(hub, enrolled, { store, journal });
}

const countOf = async ({ engine }: LiveDevice) => (await engine.unconfirmed(100)).count;

test('[RM8] who reaches the hub first brings the work of both, and what comes again is known', async () => {
  const { hub, writer, reader, person, scope } = await room();
  const ids = await saved(writer, person, draftPlaybook(1, 'Of the writer', scope));
  expect(await meets(reader)).toMatchObject({ received: ids.length });
  expect(await countOf(reader)).toBe(ids.length);
  expect(await synced(reader)).toMatchObject({ sent: ids.length, notAccepted: 0 });
  expect(await countOf(reader)).toBe(0);
  const log = await hub.log(scope);
  expect(log.map(({ operation }) => operation.id)).toEqual(ids);
  const { device } = writer.enrolled.identity;
  expect(new Set(log.map(({ operation }) => operation.origin.device))).toEqual(new Set([device]));
  await synced(writer);
  expect((await hub.log(scope)).length).toBe(ids.length);
  expect((await writer.engine.status()).waiting).toBe(0);
  expect(await writer.engine.open([playbookId(1)])).toEqual(await reader.engine.open([playbookId(1)]));
  // Nothing is left to bring, and nothing to exchange in the room.
  expect(await synced(reader)).toMatchObject({ requests: 1, sent: 0 });
  expect(await meets(reader)).toMatchObject({ received: 0, sent: 0, requests: 2 });
});

test('[SY25] [RM8] an older hub that passed over a parcel is brought the work of both apart, at once', async () => {
  let passesOver = false;
  const went: string[] = [];
  const { hub, writer, reader, person, other, scope } = await room(async (request, { enrolled }) => {
    const { batches, parcelled } = openedRequest(request, enrolled.identity.hub);
    went.push(`${batches.length}${parcelled ? ' together' : ''}`);
    const sign = async (digest: Uint8Array) => fakeSign(enrolled.publicKey, digest);
    return passesOver ? withoutParcels(request, enrolled.identity.hub, sign) : request;
  });
  await synced(reader);
  const ids = await saved(writer, person, draftPlaybook(1, 'Of the writer', scope));
  await meets(reader);
  const own = await saved(reader, other, draftPlaybook(2, 'Of the reader', scope));
  passesOver = true;
  went.length = 0;
  await synced(reader);
  expect(went.slice(0, 2)).toEqual(['2 together', '2']);
  const log = await hub.log(scope);
  expect(new Set(log.map(({ operation }) => operation.id))).toEqual(new Set([...ids, ...own]));
  expect(await countOf(reader)).toBe(0);
});

test('[RM8] what the hub confirms later to its own laptop is confirmed for who had it before, once', async () => {
  const { hub, writer, reader, person, scope } = await room();
  const ids = await saved(writer, person, draftPlaybook(1, 'Of the writer', scope));
  await meets(reader);
  await synced(writer);
  expect(await synced(reader)).toMatchObject({ notAccepted: 0 });
  expect(await countOf(reader)).toBe(0);
  expect((await hub.log(scope)).length).toBe(ids.length);
  expect((await reader.store.history(playbookId(1))).length).toBe(ids.length);
});

test('[RM8] what the hub refuses of it is shown no more, and nobody here is asked about it', async () => {
  const { hub, writer, reader, person, scope } = await room();
  await saved(writer, person, draftPlaybook(1, 'Of the writer', scope));
  await meets(reader);
  await hub.setRoles(person, scope, []);
  await synced(reader);
  const { waiting, notAccepted } = await reader.engine.status();
  expect(waiting).toBe(0);
  expect(await countOf(reader)).toBe(0);
  expect(await reader.engine.list({ type: 'playbook' })).toEqual([]);
  // Allowed when it was written: a person decides, who looks after the scope.
  expect((await hub.keptOutcomes(scope)).map(({ kind }) => kind)).toContain('quarantined');
  expect(notAccepted).toBeGreaterThan(0);
});

test('[SC2] what others gave of a lost scope goes to the hub before the scope is purged, after a restart too', async () => {
  const { hub, writer, reader, person, other, scope } = await room();
  const ids = await saved(writer, person, draftPlaybook(1, 'Only the reader has it', scope));
  await meets(reader);
  const again = await restarted(hub, reader);
  await hub.setRoles(other, scope, []);
  await synced(again);
  expect((await hub.log(scope)).map(({ operation }) => operation.id)).toEqual(ids);
  expect(await again.store.history(playbookId(1))).toEqual([]);
});

test.each(['accepted', 'quarantined'])(
  '[RH1] [RM8] what others gave and a restored hub had %s before is brought to it again, as it was signed',
  async (kind) => {
    const { hub, writer, reader, person, scope } = await room();
    const restore = hub.backUp();
    const ids = await saved(writer, person, draftPlaybook(1, 'Only the reader has it', scope));
    await meets(reader);
    if (kind === 'quarantined') await hub.setRoles(person, scope, []);
    await synced(reader);
    await restore();
    if (kind === 'quarantined') await hub.setRoles(person, scope, []);
    expect(await hub.knows()).toEqual(new Set());
    await synced(reader);
    const [log, kept] = [await hub.log(scope), await hub.keptOutcomes(scope)];
    const { device } = writer.enrolled.identity;
    const expected = kind === 'accepted' ? [ids.map(() => device), []] : [[], ids.map(() => kind)];
    expect([log.map(({ operation }) => operation.origin.device), kept.map((one) => one.kind)]).toEqual(expected);
    expect((await reader.engine.status()).waiting).toBe(0);
  },
);

test('[SC3] own work that only another laptop had kept, and the hub holds, outlives the purge of its scope', async () => {
  const { hub, writer, reader, person, scope } = await room();
  const ids = await saved(writer, person, draftPlaybook(1, 'Held', scope));
  await meets(reader);
  const again = await anew(
    hub,
    writer,
    lineTo(() => reader),
  );
  await synced(again);
  expect(await meets(again)).toMatchObject({ received: ids.length });
  await hub.setRoles(person, scope, []);
  await synced(again);
  expect((await again.engine.purges()).map((one) => one.scope)).toEqual([scope]);
  const { journal, enrolled } = again;
  const rebuilt = await startLive(hub, enrolled, { journal });
  expect((await rebuilt.store.operations(ids)).length).toBe(ids.length);
});

test('[SC2] a scope that is lost before the hub was ever heard of it is purged of what came from the room', async () => {
  const { hub, writer, reader, person, other, scope } = await room();
  await saved(writer, person, draftPlaybook(1, 'A word that must go', scope));
  const fresh = await anew(
    hub,
    reader,
    lineTo(() => writer),
  );
  await meets(fresh);
  expect((await fresh.store.history(playbookId(1))).length).toBe(3);
  // The hub gives it no place either.
  for (const one of [person, other]) await hub.setRoles(one, scope, []);
  await synced(fresh);
  expect(await fresh.store.history(playbookId(1))).toEqual([]);
});

test('[RM8] a batch whose rows have rotted is brought all the same: the journal has it', async () => {
  const { hub, writer, reader, person, scope } = await room();
  const ids = await saved(writer, person, draftPlaybook(1, 'Only the reader has it', scope));
  await meets(reader);
  const rotten: Store = {
    ...reader.store,
    operations: async (asked) => (await reader.store.operations(asked)).filter(({ id }) => !ids.includes(id)),
  };
  const again = await restarted(hub, { ...reader, store: rotten });
  await countOf(again);
  await synced(again);
  expect((await hub.log(scope)).map(({ operation }) => operation.id)).toEqual(ids);
});

test('[VR6] a check finds that rows are gone of what came from the room, and the journal gives them back', async () => {
  const { hub, writer, reader, person, scope } = await room();
  const [id = ''] = await saved(writer, person, draftPlaybook(1, 'Only the reader has it', scope));
  await meets(reader);
  let isGone = true;
  const rotten: Store = {
    ...reader.store,
    operations: async (asked) => (await reader.store.operations(asked)).filter((one) => !isGone || one.id !== id),
    async write(change) {
      if (change.operations?.some((one) => one.id === id)) isGone = false;
      await reader.store.write(change);
    },
  };
  const again = await restarted(hub, { ...reader, store: rotten });
  expect(await again.engine.check()).toMatchObject({ ok: true, value: { open: false } });
  expect(await rotten.operations([id])).toHaveLength(1);
});

test('[RM8] a scope that is lost takes what came from the room with it, from the journal too', async () => {
  const { hub, writer, reader, person, other, scope } = await room();
  await saved(writer, person, draftPlaybook(1, 'A word that must go', scope));
  await meets(reader);
  await hub.setRoles(other, scope, []);
  await synced(reader);
  await synced(reader);
  expect(await reader.store.history(playbookId(1))).toEqual([]);
  expect(await countOf(reader)).toBe(0);
});
