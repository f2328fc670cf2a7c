/** A hub in memory for the tests of its decisions, and operations for the scope that its people work in. */
import { createMemoryHubStore } from '../../hub/sync/memory-hub-store.ts';
import { createWorld, creationOf, operationOf, type World } from './scripted-device.ts';

type Says = Partial<Parameters<typeof operationOf>[1]>;

export interface DraftingWorld extends World {
  /** A create and one value, as one action. */
  create(says?: Says): ReturnType<typeof creationOf>;
  set(says?: Says): ReturnType<typeof operationOf>;
}

export async function createDraftingWorld(): Promise<DraftingWorld> {
  const world = await createWorld(createMemoryHubStore());
  return {
    ...world,
    create: (says = {}) => creationOf(world.ports, { scope: world.scope, ...says }),
    set: (says = {}) => operationOf(world.ports, { scope: world.scope, ...says }),
  };
}
