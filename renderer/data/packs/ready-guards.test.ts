/** What has a say in a pack that was made ready: each alone has the whole pack absorbed one by one ([PK13]). */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { ok } from '../../../shared/base/result.ts';
import { packHash } from '../../../shared/protocol/pack.ts';
import { createEngineCore, type EngineCore, type EnginePorts } from '../../../shared/sync/engine-core.ts';
import { createMemoryJournal } from '../../../shared/sync/memory-journal.ts';
import type { IdentifyPack, StoreChange } from '../../../shared/sync/ports.ts';
import { readPacks } from '../../../shared/sync/read-packs.ts';
import { createShelf } from '../../../shared/sync/room/shelf.ts';
import { createSyncSession } from '../../../shared/sync/sync-session.ts';
import { playbookId } from '../../../test/support/engine-life.ts';
import { liveClock } from '../../../test/support/live-device.ts';
import { scopeA } from '../../../test/support/network.ts';
import { packOf } from '../../../test/support/pack-of.ts';
import { smallPacks } from '../../../test/support/small-packs.ts';
import { storedOperation } from '../../../test/support/stored-operation.ts';
import { openDexieStore } from '../dexie-store.ts';
import { preparePack } from './ready-pack.ts';

const { operations, payload, place } = packOf(
  [1, 2, 3].flatMap((n) => [
    { record: playbookId(n), kind: 'create', field: '@exists', value: null },
    { record: playbookId(n), field: 'title.en', value: `Playbook ${n}` },
  ]),
);
const prepare: IdentifyPack = async (bytes, at) => preparePack(bytes, at, smallPacks);

/** An engine's core on a real store, and the pack that came for it. */
async function coreWith(identify: IdentifyPack) {
  const disk = await openDexieStore({
    name: 'library',
    indexedDB: new IDBFactory(),
    IDBKeyRange,
    packLimits: smallPacks,
  });
  const came = { ready: 0, single: 0 };
  const store: EnginePorts['store'] = {
    ...disk,
    async write(change: StoreChange) {
      for (const { ids } of change.ready ?? []) came.ready += ids.length / 16;
      came.single += change.operations?.length ?? 0;
      await disk.write(change);
    },
  };
  const ports = { store, journal: createMemoryJournal(), clock: liveClock, identity: null, identify };
  const core = createEngineCore(ports as unknown as EnginePorts);
  const session = createSyncSession(liveClock, createShelf());
  const { after, last, chain } = place;
  const hash = packHash(payload);
  const known = { scope: scopeA, first: 1, last, before: after.chain, chain, hash, size: payload.length };
  session.packs.manifests.set(scopeA, [{ ...known, proof: undefined, signed: undefined, more: false }]);
  const read = () =>
    readPacks(core, session, { came: { payloads: [payload], asked: [hash] }, failure: null }, async () => {});
  return { core, disk, came, read };
}

test('[PK13] where nothing here has a say, all of a pack is taken ready', async () => {
  const { disk, came, read } = await coreWith(prepare);
  expect(await read()).toEqual(ok({ getsOn: true }));
  expect(came).toEqual({ ready: 6, single: 0 });
  expect(await disk.operations(operations.map(({ id }) => id))).toEqual(operations);
});

type Here = Pick<Awaited<ReturnType<typeof coreWith>>, 'core' | 'disk'>;
const signedAt = (seq: number) =>
  ({ [scopeA]: { scope: scopeA, seq } }) as unknown as EngineCore['memory']['witnessed'];
const [mine] = operations as [(typeof operations)[0]];
const refused = ({ memory }: EngineCore, id: string) =>
  memory.refusals.set(id, { id, outcome: { kind: 'refused', id, reason: 'not-allowed' } as never, at: 1 });
const says: Record<string, (here: Here) => unknown> = {
  'one of its operations was refused here': ({ core }) => refused(core, operations[5]?.id ?? ''),
  'an operation about one of its records was refused here': async ({ core, disk }) => {
    await disk.write({ operations: [storedOperation(900, { record: playbookId(3) })] });
    refused(core, storedOperation(900).id);
  },
  'something was erased here': ({ core }) => {
    core.memory.erasures = [{ id: 'ab'.repeat(16), scope: scopeA, records: [], chunks: [] }];
  },
  'a place within it was seen signed': ({ core }) => {
    core.memory.witnessed = signedAt(3);
  },
  'one of its operations was made here and waits': ({ disk }) =>
    disk.write({ operations: [{ ...mine, seq: null }], outboxAdd: [mine.id] }),
  'two of its operations are here, in a pack': ({ disk }) => disk.write({ operations: operations.slice(0, 2) }),
  'one of its records is here': async ({ disk }) => {
    const { disk: other, read } = await coreWith(prepare);
    await read();
    await disk.write({ records: await other.open([playbookId(2)]) });
  },
};

test.each(Object.keys(says))('[PK13] nothing is taken ready where %s', async (name) => {
  const { core, disk, came, read } = await coreWith(prepare);
  await says[name]?.({ core, disk });
  came.single = 0;
  expect(await read()).toEqual(ok({ getsOn: true }));
  expect(came.ready).toBe(0);
  expect(came.single).toBeGreaterThan(0);
  expect((await disk.operations(operations.map(({ id }) => id))).map(({ id }) => id)).toEqual(
    operations.map(({ id }) => id),
  );
});

test('[PK13] what was refused of another record has no say in a pack', async () => {
  const { core, disk, came, read } = await coreWith(prepare);
  await disk.write({ operations: [storedOperation(900, { record: playbookId(9) })] });
  refused(core, storedOperation(900).id);
  await read();
  expect(came.ready).toBe(6);
});

test('[PK13] a place that was seen signed before a pack has no say in it', async () => {
  const { core, came, read } = await coreWith(prepare);
  core.memory.witnessed = signedAt(0);
  await read();
  expect(came.ready).toBe(6);
});

test('[PK11] a save does not wait for what a thread makes of a pack', async () => {
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const { core, disk, came, read } = await coreWith((bytes, at) => asked.then(() => prepare(bytes, at)));
  const reading = read();
  const save = () => core.queue.run(() => disk.write({ operations: [storedOperation(900)] }));
  await save();
  // Again, now that whatever the reading does before it waits has been done.
  await new Promise((resolve) => setTimeout(resolve, 20));
  await save();
  expect(came.ready).toBe(0);
  answer();
  expect(await reading).toEqual(ok({ getsOn: true }));
  expect(came.ready).toBe(6);
});
