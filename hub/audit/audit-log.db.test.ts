import { afterEach, expect, test } from 'vitest';
import { toHex } from '../../shared/base/bytes.ts';
import { verifyEd25519 } from '../../shared/protocol/ed25519.ts';
import { isCheckpointSigned } from '../../shared/protocol/log/checkpoint-note.ts';
import { entryHash } from '../../shared/protocol/log/log-entry.ts';
import {
  consistencyRanges,
  createCompactRange,
  hashOf,
  nodesOf,
  rootsOfConsistency,
} from '../../shared/protocol/log/merkle.ts';
import { createWorld, creationOf } from '../../test/support/scripted-device.ts';
import { createTestDatabase } from '../../test/support/test-database.ts';
import { createDatabase } from '../db/database.ts';
import { makeSigningKey } from '../http/signing-key.ts';
import { giveFirstKey } from '../network/hub-key.ts';
import { createPostgresHubStore } from '../sync/store.ts';
import { followLog, nodeReader } from './follow-log.ts';

let drop: () => Promise<void> = async () => undefined;
afterEach(() => drop());

const [writers, rounds] = [16, 3];

test('[AL3] sixteen writers at four hubs that all follow: every entry has its place once, and every checkpoint goes on', async () => {
  const database = await createTestDatabase();
  drop = database.drop;
  const hubs = [1, 2, 3, 4].map(() => createPostgresHubStore(createDatabase(database.pool(4))));
  const hub = hubs[0] as (typeof hubs)[0];
  const world = await createWorld(hub);
  await hub.transaction((tx) => giveFirstKey(tx, makeSigningKey));
  const person = await world.person('Ana', ['trainer']);
  const devices = await Promise.all(Array.from({ length: writers }, () => world.device([person])));
  await Promise.all(
    devices.map(async (device, n) => {
      const store = hubs[n % hubs.length] as (typeof hubs)[0];
      for (let round = 0; round < rounds; round += 1) {
        const operations = creationOf(world.ports, { scope: world.scope, value: `${n} ${round}` });
        await device.syncWith(store, { batches: [operations] });
        await store.transaction((tx) => followLog(tx, world.ports));
      }
    }),
  );
  await hub.transaction((tx) => followLog(tx, world.ports));
  await hub.transaction(async (tx) => {
    expect(await tx.waitingLogEntries(10)).toEqual([]);
    const { id, epoch, keys } = await tx.hub();
    const entries = await tx.logEntries(0, 1_000);
    expect(entries.map(({ place }) => place)).toEqual(entries.map((_, n) => n));
    const counts = await tx.logCounts();
    expect(counts.get('order')).toBe(writers * rounds);
    expect(counts.get('enrolment')).toBe(writers);
    const tree = createCompactRange();
    let before = 0;
    for (const entry of entries) {
      tree.append(entryHash(entry));
      const checkpoint = await tx.logCheckpoint(epoch, tree.size);
      if (checkpoint === null) continue;
      expect(checkpoint.root).toBe(toHex(tree.root()));
      expect(
        await isCheckpointSigned(
          id,
          keys.map(({ publicKey }) => ({ publicKey })),
          checkpoint,
          verifyEd25519,
        ),
      ).toBe(true);
      const ranges = consistencyRanges(before, tree.size);
      const nodeAt = nodeReader(await tx.logNodes(ranges.flatMap(nodesOf)));
      const roots = rootsOfConsistency(
        before,
        tree.size,
        ranges.map((range) => hashOf(range, nodeAt)),
      );
      expect(roots === null ? before : toHex(roots.second)).toBe(before === 0 ? 0 : checkpoint.root);
      before = tree.size;
    }
    expect(before).toBe(entries.length);
  });
}, 60_000);

test('[AL3] a follower that dies leaves everything waiting; nothing that was signed is taken back or changed', async () => {
  const database = await createTestDatabase();
  drop = database.drop;
  const pool = database.pool(2);
  const store = createPostgresHubStore(createDatabase(pool));
  const world = await createWorld(store);
  await store.transaction((tx) => giveFirstKey(tx, makeSigningKey));
  const died = store.transaction(async (tx) => {
    await followLog(tx, world.ports);
    throw new Error('died');
  });
  await expect(died).rejects.toThrow('died');
  expect(await store.transaction((tx) => tx.newestLogCheckpoint())).toBeNull();
  const first = await store.transaction((tx) => followLog(tx, world.ports));
  await world.person('Ana', ['trainer']);
  // Another life of the hub, on the same database.
  const second = await createPostgresHubStore(createDatabase(database.pool(2))).transaction((tx) =>
    followLog(tx, { ...world.ports, clock: { now: () => 5 } }),
  );
  expect(second?.size).toBe((first?.size ?? 0) + 1);
  expect(second?.at).toBe((first?.at ?? 0) + 1);
  for (const statement of [
    'delete from log_checkpoints',
    "update log_checkpoints set root = decode(repeat('00', 32), 'hex')",
    'delete from log_nodes',
    'delete from log_entries',
    'update log_entries set place = place + 100',
    "update log_entries set class = 'order'",
    "update log_entries set statement = '{}'",
  ]) {
    await expect(pool.query(statement)).rejects.toThrow('The log only grows.');
  }
  // What an entry says can be forgotten; that it was there cannot.
  await pool.query('update log_entries set salt = null, statement = null where place = 0');
  const [forgotten] = await store.transaction((tx) => tx.logEntries(0, 1));
  expect([forgotten?.opened, forgotten?.commitment.length]).toEqual([null, 64]);
}, 60_000);
