/** What an erasure takes, everywhere: the real engine against the real decisions ([ER3] to [ER7]). */
import { expect, test } from 'vitest';
import { fail } from '../../shared/base/result.ts';
import { attachment, chunksIn } from '../../shared/domain/attachment.ts';
import { setFields } from '../../shared/domain/edit.ts';
import { erasure, erasureRequest } from '../../shared/domain/erasure/erasure.ts';
import { person } from '../../shared/domain/training/person.ts';
import type { Journal } from '../../shared/sync/ports.ts';
import { draftPlaybook } from '../../test/support/engine-life.ts';
import {
  canary,
  erased,
  expectClean,
  expectCleanHub,
  mark,
  must,
  network,
  origin,
  saved,
  subject,
  wordsIn,
  wordsOf,
} from '../../test/support/erasure-world.ts';
import { startLive, synced } from '../../test/support/live-device.ts';
import { anew, lineTo, meets } from '../../test/support/live-room.ts';

test('[ER3] [ER5] what was said of a person is gone at the hub and on both laptops, and the order is what it was', async () => {
  const all = await network();
  const { hub, scope, writer, reader } = all;
  expect(await wordsIn(writer.journal)).toContain('Quillfeather');
  const before = await origin(hub, scope);
  await erased(all);
  await synced(writer);
  await expectCleanHub(hub, scope);
  for (const device of [writer, reader]) await expectClean(device, scope);
  expect((await origin(hub, scope)).slice(0, before.length)).toEqual(before);
  const [gone, kept] = await writer.engine.open([subject, mark]);
  expect(Object.keys(gone?.fields ?? {})).toEqual(['@exists']);
  expect(kept?.fields['mark']?.[0]?.value).toBe('late');
  expect(kept?.fields['note']).toBeUndefined();
});

test('[CF13] what was typed as the answer to a conflict of what was erased is gone with it', async () => {
  const all = await network();
  const { asker, writer, reader } = all;
  const away = await startLive(all.hub, reader.enrolled, { store: reader.store, journal: reader.journal });
  for (const [device, by] of [
    [writer, asker],
    [away, all.confirmer],
  ] as const) {
    const [state] = await device.engine.open([subject]);
    await saved(device, by, must(setFields(person, state as never, { role: `${canary} for ${by}` })));
  }
  for (const device of [writer, away, writer]) await synced(device);
  const place = { person: asker, record: subject, field: 'role' };
  await writer.engine.keepTyped(place, [canary]);
  expect(await writer.engine.typedAnswers(place)).toEqual([canary]);
  await erased({ ...all, reader: away });
  await synced(writer);
  expect(await writer.store.meta('typedAnswers')).toEqual([]);
});

test('[ER5] a store that is built anew from the journal, and a laptop that comes new, show the same', async () => {
  const all = await network();
  const { hub, scope, third, writer, reader } = all;
  await erased(all);
  await synced(writer);
  const rebuilt = await startLive(hub, writer.enrolled, { journal: writer.journal });
  expect(rebuilt.engine.started).toMatchObject({ kind: 'rebuilt', skipped: 0, damaged: 0 });
  const fresh = await startLive(hub, await hub.enrol('fresh', [third]));
  for (const device of [rebuilt, fresh]) {
    await synced(device);
    await expectClean(device, scope);
    expect(await device.engine.open([subject, mark])).toEqual(await reader.engine.open([subject, mark]));
    expect(await device.engine.check()).toMatchObject({ ok: true, value: { damaged: 0, scopes: 0, open: false } });
    expect(await synced(device)).toMatchObject({ requests: 1, sent: 0, received: 0 });
  }
});

test('[ER4] what a laptop wrote while it was away gets its place or none, and leaves no value anywhere', async () => {
  const all = await network();
  const { hub, scope, asker, writer, reader } = all;
  const away = await startLive(hub, writer.enrolled, { store: writer.store, journal: writer.journal });
  const [state] = await away.engine.open([subject]);
  await saved(away, asker, must(setFields(person, state as never, { role: `${canary} again` })));
  const twin = await startLive(hub, await hub.enrol('twin', [asker]));
  await synced(twin);
  await erased({ ...all, writer: twin });
  await synced(away);
  await expectCleanHub(hub, scope);
  for (const device of [away, reader, twin]) {
    await synced(device);
    await expectClean(device, scope);
  }
  expect(await away.engine.status()).toMatchObject({ waiting: 0 });
  expect(await away.engine.open([subject])).toEqual(await reader.engine.open([subject]));
});

test('[ER5] own work that came back from another laptop stays in the journal, though the batch that it came in goes', async () => {
  const all = await network();
  const { hub, scope, third } = all;
  const own = await startLive(hub, await hub.enrol('own', [third]));
  await synced(own);
  const [state] = await own.engine.open([subject]);
  await saved(own, third, must(setFields(person, state as never, { role: canary })));
  const ids = await saved(own, third, draftPlaybook(2, 'Cordon two', scope));
  const { enrolled, store, journal } = all.reader;
  const reader = await startLive(hub, enrolled, { store, journal, room: lineTo(() => own) });
  await meets(reader);
  const lost = await anew(
    hub,
    own,
    lineTo(() => reader),
  );
  expect(await meets(lost)).toMatchObject({ received: 1 + ids.length });
  // The hub takes none of it, so no page brings it back.
  await hub.setRoles(third, scope, ['guest']);
  await erased({ ...all, reader });
  for (let times = 0; times < 2; times += 1) await synced(lost);
  expect(await wordsIn(lost.journal)).not.toContain('Quillfeather');
  const rebuilt = await startLive(hub, lost.enrolled, { journal: lost.journal });
  for (const device of [lost, rebuilt]) expect(await device.store.operations(ids)).toHaveLength(ids.length);
});

test('[ER6] nobody writes under the name of somebody who was erased', async () => {
  const all = await network();
  const { confirmer, reader } = all;
  await erased(all);
  const [state] = await reader.engine.open([subject]);
  const drafts = must(setFields(person, state as never, { name: canary }));
  expect(await reader.engine.apply(confirmer, drafts)).toMatchObject({ ok: false, failure: { reason: 'erased' } });
});

test('[ER5] [ER7] while the disk refuses to write over, no receipt is given; later one is, once', async () => {
  const all = await network();
  const { hub, scope, writer } = all;
  await erased(all);
  let isFull = true;
  const journal: Journal = {
    ...writer.journal,
    overwrite: async (parts) => (isFull ? fail({ kind: 'disk-full' }) : writer.journal.overwrite(parts)),
  };
  const full = await startLive(hub, writer.enrolled, { store: writer.store, journal });
  await synced(full);
  expect(await wordsOf(full, scope)).not.toContain('Quillfeather');
  const { device } = writer.enrolled.identity;
  const receiptsOf = async () => [...(await hub.erasureReceipts())].filter((one) => one.startsWith(device));
  expect(await receiptsOf()).toEqual([]);
  isFull = false;
  await synced(full);
  expect(await wordsIn(journal)).not.toContain('Quillfeather');
  await synced(full);
  expect(await receiptsOf()).toHaveLength(1);
  expect(await synced(full)).toMatchObject({ requests: 1 });
});

test('[ER7] who looks after the scope is told how many laptops erased, and which did not', async () => {
  const all = await network();
  const { hub, writer, reader } = all;
  await erased(all);
  const watching = await startLive(hub, await hub.enrol('watching', [all.third]));
  await synced(watching);
  const first = await watching.engine.networkGlance();
  expect(first?.erasures).toMatchObject([{ done: 1, outstanding: 1, laptops: [{ name: 'writer' }] }]);
  await synced(writer);
  const again = await startLive(hub, watching.enrolled, watching);
  await synced(again);
  const second = await again.engine.networkGlance();
  expect(second?.erasures).toMatchObject([{ done: 3, outstanding: 0, laptops: [] }]);
  await synced(reader);
});

test('[ER3] what the hub holds or refused of a person is emptied too, and the chunks that only their file named go', async () => {
  const all = await network();
  const { hub, scope, asker, writer, reader } = all;
  await hub.setRoles(asker, scope, ['guest']);
  const [state] = await writer.engine.open([subject]);
  await saved(writer, asker, must(setFields(person, state as never, { organisation: `${canary} Ltd` })));
  await synced(writer);
  expect(JSON.stringify([...(await hub.holdings(scope))].filter(([place]) => place === 'what it keeps'))).toContain(
    ' Ltd',
  );
  await hub.setRoles(asker, scope, ['steward']);
  await synced(writer);
  await erased(all);
  await synced(writer);
  await expectCleanHub(hub, scope);
  for (const device of [writer, reader]) await expectClean(device, scope);
  const held = (await hub.holdings(scope)).get('its order') ?? [];
  expect(held.filter(({ type }) => type === attachment.type).flatMap(({ value }) => chunksIn(value))).toEqual([]);
  expect(held.some(({ type }) => type === erasureRequest.type) && held.some(({ type }) => type === erasure.type)).toBe(
    true,
  );
});
