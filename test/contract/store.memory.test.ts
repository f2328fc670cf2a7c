import { createMemoryStore } from '../../shared/sync/memory-store.ts';
import { storeSuite } from './store.suite.ts';
import { storePacksSuite } from './store-packs.suite.ts';

const make = async () => {
  const store = createMemoryStore();
  return { open: async () => store, reopens: false };
};
storeSuite('memory', make);
storePacksSuite('memory', make);
