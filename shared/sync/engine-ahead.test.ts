import { expect, test } from 'vitest';
import { draftPlaybook, playbookId, save, startLife } from '../../test/support/engine-life.ts';
import { createFakeHub } from '../../test/support/fake-hub.ts';
import { createMemoryStore } from './memory-store.ts';
import type { Store } from './ports.ts';

/** A store whose writes wait until they are let go. */
function slowStore() {
  const store = createMemoryStore();
  let hold: Promise<void> | null = null;
  let letGo = () => {};
  return {
    store: {
      ...store,
      async write(change) {
        await hold;
        await store.write(change);
      },
    } satisfies Store,
    holdWrites() {
      hold = new Promise((resolve) => {
        letGo = resolve;
      });
    },
    letGo: () => letGo(),
  };
}

test('[EN4] a save is answered when the journal has it; the store may take longer, and reads wait for it', async () => {
  const slow = slowStore();
  const life = await startLife(createFakeHub(), { store: slow.store });
  slow.holdWrites();
  await save(life, draftPlaybook(1));
  expect(await slow.store.open([playbookId(1)])).toEqual([]);
  const reading = life.engine.open([playbookId(1)]);
  slow.letGo();
  expect((await reading).map(({ id }) => id)).toEqual([playbookId(1)]);
});

test('[EN4] a save that comes while the store still writes the one before sees it', async () => {
  const slow = slowStore();
  const life = await startLife(createFakeHub(), { store: slow.store });
  slow.holdWrites();
  await save(life, draftPlaybook(1));
  const second = save(life, draftPlaybook(2));
  slow.letGo();
  await second;
  await life.engine.settled();
  const operations = await slow.store.outbox(100);
  expect(new Set(operations.map(({ lamport }) => lamport)).size).toBe(operations.length);
});

test('[EN4] what is saved while an exchange ends goes with it, although the store is still writing', async () => {
  const [slow, hub] = [slowStore(), createFakeHub()];
  let atTheEnd = async () => {};
  const store: Store = {
    ...slow.store,
    async outboxCount() {
      const work = atTheEnd;
      atTheEnd = async () => {};
      await work();
      return slow.store.outboxCount();
    },
  };
  const life = await startLife(hub, { store });
  const saveSlowly = async () => {
    slow.holdWrites();
    await save(life, draftPlaybook(1));
    setTimeout(slow.letGo, 20);
  };
  // The request is out, and has nothing of it; what is counted after the answer is what is left to send.
  hub.meddle = (answer) => {
    if (hub.requests.length === 1) atTheEnd = saveSlowly;
    return { ok: true, value: answer };
  };
  await life.engine.sync();
  expect(hub.logs.size).toBe(1);
  expect((await life.engine.status()).waiting).toBe(0);
});
