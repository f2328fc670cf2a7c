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
