import { afterEach, expect, test } from 'vitest';
import { addToDigest, emptyDigest } from '../../shared/protocol/digest.ts';
import { createTestDatabase } from '../../test/support/test-database.ts';
import { migrate, readMigrations } from './migrate.ts';

let drop: () => Promise<void> = async () => undefined;
afterEach(() => drop());

async function emptyDatabase() {
  const database = await createTestDatabase({ empty: true });
  drop = database.drop;
  return database;
}

type Query = (sql: string) => Promise<Record<string, unknown>[]>;

const ana = '00000000-0000-4000-8000-000000000021';
const person = `insert into persons (id, name, centre) values ('${ana}', 'Ana', 'Sorrel Coast')`;

/** One per migration: rows as they were before it, and what must hold of them after it. */
const stories: Readonly<Record<string, { before: string; after: (query: Query) => Promise<void> }>> = {
  '0001-network': {
    before: 'select 1',
    async after(query) {
      await query(`insert into hub (id, epoch, network_name, sample) values
        ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002', 'N', false)`);
      const again = query(`insert into hub (id, epoch, network_name, sample) values
        ('00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-000000000002', 'M', false)`);
      await expect(again).rejects.toThrow(/unique/);
    },
  },
  '0002-operations': {
    before: "insert into scopes (id, name, seq) values ('00000000-0000-4000-8000-000000000011', 'Doctrine', 0)",
    async after(query) {
      expect(await query('select name, seq from scopes')).toEqual([{ name: 'Doctrine', seq: 0 }]);
      await query(`insert into operations (scope, seq, id, chain, bytes) values
        ('00000000-0000-4000-8000-000000000011', 1, decode(repeat('01', 16), 'hex'), decode(repeat('02', 16), 'hex'), '')`);
      const twice = query(`insert into operations (scope, seq, id, chain, bytes) values
        ('00000000-0000-4000-8000-000000000011', 2, decode(repeat('01', 16), 'hex'), decode(repeat('02', 16), 'hex'), '')`);
      await expect(twice).rejects.toThrow(/unique/);
    },
  },
  '0003-accounts': {
    before: person,
    async after(query) {
      const account = (id: string, name: string) =>
        query(`insert into accounts (id, person, name, made_at) values ('${id}', '${ana}', '${name}', now())`);
      await account('00000000-0000-4000-8000-000000000031', 'anneke');
      await expect(account('00000000-0000-4000-8000-000000000032', 'other')).rejects.toThrow(/unique/);
      await query(`insert into sessions (hash, account, began_at, last_seen)
        values ('', '00000000-0000-4000-8000-000000000031', now(), now())`);
      await query('delete from accounts');
      expect(await query('select * from sessions')).toEqual([]);
      expect(await query('select name from persons')).toEqual([{ name: 'Ana' }]);
    },
  },
  '0004-decisions': {
    before: `${person};
      insert into devices (id, name, public_key, enrolled_at, ticket)
        values ('00000000-0000-4000-8000-000000000041', 'L', decode(repeat('01', 32), 'hex'), now(), '');
      insert into enrolment_codes (selector, secret_hash, persons, expires_at, tries_left)
        values ('ABCD', '', '{}', '2027-01-04T00:00:00Z', 5)`,
    async after(query) {
      // A code of before has the time of making that its end tells.
      expect(await query('select made_at, made_by from enrolment_codes')).toEqual([
        { made_at: new Date('2027-01-01T00:00:00Z'), made_by: null },
      ]);
      expect(await query('select incarnation, new_life_at from devices')).toEqual([
        { incarnation: null, new_life_at: null },
      ]);
      const decide = (verdict: string) =>
        query(`insert into decisions (operation, scope, device, author, reason, verdict, note, decided_by, decided_at, bytes)
          values (decode(repeat('01', 16), 'hex'), '${ana}', '00000000-0000-4000-8000-000000000041', '${ana}', 'r',
            '${verdict}', '', '${ana}', now(), '')`);
      await expect(decide('forgotten')).rejects.toThrow(/check/);
      await decide('returned');
      await expect(decide('accepted')).rejects.toThrow(/unique/);
    },
  },
  '0005-note-languages': {
    before: `${person};
      insert into devices (id, name, public_key, enrolled_at, ticket)
        values ('00000000-0000-4000-8000-000000000041', 'L', decode(repeat('01', 32), 'hex'), now(), '');
      insert into decisions (operation, scope, device, author, reason, verdict, note, decided_by, decided_at, bytes)
        values (decode(repeat('01', 16), 'hex'), '${ana}', '00000000-0000-4000-8000-000000000041', '${ana}', 'r',
          'returned', 'Ask first', '${ana}', now(), '')`,
    async after(query) {
      expect(await query('select note, note_language from decisions')).toEqual([
        { note: 'Ask first', note_language: null },
      ]);
      await query("update decisions set note_language = 'ar'");
      await expect(query("update decisions set note_language = ''")).rejects.toThrow(/check/);
    },
  },
  '0006-digests': {
    // Ids whose halves carry over into each other and over the end.
    before: `insert into scopes (id, name, seq) values ('${ana}', 'Doctrine', 3);
      insert into operations (scope, seq, id, chain, bytes) values
        ('${ana}', 1, decode(repeat('ff', 16), 'hex'), decode(repeat('00', 16), 'hex'), ''),
        ('${ana}', 2, decode(repeat('00', 8) || repeat('ff', 8), 'hex'), decode(repeat('00', 16), 'hex'), ''),
        ('${ana}', 3, decode('8' || repeat('0', 30) || '3', 'hex'), decode(repeat('00', 16), 'hex'), '')`,
    async after(query) {
      const ids = ['f'.repeat(32), '0'.repeat(16) + 'f'.repeat(16), `8${'0'.repeat(30)}3`];
      const digests = ids.map((_, i) => addToDigest(emptyDigest, ids.slice(0, i + 1)));
      const rows = await query("select encode(digest, 'hex') as digest from operations order by seq");
      expect(rows.map(({ digest }) => digest)).toEqual(digests);
      expect(await query("select encode(digest, 'hex') as digest from scopes")).toEqual([{ digest: digests[2] }]);
    },
  },
  '0007-hub-keys': {
    before: `insert into hub (id, epoch, network_name, sample, grants_version) values ('${ana}', '${ana}', 'N', false, 7)`,
    async after(query) {
      expect(await query('select id, grants_version from hub')).toEqual([{ id: ana, grants_version: 7 }]);
      const key = (number: number, byte: string) =>
        query(`insert into hub_keys (number, public_key, secret, since_version)
          values (${number}, decode(repeat('${byte}', 32), 'hex'), '', 8)`);
      await key(1, '01');
      await expect(key(1, '02')).rejects.toThrow(/unique/);
      await expect(key(2, '01')).rejects.toThrow(/unique/);
    },
  },
  '0008-purge-receipts': {
    before: `insert into scopes (id, name, seq) values ('00000000-0000-4000-8000-000000000051', 'Lost', 0);
      insert into devices (id, name, public_key, enrolled_at, ticket)
      values ('00000000-0000-4000-8000-000000000052', 'Laptop', decode(repeat('05', 32), 'hex'), now(), decode(repeat('00', 16), 'hex'))`,
    async after(query) {
      const receipt = `insert into purge_receipts (device, scope, purged_at, signature, received_at) values
        ('00000000-0000-4000-8000-000000000052', '00000000-0000-4000-8000-000000000051', 5, decode(repeat('05', 64), 'hex'), now())`;
      await query(receipt);
      await expect(query(receipt)).rejects.toThrow(/unique/);
    },
  },
  '0009-packs': {
    before: "insert into scopes (id, name, seq) values ('00000000-0000-4000-8000-000000000051', 'Doctrine', 0)",
    async after(query) {
      const pack = (hash: string, last: number) =>
        query(`insert into packs (hash, scope, first, last, chain, is_full, proof, bytes) values (decode(repeat('${hash}', 32), 'hex'),
          '00000000-0000-4000-8000-000000000051', 5, ${last}, decode(repeat('00', 16), 'hex'), false, null, '')`);
      await pack('01', 9);
      await expect(pack('02', 12)).rejects.toThrow(/unique/);
      await query('delete from packs');
      await expect(pack('03', 4)).rejects.toThrow(/check/);
    },
  },
  '0010-compaction': {
    before: `insert into scopes (id, name, seq) values ('${ana}', 'Doctrine', 1);
      insert into operations (scope, seq, id, chain, digest, bytes) values ('${ana}', 1, decode(repeat('01', 16), 'hex'),
        decode(repeat('02', 16), 'hex'), decode(repeat('03', 16), 'hex'), 'as it was')`,
    async after(query) {
      expect(await query('select let_go, convert_from(bytes, $$UTF8$$) as bytes from operations')).toEqual([
        { let_go: false, bytes: 'as it was' },
      ]);
      expect(await query('select * from compactions')).toEqual([]);
      const settled = query(`insert into settled_places (device, scope, seq) values ('${ana}', '${ana}', 1)`);
      await expect(settled).rejects.toThrow(/foreign key/);
    },
  },
  '0014-agreements': {
    before: `insert into scopes (id, name, seq) values ('${ana}', 'Doctrine', 1)`,
    async after(query) {
      expect(await query('select name, centre from scopes')).toEqual([{ name: 'Doctrine', centre: null }]);
      expect(await query('select * from agreement_words')).toEqual([]);
      const short = query(`insert into agreement_words values ('', 'agreement', '${ana}', '{}')`);
      await expect(short).rejects.toThrow(/check/);
    },
  },
  '0015-access': {
    before: `insert into persons (id, name, centre) values ('${ana}', 'Ana', 'Coast');
      insert into scopes (id, name, seq) values ('${ana}', 'Doctrine', 1);
      insert into grants (person, scope, role, since_version) values ('${ana}', '${ana}', 'guest', 1)`,
    async after(query) {
      expect(await query('select role, ends_at, kinds, request from grants')).toEqual([
        { role: 'guest', ends_at: null, kinds: null, request: null },
      ]);
      const again = `insert into grants (person, scope, role, since_version) values ('${ana}', '${ana}', 'guest', 2)`;
      await expect(query(again)).rejects.toThrow(/unique/);
      const ending = (version: number, request: string) =>
        query(`insert into grants (person, scope, role, since_version, ends_at, kinds, request)
          values ('${ana}', '${ana}', 'guest', ${version}, now(), '{playbook}', ${request})`);
      await ending(3, `'${ana}'`);
      await expect(ending(4, `'${ana}'`)).rejects.toThrow(/unique/);
      await expect(ending(5, 'null')).rejects.toThrow(/check/);
      expect(await query("select name from scopes_but('{}')")).toEqual([{ name: 'Doctrine' }]);
    },
  },
  '0016-passkeys': {
    before: `insert into persons (id, name, centre) values ('${ana}', 'Ana', 'Sorrel Coast');
      insert into accounts (id, person, name, made_at) values ('${ana}', '${ana}', 'ana', now());
      insert into sessions (hash, account, began_at, last_seen) values (decode(repeat('01', 32), 'hex'), '${ana}', now(), now())`,
    async after(query) {
      expect(await query('select account, way from sessions')).toEqual([{ account: ana, way: 'passphrase' }]);
      const passkey = `insert into passkeys (id, account, name, public_key, counter, may_sync, is_synced, transports, added_at)
        values ('key', '${ana}', 'Blue', '', 4000000000, true, true, '{usb}', now())`;
      await query(passkey);
      await expect(query(passkey)).rejects.toThrow(/unique/);
      await query('delete from accounts');
      expect(await query('select * from passkeys')).toEqual([]);
    },
  },
  '0017-provider-links': {
    before: `insert into persons (id, name, centre) values ('${ana}', 'Ana', 'Sorrel Coast');
      insert into accounts (id, person, name, made_at) values ('${ana}', '${ana}', 'ana', now())`,
    async after(query) {
      const link = (id: string, subject: string) =>
        query(`insert into provider_links (id, account, issuer, subject, asked_at)
          values ('00000000-0000-4000-8000-0000000000${id}', '${ana}', 'https://id.example', ${subject}, now())`);
      await link('51', "'sub'");
      await expect(link('52', "'sub'")).rejects.toThrow(/unique/);
      await expect(link('53', 'null')).rejects.toThrow(/check/);
      await query('delete from accounts');
      expect(await query('select * from provider_links')).toEqual([]);
    },
  },
  '0018-enrolment-asks': {
    before: `insert into persons (id, name, centre) values ('${ana}', 'Ana', 'Sorrel Coast')`,
    async after(query) {
      const ask = (code: string) =>
        query(`insert into enrolment_asks (user_code, secret_hash, device_name, address, asked_at, ends_at, wait_ms, persons)
          values ('${code}', decode('01', 'hex'), 'Kiosk', '10.0.0.9', now(), now(), 5000, '{${ana}}')`);
      await ask('BCDFGHJK');
      await expect(ask('ZZZZZZZZ')).rejects.toThrow(/unique/);
    },
  },
  '0019-erasures': {
    before: `insert into scopes (id, name, seq) values ('${ana}', 'Training', 1)`,
    async after(query) {
      const erasure = `insert into erasures values (decode(repeat('01', 16), 'hex'), '${ana}', now())`;
      await query(erasure);
      await expect(query(erasure)).rejects.toThrow(/unique/);
      const record = (byte: string) =>
        query(`insert into erased_records (erasure, scope, record, type)
          values (decode(repeat('${byte}', 16), 'hex'), '${ana}', '${ana}', 'person')`);
      await record('01');
      await expect(record('02')).rejects.toThrow(/foreign key/);
      expect(await query('select fields from erased_records')).toEqual([{ fields: null }]);
    },
  },
  '0020-joint-signers': {
    before: `insert into scopes (id, name, seq) values ('${ana}', 'Doctrine', 1)`,
    async after(query) {
      const signer = (bytes: number) =>
        query(`insert into joint_signers
          values (decode(repeat('01', 16), 'hex'), decode(repeat('02', ${bytes}), 'hex'), '${ana}', '${ana}')`);
      await expect(signer(16)).rejects.toThrow(/check/);
      await signer(32);
      await expect(signer(32)).rejects.toThrow(/unique/);
    },
  },
  '0021-grant-proposals': {
    before: `insert into persons (id, name, centre) values ('${ana}', 'Ana', 'Coast');
      insert into scopes (id, name, seq) values ('${ana}', 'Doctrine', 1);
      insert into grants (person, scope, role, since_version) values ('${ana}', '${ana}', 'guest', 1)`,
    async after(query) {
      // Since when and by whom is not known of what was given before.
      expect(await query('select role, given_at, given_by, proposal from grants')).toEqual([
        { role: 'guest', given_at: null, given_by: null, proposal: null },
      ]);
      const own =
        query(`insert into grant_proposals (id, scope, person, roles, needed, proposed_by, proposed_at, ends_at)
        values ('${ana}', '${ana}', '${ana}', '{director}', 1, '${ana}', now(), now())`);
      await expect(own).rejects.toThrow(/check/);
    },
  },
  '0011-trust': {
    before: `insert into devices (id, name, public_key, enrolled_at, ticket)
        values ('${ana}', 'L', decode(repeat('01', 32), 'hex'), now(), '')`,
    async after(query) {
      expect(await query('select certificate, renew_at from devices')).toEqual([{ certificate: null, renew_at: null }]);
      const revocation = `insert into revocations (device, revoked_at, statement) values ('${ana}', now(), 'said')`;
      await query(revocation);
      await expect(query(revocation)).rejects.toThrow(/unique/);
      const answer = `insert into answered_requests (hash, device, answered_at) values ('h', '${ana}', now())`;
      await query(answer);
      await expect(query(answer)).rejects.toThrow(/unique/);
    },
  },
  '0012-audit-log': {
    before: `insert into hub (id, epoch, network_name, sample, grants_version) values ('${ana}', '${ana}', 'N', false, 7)`,
    async after(query) {
      expect(await query('select id, epoch from hub')).toEqual([{ id: ana, epoch: ana }]);
      await query(`insert into log_entries (id, class, commitment, salt, statement, about)
        values ('${ana}', 'begin', decode(repeat('01', 32), 'hex'), '', '{}', '{}')`);
      await query('update log_entries set place = 0');
      await expect(query('update log_entries set place = 1')).rejects.toThrow('The log only grows.');
      await expect(query('update log_entries set salt = null')).rejects.toThrow(/check/);
      await query('update log_entries set salt = null, statement = null');
      await expect(query("update log_entries set statement = '{}', salt = ''")).rejects.toThrow('The log only grows.');
    },
  },
  '0013-row-security': {
    before: `insert into scopes (id, name, seq) values ('${ana}', 'Doctrine', 1);
      insert into operations (scope, seq, id, chain, digest, bytes) values ('${ana}', 1, decode(repeat('01', 16), 'hex'),
        decode(repeat('02', 16), 'hex'), decode(repeat('03', 16), 'hex'), 'as it was')`,
    async after(query) {
      const seen = async (sees: string) => {
        // As the role that the hub's transactions take.
        const statement = `do $$ begin perform enter_hub('${sees}', '');
          perform set_config('test.seen', (select count(*)::text from operations), false); end $$`;
        await query(statement);
        return (await query("select current_setting('test.seen') as seen"))[0]?.['seen'];
      };
      expect([await seen(`{${ana}}`), await seen('{}'), await seen('*')]).toEqual(['1', '0', '1']);
    },
  },
};

test('every migration has a story here, and every story a migration', async () => {
  expect(Object.keys(stories).sort()).toEqual((await readMigrations()).map(({ name }) => name).sort());
});

test.each(Object.keys(stories))('%s keeps the rows it meets and does what it is for', async (name) => {
  const database = await emptyDatabase();
  const pool = database.pool(1);
  const query: Query = async (sql) => (await pool.query(sql)).rows;
  const { number } = (await readMigrations()).find((migration) => migration.name === name) ?? { number: 0 };
  await migrate(pool, number - 1);
  const story = stories[name] as (typeof stories)[string];
  await query(story.before);
  expect(await migrate(pool, number)).toEqual([name]);
  await story.after(query);
});

test('eight hubs that start at once migrate once', async () => {
  const database = await emptyDatabase();
  const applied = await Promise.all(Array.from({ length: 8 }, () => migrate(database.pool(1))));
  expect(applied.flat().sort()).toEqual((await readMigrations()).map(({ name }) => name).sort());
  expect(await migrate(database.pool(1))).toEqual([]);
});

test('a database that a newer hub has changed is refused', async () => {
  const database = await emptyDatabase();
  const pool = database.pool(1);
  await migrate(pool);
  await pool.query("insert into migrations values (999, '0999-later')");
  await expect(migrate(pool)).rejects.toThrow('start a newer hub');
});
