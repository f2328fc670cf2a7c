import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { oneDatabase } from '../../test/support/test-database.ts';
import { createDatabase } from './database.ts';

const database = oneDatabase();

test('a connection that breaks in the middle of a transaction costs that transaction, not the process', async () => {
  const [own, other] = [createDatabase(database.pool(1)), createDatabase(database.pool(2))];
  const working = own.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(other);
    // Between two questions nobody listens to the connection.
    await pause(100);
    await sql`select 1`.execute(tx);
  });
  await expect(working).rejects.toThrow();
  expect((await sql<{ one: number }>`select 1 as one`.execute(own)).rows).toEqual([{ one: 1 }]);
});
