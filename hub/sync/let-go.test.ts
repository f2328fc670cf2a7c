/** Operations whose values were let go, on the way from the real decisions to the real engine and back ([CP1], [CP5], [CP6]). */
import { expect, test } from 'vitest';
import { setFields } from '../../shared/domain/edit.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import { readAudit } from '../../shared/protocol/audit-file.ts';
import { isLetGo } from '../../shared/protocol/operation.ts';
import { verifyAudit } from '../../shared/protocol/verify-audit.ts';
import { fakeVerify } from '../../test/sim/fake-signing.ts';
import { createHubNode } from '../../test/sim/hub-node.ts';
import { seeded } from '../../test/sim/seeded.ts';
import { draftPlaybook, playbookId } from '../../test/support/engine-life.ts';
import { everythingOf } from '../../test/support/everything-of.ts';
import { type LiveDevice, liveClock, startLive, synced } from '../../test/support/live-device.ts';

/** A title in four editions, the first three let go at the hub; its writer's laptop, and a backup from before all of it. */
async function network() {
  let now = liveClock.now();
  // After an hour everybody is retired, and nobody holds anything back.
  const hub = await createHubNode(seeded(41), { now: () => now }, undefined, { retireAfter: 1_800_000 });
  const [scope = ''] = hub.scopes;
  const [author = '', reading = ''] = hub.people;
  const writer = await startLive(hub, await hub.enrol('writer', [author]));
  const fresh = await hub.enrol('fresh', [reading]);
  const restore = hub.backUp();
  await writer.engine.apply(author, draftPlaybook(1, 'First title', scope));
  for (const title of ['Second title', 'Third title', 'Fourth title']) {
    const [state] = await writer.engine.open([playbookId(1)]);
    const drafts = state === undefined ? null : setFields(playbook, state, { 'title.en': title });
    if (drafts?.ok !== true) throw new Error('no such title');
    await writer.engine.apply(author, drafts.value);
    await synced(writer);
  }
  for (let n = 0; n < 2; n += 1) await synced(writer);
  now += 3_600_000;
  const gone = (await hub.compact()).get(scope)?.map(({ operation }) => operation.id) ?? [];
  expect(gone.length).toBeGreaterThanOrEqual(3);
  return { hub, scope, writer, restore, gone, fresh };
}

const lettingGo = async ({ store }: LiveDevice, scope: string) =>
  (await everythingOf(store, scope)).filter(isLetGo).map(({ id }) => id);
const inOrder = (ids: readonly string[]) => [...ids].sort();

test('[CP1] [CP5] a new laptop shows what everybody shows, is whole, rebuilds it, and its audit file verifies', async () => {
  const { hub, scope, writer, gone, fresh } = await network();
  const laptop = await startLive(hub, fresh);
  await synced(laptop);
  const shown = await laptop.engine.open([playbookId(1)]);
  expect(shown).toEqual(await writer.engine.open([playbookId(1)]));
  expect(inOrder(await lettingGo(laptop, scope))).toEqual(inOrder(gone));
  // Who had the values keeps them, and nobody finds a difference.
  expect(await lettingGo(writer, scope)).toEqual([]);
  for (const one of [writer, laptop]) expect(await synced(one)).toMatchObject({ sent: 0, received: 0 });
  expect(await laptop.engine.check()).toMatchObject({
    ok: true,
    value: { damaged: 0, scopes: 0, records: 0, open: false },
  });
  const audits = await Promise.all(
    [writer, laptop].map(async ({ engine }) => {
      const written = await engine.audit(scope);
      const read = written.ok ? readAudit(written.value) : null;
      if (read?.ok !== true) throw new Error('no audit file');
      expect(await verifyAudit(read.value, async (...args) => fakeVerify(...args))).toMatchObject({ reasons: [] });
      return read.value;
    }),
  );
  expect(audits[1]?.places).toEqual(audits[0]?.places);
  // Of the journal alone, and of the writer's own, in which the values still stand.
  const again = await startLive(hub, fresh, { journal: laptop.journal });
  expect(await again.engine.open([playbookId(1)])).toEqual(shown);
  expect(inOrder(await lettingGo(again, scope))).toEqual(inOrder(gone));
});

test('[CP6] what is here without its value goes back to a restored hub as the page in which it came', async () => {
  const { hub, scope, restore, gone, fresh } = await network();
  const laptop = await startLive(hub, fresh);
  await synced(laptop);
  const before = (await hub.log(scope)).map(({ operation }) => operation.id);
  await restore();
  expect(await hub.log(scope)).toEqual([]);
  await synced(laptop);
  const after = (await hub.log(scope)).map(({ operation }) => operation);
  expect(after.map(({ id }) => id)).toEqual(before);
  expect(inOrder(after.filter(isLetGo).map(({ id }) => id))).toEqual(inOrder(gone));
  expect(await laptop.engine.status()).toMatchObject({ waiting: 0, notAccepted: 0 });
});

test('[CP6] without such a page it is not offered, and nothing waits for it for ever', async () => {
  const { hub, scope, restore, fresh } = await network();
  const laptop = await startLive(hub, fresh);
  await synced(laptop);
  await restore();
  // The journal with the pages is gone.
  const again = await startLive(hub, fresh, { store: laptop.store });
  await synced(again);
  expect((await hub.log(scope)).some(({ operation }) => isLetGo(operation))).toBe(false);
  expect(await again.engine.status()).toMatchObject({ waiting: 0 });
});

test('[CP5] a value comes back with a page that has it', async () => {
  const { hub, scope, writer, restore, gone, fresh } = await network();
  const laptop = await startLive(hub, fresh);
  await synced(laptop);
  await restore();
  // The writer has the values, and gives them to the hub first.
  await synced(writer);
  expect((await hub.log(scope)).filter(({ operation }) => isLetGo(operation))).toEqual([]);
  expect(await lettingGo(laptop, scope)).toHaveLength(gone.length);
  for (let n = 0; n < 2; n += 1) await synced(laptop);
  expect(await lettingGo(laptop, scope)).toEqual([]);
  expect(await laptop.engine.check()).toMatchObject({ ok: true, value: { damaged: 0, scopes: 0, records: 0 } });
  expect(await laptop.engine.open([playbookId(1)])).toEqual(await writer.engine.open([playbookId(1)]));
});
