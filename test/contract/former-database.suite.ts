import { expect, test } from 'vitest';
import type { Store } from '../../shared/sync/ports.ts';
import { playbookId } from '../support/engine-life.ts';
import { scopeA } from '../support/network.ts';
import { formerOperations } from './former-database.ts';

/** A database of version 1 that was made by `makeFormerLibrary`, opened by the code of today. */
export function formerDatabaseSuite(name: string, open: () => Promise<Store>): void {
  test(`${name}: a database of version 1 is opened with everything that is in it, and lists by parent`, async () => {
    const store = await open();
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
    await store.close();
  });
}
