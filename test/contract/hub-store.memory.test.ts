import { createMemoryHubStore } from '../../hub/sync/memory-hub-store.ts';
import { testHubStore } from './hub-store.suite.ts';

testHubStore('in memory', async () => createMemoryHubStore());
