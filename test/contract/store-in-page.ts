/** The page's side of store.chromium.test.ts: opens stores and calls them by number. */
import { type DexieStore, openDexieStore } from '../../renderer/data/dexie-store.ts';
import type { PackLimits } from '../../renderer/data/packs/pack-limits.ts';
import { makeFormerLibrary } from './former-database.ts';

const opened: DexieStore[] = [];

async function piecesOf(walk: AsyncIterable<unknown>): Promise<unknown[]> {
  const pieces: unknown[] = [];
  for await (const piece of walk) pieces.push(piece);
  return pieces;
}

Object.assign(globalThis, {
  storeInPage: {
    async open(name: string, packLimits: PackLimits): Promise<number> {
      opened.push(await openDexieStore({ name, packLimits }));
      return opened.length - 1;
    },
    makeFormer: (name: string, version: 1 | 3) => makeFormerLibrary({ name }, version),
    async call(store: number, method: keyof DexieStore, ...args: unknown[]) {
      const work = opened[store]?.[method] as ((...given: unknown[]) => unknown) | undefined;
      if (work === undefined) throw new Error(`Store ${store} has no ${method}`);
      const answer = await work(...args);
      if (method === 'scan') return piecesOf(answer as AsyncIterable<unknown>);
      // A set does not cross to the test; a list does.
      return answer instanceof Set ? [...answer] : answer;
    },
  },
});
