import { expect, test } from 'vitest';
import type { Store } from '../../shared/sync/ports.ts';
import { playbookId } from '../support/engine-life.ts';
import { scopeA } from '../support/network.ts';
import { formerOperations, formerVersions } from './former-database.ts';

/** A database of each former version that was made by `makeFormerLibrary`, opened by the code of today, and then folded. */
export function formerDatabaseSuite(
  name: string,
  open: (version: (typeof formerVersions)[number]) => Promise<Store & { fold(): Promise<unknown> }>,
): void {
  test.each(formerVersions)(
    `${name}: a database of version %i is opened with everything that is in it`,
    async (version) => {
      const store = await open(version);
      await look(store);
      await store.fold();
      await look(store);
      await store.close();
    },
  );
}

async function look(store: Store): Promise<void> {
  const [first, second] = formerOperations.map(({ id }) => id) as [string, string];
  // First of all, as an attendance screen does it at a start.
  expect((await store.list({ type: 'step', parent: playbookId(1) })).map(({ id }) => id)).toEqual([playbookId(2)]);
  expect((await store.list({})).map(({ id }) => id)).toEqual([playbookId(1), playbookId(2)]);
  expect(await store.operations([first, second])).toEqual(formerOperations);
  expect((await store.open([playbookId(1), playbookId(2)])).map(({ id }) => id)).toEqual([1, 2].map(playbookId));
  expect((await store.outbox(9)).map(({ id }) => id)).toEqual([first, second]);
  expect(await store.notAccepted()).toHaveLength(1);
  expect(await store.cursors()).toEqual([{ scope: scopeA, seq: 3, chain: 'ab'.repeat(16) }]);
  expect(await store.lamport(scopeA)).toBe(2);
  expect(await store.chunk('aa'.repeat(32))).toEqual(Uint8Array.of(1, 2, 3));
  expect(await store.meta('epoch')).toBe('x');
}
