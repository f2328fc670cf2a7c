import { createDatabase } from '../../hub/db/database.ts';
import { createPostgresHubStore } from '../../hub/sync/store.ts';
import { oneDatabase } from '../support/test-database.ts';
import { testHubStore } from './hub-store.suite.ts';

const database = oneDatabase();

testHubStore('on PostgreSQL', async () => createPostgresHubStore(createDatabase(database.pool())));
