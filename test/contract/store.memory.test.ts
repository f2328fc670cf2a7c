import { createMemoryStore } from '../../shared/sync/memory-store.ts';
import { storeSuite } from './store.suite.ts';

storeSuite('memory', async () => {
  const store = createMemoryStore();
  return { open: async () => store, reopens: false };
});
