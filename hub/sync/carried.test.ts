/** Batches of one laptop that another one of the room brings: the real engines against the real decisions ([RM8]). */
import { expect, test } from 'vitest';
import { ok } from '../../shared/base/result.ts';
import type { RoomTransport } from '../../shared/sync/room/room-api.ts';
import { fakeSign } from '../../test/sim/fake-signing.ts';
import { createHubNode } from '../../test/sim/hub-node.ts';
import { seeded } from '../../test/sim/seeded.ts';
import { draftPlaybook, playbookId } from '../../test/support/engine-life.ts';
import { type LiveDevice, liveClock, startLive, synced } from '../../test/support/live-device.ts';
import { openedRequest, withoutParcels } from '../../test/support/opened-request.ts';

const exported = new Uint8Array(32).fill(5);

/** Two laptops that heard the hub once, in one room since; and what the hub is given of the reader's requests. */
async function room(given?: (request: Uint8Array, by: Pick<LiveDevice, 'enrolled'>) => Promise<Uint8Array>) {
  const hub = await createHubNode(seeded(12), liveClock);
  const [person = '', other = ''] = hub.people;
  let writer: LiveDevice | null = null;
  const toWriter: RoomTransport = {
    connect: async () =>
      ok({
        exported,
        exchange: async (message) => ok(await (writer as LiveDevice).engine.answerRoom(exported, message)),
        close: async () => {},
      }),
  };
  const enrolled = await hub.enrol('reader', [other]);
  const heard = async (request: Uint8Array) => hub.answer((await given?.(request, { enrolled })) ?? request);
  const reader = await startLive({ ...hub, answer: heard }, enrolled, { room: toWriter });
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

async function meets({ engine }: LiveDevice) {
  const met = await engine.meet('the writer');
  if (!met.ok) throw new Error(JSON.stringify(met.failure));
  return met.value;
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
