/** That the checker of three-hubs.db.test.ts can fail: it meets an order whose places were given outside the lock of the commit. */
import { expect, test } from 'vitest';
import type { HubStore, LogEntry } from '../../hub/sync/hub-store.ts';
import { createMemoryHubStore } from '../../hub/sync/memory-hub-store.ts';
import { placeAfter } from '../../hub/sync/place-after.ts';
import { emptyChain } from '../../shared/protocol/chain.ts';
import { emptyDigest } from '../../shared/protocol/digest.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import { faultsIn, type ReaderOfOrder } from './laptops-at-hubs.ts';
import { scopeA } from './network.ts';
import { storedOperation } from './stored-operation.ts';

type Given = 'in the lock' | 'before the commit, from a sequence';

/**
 * Sixteen writers, four at a time, commit in another order than they began, one of them is cut off, and a laptop reads after each
 * commit: once with places from the row that the commit locks, once with places from a sequence.
 */
function writeApart(given: Given) {
  const visible: LogEntry[] = [];
  const told: number[] = [];
  let sequence = 0;
  const commit = (operation: StoredOperation, taken: number) => {
    const last = visible.at(-1) ?? { seq: 0, chain: emptyChain, digest: emptyDigest };
    const seq = given === 'in the lock' ? last.seq : taken - 1;
    visible.push(placeAfter({ ...last, seq, scope: scopeA }, operation));
  };
  const read = () => {
    const cursor = told.at(-1) ?? 0;
    told.push(...visible.flatMap(({ seq }) => (seq > cursor ? seq : [])).sort((a, b) => a - b));
  };
  for (let round = 0; round < 4; round += 1) {
    const begun = [0, 1, 2, 3].map((n) => {
      sequence += 1;
      return { operation: storedOperation(round * 4 + n + 1, { scope: scopeA }), taken: sequence };
    });
    for (const one of [2, 0, 3, 1].flatMap((n) => begun[n] ?? [])) {
      const isCutOff = one.taken === 6;
      if (!isCutOff) commit(one.operation, one.taken);
      read();
    }
  }
  visible.sort((a, b) => a.seq - b.seq);
  return { store: storeOf(visible), laptop: laptopOf(visible, told), visible };
}

function storeOf(visible: readonly LogEntry[]): HubStore {
  const memory = createMemoryHubStore();
  const page = async (_scope: string, after: number) => visible.slice(after);
  return { transaction: (work) => memory.transaction((tx) => work({ ...tx, page })) };
}

/** A laptop that took what it was told, and the hub's signature under the last of it. */
function laptopOf(visible: readonly LogEntry[], told: readonly number[]): ReaderOfOrder {
  const read = visible.filter(({ seq }) => told.includes(seq));
  const { seq = 0, chain = emptyChain } = read.at(-1) ?? {};
  const signed = { scope: scopeA, seq, chain };
  return {
    device: {
      device: 'reader',
      store: {
        async *scan() {
          yield read.map(({ operation }) => operation);
        },
      },
      engine: { witness: async () => ({ places: [signed] }) },
    },
    told: new Map([[scopeA, told]]),
  };
}

test('[SY20] places that are given in the lock of the commit show no fault, however commits are ordered and cut off', async () => {
  const { store, laptop, visible } = writeApart('in the lock');
  const { places, faults } = await faultsIn(store, scopeA, [laptop]);
  expect(faults).toEqual([]);
  expect(places.size).toBe(visible.length);
});

test('[SY20] the same with places from a sequence is found out: a gap, another chain, and places that a laptop never hears of', async () => {
  const { store, laptop } = writeApart('before the commit, from a sequence');
  const { faults } = await faultsIn(store, scopeA, [laptop]);
  expect(faults).toEqual(
    expect.arrayContaining([
      'database: 7 follows 5',
      expect.stringMatching(/^database: another chain at /),
      expect.stringMatching(/^laptop 0: \d+ places missing or other/),
      expect.stringMatching(/^laptop 0: holds \d+ of 15$/),
      expect.stringMatching(/^laptop 0: was told \d+ places of 15/),
      expect.stringMatching(/^laptop 0: saw 16 .* signed$/),
    ]),
  );
});
