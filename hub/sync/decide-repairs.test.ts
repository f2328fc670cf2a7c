/** How many steps lead to what differs, and what they weigh, at sizes that no test fills a hub with ([VR3]). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addToDigest, emptyDigest, type PlaceRange, smallRange } from '../../shared/protocol/digest.ts';
import { decodeReply, encodeReply } from '../../shared/protocol/sync-reply.ts';
import { differingParts, toldDigests } from '../../shared/sync/compare-parts.ts';
import { uuidNumbered } from '../../test/support/network.ts';
import { giveRepairs } from './decide-repairs.ts';
import type { HubTransaction, Mark } from './hub-store.ts';

const scope = uuidNumbered(5, 1);
const hex = (number: bigint) => (number & ((1n << 128n) - 1n)).toString(16).padStart(32, '0');
/** Ids of a scope that nobody has to store: each a multiple, so that the sum up to any place is known. */
const multiple = 0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835n;
const sumTo = (seq: number) => (multiple * BigInt(seq) * BigInt(seq + 1)) / 2n;

/** A hub with `end` operations in the scope. */
function hubTo(end: number): HubTransaction {
  const markAt = (seq: number): [number, Mark][] =>
    seq <= end ? [[seq, { chain: emptyDigest, digest: hex(sumTo(seq)) }]] : [];
  const hub: Pick<HubTransaction, 'marks' | 'page'> = {
    marks: async (_, seqs) => new Map(seqs.flatMap(markAt)),
    page: async () => [],
  };
  return hub as HubTransaction;
}

/** Asks for what differs until it is small: the answers that this took, their bytes, and the ranges that are to be sent whole. */
async function search(end: number, wrong: number, says: { readonly readsShort?: boolean }) {
  const hub = hubTo(end);
  const held = ({ from, to }: PlaceRange) =>
    hex(sumTo(to) - sumTo(from - 1) - (from <= wrong && wrong <= to ? multiple * BigInt(wrong) : 0n));
  let [answers, bytes] = [0, 0];
  let ranges: PlaceRange[] = [{ from: 1, to: end }];
  while (ranges.some(({ from, to }) => to - from >= smallRange)) {
    const asked = ranges.map((range) => ({ scope, ...range }));
    const { sums, shortSums } = await giveRepairs(hub, { ranges: asked, ...says }, [], [scope]);
    const said = { protocol: 1, epoch: scope, ticket: '00'.repeat(16), hubTime: 0, identity: null, outcomes: [] };
    const message = { ...said, scopes: [], wants: [], sums, shortSums };
    const reply = encodeReply(
      { message, pages: [], packs: [], chunks: [], repairs: [] },
      { terse: true, epoch: scope },
    );
    answers += 1;
    bytes += reply.length;
    const read = decodeReply(reply, scope);
    if (!read.ok) throw new Error(read.failure.kind);
    ranges = toldDigests(read.value.message).flatMap((told) => [...differingParts(told, held)]);
  }
  return { answers, bytes, ranges };
}

test('[VR3] one wrong place among up to two million is found in two answers of less than 5 kB', async () => {
  const place = fc.integer({ min: 40, max: 2 ** 21 }).chain((end) => fc.tuple(fc.constant(end), fc.nat(end - 1)));
  await fc.assert(
    fc.asyncProperty(place, async ([end, before]) => {
      const found = await search(end, before + 1, { readsShort: true });
      expect(found.answers).toBeLessThanOrEqual(2);
      expect(found.bytes).toBeLessThan(5_000);
      expect(found.ranges).toHaveLength(1);
      const [{ from, to }] = found.ranges as [PlaceRange];
      expect(from <= before + 1 && before + 1 <= to).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test('[VR8] a device that reads whole digests only finds the same, in an answer more', async () => {
  const [short, whole] = [await search(470_000, 300_001, { readsShort: true }), await search(470_000, 300_001, {})];
  expect([short.answers, whole.answers]).toEqual([2, 3]);
  for (const { ranges } of [short, whole]) {
    expect(ranges).toHaveLength(1);
    expect(ranges.some(({ from, to }) => from <= 300_001 && 300_001 <= to)).toBe(true);
  }
});

test('[VR3] of a range beyond its end the hub tells nothing', async () => {
  const ranges = [{ scope, from: 1, to: 2_000 }];
  const { sums, shortSums } = await giveRepairs(hubTo(1_000), { ranges, readsShort: true }, [], [scope]);
  expect(
    toldDigests({ sums, shortSums }).flatMap((told) => differingParts(told, () => addToDigest(emptyDigest, []))),
  ).toEqual([]);
});
