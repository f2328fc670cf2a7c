/** The second line: what a query that forgets to ask for a scope finds. Every table of the catalogue is in one list or the other. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Pool } from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { createWorld, creationOf } from '../../test/support/scripted-device.ts';
import { createTestDatabase, oneDatabase } from '../../test/support/test-database.ts';
import { followLog } from '../audit/follow-log.ts';
import { makeBackup, restoreBackup } from '../backup/backups.ts';
import { makeSigningKey } from '../http/signing-key.ts';
import { giveFirstKey } from '../network/hub-key.ts';
import { createPostgresHubStore } from '../sync/store.ts';
import { createDatabase, createPool, type Database } from './database.ts';
import { migrate } from './migrate.ts';
import { enter, everything, nothing, type Sight } from './sight.ts';

const [here, there] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'] as const;
const [mine, theirs] = ['00000000-0000-4000-8000-00000000001a', '00000000-0000-4000-8000-00000000001b'] as const;
const [person, other] = ['00000000-0000-4000-8000-00000000002a', '00000000-0000-4000-8000-00000000002b'] as const;

/** One row of each table: of a scope, brought by a device, different for each. */
type Row = (scope: string, device: string, byte: string) => string;
const bytes = (byte: string, count: number) => `decode(repeat('${byte}', ${count}), 'hex')`;
const protectedTables: Readonly<Record<string, Row>> = {
  scopes: (scope) => `insert into scopes (id, name) values ('${scope}', 'S') on conflict do nothing`,
  operations: (scope, _, b) =>
    `insert into operations (scope, seq, id, chain, digest, bytes)
     values ('${scope}', 1, ${bytes(b, 16)}, ${bytes(b, 16)}, ${bytes(b, 16)}, '')`,
  records: (scope, device) => `insert into records (id, scope, type) values ('${device}', '${scope}', 'playbook')`,
  packs: (scope, _, b) =>
    `insert into packs (hash, scope, first, last, chain, is_full, bytes)
     values (${bytes(b, 32)}, '${scope}', 1, 2, ${bytes(b, 16)}, false, '')`,
  compactions: (scope) => `insert into compactions values ('${scope}', 1, 1, 1, now())`,
  chunk_references: (scope, device, b) =>
    `insert into chunk_references values ('${scope}', ${bytes(b, 32)}, '${device}')`,
  chunks: (scope, device, b) =>
    `with named as (insert into chunk_references values ('${scope}', ${bytes(b, 31)}, '${device}'))
     insert into chunks values (${bytes(b, 31)}, 'a file')`,
  batches: (scope, device, b) => `insert into batches values (${bytes(b, 32)}, '${scope}', '${device}', now(), '')`,
  kept: (scope, device, b) =>
    `insert into kept (id, scope, device, author, kind, received_at, bytes)
     values (${bytes(b, 16)}, '${scope}', '${device}', '${person}', 'quarantined', now(), '')`,
  decisions: (scope, device, b) =>
    `insert into decisions (operation, scope, device, author, reason, verdict, note, decided_by, decided_at, bytes)
     values (${bytes(b, 16)}, '${scope}', '${device}', '${person}', 'r', 'returned', 'n', '${person}', now(), '')`,
  device_cursors: (scope, device) => `insert into device_cursors values ('${device}', '${scope}', 1)`,
  settled_places: (scope, device) => `insert into settled_places values ('${device}', '${scope}', 1)`,
  purge_receipts: (scope, device, b) =>
    `insert into purge_receipts values ('${device}', '${scope}', 1, ${bytes(b, 64)}, now())`,
  grant_proposals: (scope, device) =>
    `insert into grant_proposals (id, scope, person, roles, needed, proposed_by, proposed_at, ends_at)
     values ('${device}', '${scope}', '${person}', '{director}', 1, '${other}', now(), now())`,
  grant_signatures: (scope, device, b) =>
    `with proposal as (
       insert into grant_proposals (id, scope, person, roles, needed, proposed_by, proposed_at, ends_at)
       values ('${device}', '${scope}', '${person}', '{director}', 1, '${other}', now(), now()))
     insert into grant_signatures values ('${device}', '${scope}', '${other}', ${bytes(b, 32)}, now())`,
  erasures: (scope, _, b) => `insert into erasures values (${bytes(b, 16)}, '${scope}', now())`,
  erased_records: (scope, device, b) =>
    `with erasure as (insert into erasures values (${bytes(b, 16)}, '${scope}', now()))
     insert into erased_records values (${bytes(b, 16)}, '${scope}', '${device}', 'person', null)`,
  erasure_receipts: (scope, device, b) =>
    `insert into erasure_receipts values ('${device}', '${scope}', ${bytes(b, 16)}, 1, ${bytes(b, 64)}, now())`,
};

/** Of no scope: who there is, who signs in, and the hub itself. What scopes somebody works in is read from here. */
const others = [
  'access_words', // asked about requests for any scope, whoever reads the one in which they were said
  'accounts',
  'agreement_words', // asked about moves between any two centres, whoever reads the scope in which they were said
  'answered_requests',
  'device_profiles',
  'devices',
  'enrolment_asks',
  'enrolment_codes',
  'grants',
  'hub',
  'hub_keys',
  'joint_signers', // asked about decisions of any scope, whoever reads the one in which they were said
  'log_checkpoints',
  'log_cosignatures',
  'log_entries',
  'log_nodes',
  'migrations',
  'passkey_centres',
  'passkeys',
  'persons',
  'provider_links',
  'recovery_codes',
  'revocations',
  'sessions',
  'sign_in_failures',
  'spent_challenges',
];

const database = oneDatabase();
let db: Database;
beforeEach(async () => {
  db = createDatabase(database.pool());
});

test('every table is behind the second line, or named here as one of no scope', async () => {
  const { rows } = await database.pool().query<{ name: string; forced: boolean }>(
    `select relname::text as name, relrowsecurity and relforcerowsecurity as forced from pg_class
     where relkind = 'r' and relnamespace = current_schema()::regnamespace order by relname`,
  );
  expect(rows.filter(({ forced }) => forced).map(({ name }) => name)).toEqual(Object.keys(protectedTables).sort());
  expect(rows.filter(({ forced }) => !forced).map(({ name }) => name)).toEqual(others);
});

/** Runs one statement in a transaction with a sight, as an endpoint would that forgot to ask for a scope. */
const forgetful = (sight: Sight, statement: string) =>
  db.transaction().execute(async (transaction) => {
    await enter(transaction, sight);
    const { rows, numAffectedRows } = await sql<Record<string, unknown>>`${sql.raw(statement)}`.execute(transaction);
    return { rows, count: Number(numAffectedRows ?? rows.length) };
  });

describe.each(Object.entries(protectedTables))('%s', (table, row) => {
  beforeEach(async () => {
    const pool = database.pool();
    await pool.query(`insert into persons values ('${person}', 'Ana', 'C'), ('${other}', 'Ben', 'C')`);
    for (const [n, device] of [mine, theirs].entries()) {
      await pool.query(`insert into devices (id, name, public_key, enrolled_at, ticket)
        values ('${device}', 'L', ${bytes(`0${n}`, 32)}, now(), '')`);
    }
    for (const scope of [here, there]) await pool.query(protectedTables['scopes']?.(scope, '', '') as string);
    if (table !== 'scopes')
      for (const [n, scope] of [here, there].entries()) await pool.query(row(scope, n === 0 ? mine : theirs, `0${n}`));
  });

  test('a forgotten filter finds the rows of the scopes that were said, and none where none was said', async () => {
    const count = async (sight: Sight) => (await forgetful(sight, `select 1 from ${table}`)).count;
    expect(await count({ scopes: [here] })).toBe(1);
    expect(await count(nothing)).toBe(0);
    expect(await count(everything)).toBe(2);
  });

  test('nor does a change reach further, and nothing is written where nothing is seen', async () => {
    const key = table === 'scopes' ? 'id' : table === 'chunks' ? 'hash' : 'scope';
    expect((await forgetful({ scopes: [here] }, `update ${table} set ${key} = ${key}`)).count).toBe(1);
    expect((await forgetful(nothing, `delete from ${table}`)).count).toBe(0);
    const other = table === 'scopes' ? row('00000000-0000-4000-8000-00000000000c', '', '') : row(there, theirs, '07');
    await expect(forgetful({ scopes: [here] }, other)).rejects.toThrow(/row-level security/);
  });
});

test('what a device brought is seen by that device in whatever scope', async () => {
  const pool = database.pool();
  await pool.query(`insert into persons values ('${person}', 'Ana', 'C')`);
  await pool.query(`insert into devices (id, name, public_key, enrolled_at, ticket)
    values ('${mine}', 'L', ${bytes('01', 32)}, now(), '')`);
  await pool.query(protectedTables['kept']?.(there, mine, '01') as string);
  const count = async (sight: Sight) => (await forgetful(sight, 'select 1 from kept')).count;
  expect([await count({ scopes: [here], device: mine }), await count({ scopes: [here], device: theirs })]).toEqual([
    1, 0,
  ]);
});

test('whether an id is taken is known across scopes, and what is seen stays as it was', async () => {
  const pool = database.pool();
  for (const scope of [here, there]) await pool.query(protectedTables['scopes']?.(scope, '', '') as string);
  await pool.query(protectedTables['operations']?.(there, theirs, '07') as string);
  await pool.query(protectedTables['records']?.(there, theirs, '07') as string);
  const store = createPostgresHubStore(db);
  const found = await store.transaction(
    async (tx) => {
      const taken = [...(await tx.accepted(['07'.repeat(16)])).values()].length + (await tx.records([theirs])).length;
      return [taken, (await tx.page(there, 0, 1_000)).length];
    },
    { scopes: [here] },
  );
  expect(found).toEqual([2, 0]);
});

test('the pool of the hub is given back as it was: the next transaction sees nothing by itself', async () => {
  const pool = database.pool(1);
  await createDatabase(pool)
    .transaction()
    .execute((transaction) => enter(transaction, everything));
  const { rows } = await pool.query(
    "select current_user = session_user as own, current_setting('waypost.sees') as sees",
  );
  expect(rows).toEqual([{ own: true, sees: '' }]);
});

/** A user of PostgreSQL that is no superuser, and databases that it owns; all gone at the end. */
async function ownerWith(rights: string, given = '') {
  const [name, password] = [`own_${randomBytes(4).toString('hex')}`, 'a long one'];
  const admin = database.pool(1);
  await admin.query(`create role ${name} login password '${password}' ${rights}`);
  if (given !== '') await admin.query(`grant ${given} to ${name}`);
  const ends: (() => Promise<void>)[] = [];
  return {
    async ownDatabase() {
      const bare = await createTestDatabase({ empty: true });
      const url = new URL(bare.url);
      await admin.query(`alter database ${url.pathname.slice(1)} owner to ${name}`);
      [url.username, url.password] = [name, password];
      const pool = createPool(url.href, { max: 4 });
      ends.push(async () => {
        await pool.end();
        await bare.drop();
      });
      return pool;
    },
    async end() {
      for (const end of ends) await end();
      await admin.query(`drop owned by ${name}`);
      await admin.query(`drop role ${name}`);
    },
  };
}

/** A row of each table by name and count, whoever is bound by what. */
const rowsBySight = async (pool: Pool, sees: string) => {
  const counts = sql<{ operations: number; scopes: number }>`
    select (select count(*)::int from operations) as operations, (select count(*)::int from scopes) as scopes`;
  const scopes = sees === '*' ? ('all' as const) : [];
  return createDatabase(pool)
    .transaction()
    .execute(async (transaction) => {
      await enter(transaction, { scopes });
      return (await counts.execute(transaction)).rows[0];
    });
};

test.each([
  ['who has no rights is bound as the owner', '', ''],
  ['who passes row-level security takes the role that was given', 'bypassrls', 'waypost_hub'],
])('a PostgreSQL of one’s own: %s; sync, the log, a backup and its return work', async (_, rights, given) => {
  const owner = await ownerWith(rights, given);
  const folder = await mkdtemp(join(tmpdir(), 'waypost-owner-'));
  try {
    const pool = await owner.ownDatabase();
    await migrate(pool);
    const store = createPostgresHubStore(createDatabase(pool));
    const world = await createWorld(store);
    await store.transaction((tx) => giveFirstKey(tx, makeSigningKey));
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    expect((await device.sync({ batches: [creationOf(world.ports, { scope: world.scope })] })).kinds).toEqual([
      'accepted',
      'accepted',
    ]);
    await store.transaction((tx) => followLog(tx, world.ports));
    expect((await store.transaction((tx) => tx.logCounts())).get('order')).toBe(1);
    expect(await rowsBySight(pool, '')).toEqual({ operations: 0, scopes: 0 });
    const there = await rowsBySight(pool, '*');
    expect(there).toMatchObject({ operations: 2 });
    const report = await makeBackup(pool, folder, Date.now());
    const bare = await owner.ownDatabase();
    await restoreBackup(bare, report.file, '00000000-0000-4000-8000-0000000000ee');
    expect(await rowsBySight(bare, '')).toEqual({ operations: 0, scopes: 0 });
    expect(await rowsBySight(bare, '*')).toEqual(there);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await owner.end();
  }
});
