import { afterEach } from 'vitest';
import { createDatabase } from '../../hub/db/database.ts';
import { createPostgresHubStore } from '../../hub/sync/store.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { testHubStore } from './hub-store.suite.ts';

let drop: () => Promise<void> = async () => undefined;
afterEach(() => drop());

testHubStore('on PostgreSQL', async () => {
  const database = await createTestDatabase();
  drop = database.drop;
  return createPostgresHubStore(createDatabase(database.pool()));
});
