import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileStore } from '../../headless/file-store.ts';
import type { Store } from '../../shared/sync/ports.ts';
import { storeSuite } from './store.suite.ts';
import { storePacksSuite } from './store-packs.suite.ts';

const make = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'waypost-store-'));
  const lives: Store[] = [];
  const open = async () => {
    const store = await openFileStore(join(folder, 'store.frames'));
    lives.push(store);
    return store;
  };
  const remove = async () => {
    // A store of an earlier life may be closed already, which closing again does not mind.
    for (const store of lives) await store.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { open, openAfterCrash: open, reopens: true, remove };
};
storeSuite('files', make);
storePacksSuite('files', make);
