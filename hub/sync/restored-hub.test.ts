/** A hub that was put back from an older backup: the real engine gives the real decisions back what they lost ([RH1] to [RH3]). */
import { expect, test } from 'vitest';
import { concat } from '../../shared/base/bytes.ts';
import { setFields } from '../../shared/domain/edit.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import { encodeFrame, frameTypes, readFrames } from '../../shared/protocol/frame.ts';
import { decodePage, encodePage } from '../../shared/protocol/page.ts';
import { joinProof, pageIn, proofSize } from '../../shared/protocol/proved-page.ts';
import { checkpointFrame } from '../../shared/sync/journal-entry.ts';
import { createMemoryJournal } from '../../shared/sync/memory-journal.ts';
import type { Journal } from '../../shared/sync/ports.ts';
import { createHubNode, type HubNode } from '../../test/sim/hub-node.ts';
import { seeded } from '../../test/sim/seeded.ts';
import { draftPlaybook, playbookId } from '../../test/support/engine-life.ts';
import { everythingOf } from '../../test/support/everything-of.ts';
import { type LiveDevice, liveClock, startLive, synced } from '../../test/support/live-device.ts';

/** A hub with a backup from before the second playbook, and a reader of both; the writer's laptop is gone. */
async function network() {
  const hub = await createHubNode(seeded(23), liveClock);
  const [scope = '', other = ''] = hub.scopes;
  const [reading = '', author = '', third = ''] = hub.people;
  const writer = await startLive(hub, await hub.enrol('writer', [author]));
  const reader = await startLive(hub, await hub.enrol('reader', [reading]));
  const fresh = await hub.enrol('fresh', [third]);
  await saved(writer, author, draftPlaybook(1, 'Before', scope));
  await synced(writer);
  await synced(reader);
  const restore = hub.backUp();
  await saved(writer, author, draftPlaybook(2, 'After', scope));
  await synced(writer);
  await synced(reader);
  return { hub, scope, other, reading, author, writer, reader, fresh, restore };
}

async function saved({ engine }: LiveDevice, author: string, drafts: ReturnType<typeof draftPlaybook>) {
  const result = await engine.apply(author, drafts);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value.operations;
}

const originsAt = async (hub: HubNode, scope: string) =>
  new Map((await hub.log(scope)).map(({ operation: { id, origin, received } }) => [id, { origin, received }]));

test('[RH2] what others wrote comes back from a laptop that read it, under its author and with its time', async () => {
  const { hub, scope, reader, fresh, restore } = await network();
  const before = await originsAt(hub, scope);
  await restore();
  expect((await hub.log(scope)).length).toBeLessThan(before.size);
  await synced(reader);
  expect(await originsAt(hub, scope)).toEqual(before);
  expect(await reader.engine.status()).toMatchObject({ waiting: 0, notAccepted: 0 });
  const newcomer = await startLive(hub, fresh);
  await synced(newcomer);
  expect(await newcomer.engine.open([1, 2].map(playbookId))).toEqual(await reader.engine.open([1, 2].map(playbookId)));
  expect(await synced(reader)).toMatchObject({ requests: 1, sent: 0, received: 0 });
});

test('[RH2] it comes back although the hub went on meanwhile, and whoever brings it holds no role there any more', async () => {
  const { hub, scope, reading, author, writer, reader, restore } = await network();
  const before = await originsAt(hub, scope);
  await restore();
  await hub.setRoles(reading, scope, []);
  const twin = await startLive(hub, await hub.enrol('twin', [author]));
  const mine = await saved(twin, author, draftPlaybook(3, 'Meanwhile', scope));
  await synced(twin);
  await synced(reader);
  expect(new Set((await originsAt(hub, scope)).keys())).toEqual(new Set([...before.keys(), ...mine]));
  expect(await everythingOf(reader.store, scope)).toEqual([]);
  await synced(writer);
  expect(await writer.engine.open([3].map(playbookId))).toEqual(await twin.engine.open([3].map(playbookId)));
});

test('[RH2] a page that somebody changed is not believed', async () => {
  const { hub, scope, reading, reader, restore } = await network();
  const pages = await provedPages(reader.journal);
  await restore();
  const before = await originsAt(hub, scope);
  const forged = pages.flatMap((payload) => {
    const page = decodePage(pageIn(payload));
    if (!page.ok) return [];
    const operations = page.value.operations.map((one) => ({ ...one, origin: { ...one.origin, author: reading } }));
    return [joinProof(payload.subarray(0, proofSize), encodePage({ ...page.value, operations }))];
  });
  expect(forged.length).toBeGreaterThan(0);
  expect(await hub.takeProved(reader.enrolled.identity.device, forged)).toBe(0);
  expect(await originsAt(hub, scope)).toEqual(before);
  expect(await hub.takeProved(reader.enrolled.identity.device, pages)).toBeGreaterThan(0);
});

test('[RH3] what no page proves is refused and kept, and waits no longer', async () => {
  const { hub, scope, reader, restore } = await network();
  const lost = new Set((await originsAt(hub, scope)).keys());
  await restore();
  for (const id of (await originsAt(hub, scope)).keys()) lost.delete(id);
  const bare = await startLive(hub, reader.enrolled, { journal: await withoutProofs(reader.journal) });
  await synced(bare);
  const kept = await hub.keptOutcomes(scope);
  expect(new Set(kept.map(({ id }) => id))).toEqual(lost);
  expect(kept.every((one) => one.kind === 'refused' && one.reason === 'author-not-on-device')).toBe(true);
  expect((await bare.engine.status()).waiting).toBe(0);
  // Somebody comes who can prove it.
  await synced(reader);
  expect(await hub.keptOutcomes(scope)).toEqual([]);
  await synced(bare);
  expect(await bare.engine.open([playbookId(2)])).toEqual(await reader.engine.open([playbookId(2)]));
});

test('[RH1] what the hub held for a decision is offered again to one that has forgotten it', async () => {
  const { hub, other, reading, reader } = await network();
  const mine = await saved(reader, reading, draftPlaybook(4, 'Held', other));
  await hub.setRoles(reading, other, ['guest']);
  const restore = hub.backUp();
  await synced(reader);
  expect((await hub.keptOutcomes(other)).length).toBe(mine.length);
  await restore();
  expect(await hub.keptOutcomes(other)).toEqual([]);
  await synced(reader);
  expect((await hub.keptOutcomes(other)).map(({ kind }) => kind)).toEqual(mine.map(() => 'quarantined'));
});

test.each([
  ['are there', false],
  ['are rotten, and whole in the journal only', true],
])(
  '[RH1] what was accepted beyond what a device has read is offered again, when its rows %s: no chain there tells that the hub lost it',
  async (_, isRotten) => {
    const { hub, other, reading, reader } = await network();
    const links: ('up' | 'down' | 'deaf')[] = [];
    const twin = await startLive(hub, await hub.enrol('twin', [reading]), {}, async () => links.shift() ?? 'up');
    await synced(twin);
    await saved(reader, reading, draftPlaybook(5, 'Others', other));
    await synced(reader);
    // The hub believes that the twin has read this, and asks for its cursors next time.
    links.push('deaf');
    await twin.engine.sync();
    const restore = hub.backUp();
    // What it brings is accepted by that very answer; before it reads anything, the link is gone, and then the hub's day.
    const mine = await saved(twin, reading, draftPlaybook(6, 'Ahead', other));
    links.push('up', 'down');
    await twin.engine.sync();
    expect((await hub.log(other)).map(({ operation }) => operation.id)).toEqual(expect.arrayContaining([...mine]));
    await restore();
    const rows = (await everythingOf(twin.store, other)).filter(({ id }) => mine.includes(id));
    if (isRotten) await twin.store.write({ operations: rows.map((row) => ({ ...row, value: 'rotten' })) });
    await synced(twin);
    expect((await hub.log(other)).map(({ operation }) => operation.id)).toEqual(expect.arrayContaining([...mine]));
  },
);

async function provedPages(journal: Journal): Promise<Uint8Array[]> {
  const pages: Uint8Array[] = [];
  for await (const bytes of journal.read(0)) {
    for (const { type, payload } of readFrames(bytes).frames)
      if (type === frameTypes.provedPage) pages.push(payload.slice());
  }
  return pages;
}

/** The journal as a hub without a key would have left it. */
async function withoutProofs(journal: Journal): Promise<Journal> {
  const copy = createMemoryJournal();
  for await (const bytes of journal.read(0)) {
    const frames = readFrames(bytes).frames.map(({ type, payload, bytes: whole }) =>
      type === frameTypes.provedPage ? encodeFrame(frameTypes.page, pageIn(payload)) : whole,
    );
    await copy.append(concat(...frames));
  }
  return copy;
}

test('[RV5] [OP6] a revoked device hands over an edit of what a restored hub does not know: it says nothing of places', async () => {
  const { hub, author, scope, writer, restore } = await network();
  const [state] = await writer.engine.open([playbookId(2)]);
  const drafts = setFields(playbook, state as NonNullable<typeof state>, { 'title.en': 'Changed' });
  if (!drafts.ok) throw new Error(JSON.stringify(drafts.failure));
  const ids = await saved(writer, author, drafts.value);
  await restore();
  await hub.revoke(writer.enrolled.identity.device);
  expect(await writer.engine.sync()).toMatchObject({ failure: { kind: 'device-revoked' } });
  expect(await hub.kept(scope)).toEqual(new Set(ids));
});

test('[RV5] a revoked device hands over its own work of a scope that it was reading again', async () => {
  const { hub, author, scope, writer } = await network();
  const ids = await saved(writer, author, draftPlaybook(3, 'Written while it was read again', scope));
  // It was cut off before it had read all of it.
  await writer.journal.append(checkpointFrame({ at: 0, rereading: [scope] }));
  await hub.revoke(writer.enrolled.identity.device);
  const { store, journal } = writer;
  const again = await startLive(hub, writer.enrolled, { store, journal });
  expect(await store.meta('rereading')).toEqual([scope]);
  expect(await again.engine.sync()).toMatchObject({ failure: { kind: 'device-revoked' } });
  expect(await hub.kept(scope)).toEqual(new Set(ids));
});
