import { describe, expect, test } from 'vitest';
import { goldenBatch, goldenOperations } from '../../test/support/golden-samples.ts';
import { hubId, scopeA, scopeB, uuidNumbered } from '../../test/support/network.ts';
import { openedRequest } from '../../test/support/opened-request.ts';
import { concat } from '../base/bytes.ts';
import { encodeBatch, repackBatch, unpackBatch } from './batch.ts';
import { createByteWriter } from './byte-writer.ts';
import { encodeFrame, frameTypes, readFrames } from './frame.ts';
import { encodeParcel, openParcels, parcelLimit } from './parcel.ts';
import { decodeReply, encodeReply } from './sync-reply.ts';
import { encodeRequest, type SyncRequest } from './sync-request.ts';

const batches = [scopeA, scopeB].map((scope) => {
  const operations = goldenBatch().operations.map((operation) => ({ ...operation, scope }));
  return encodeBatch({ ...goldenBatch(), scope, operations }).payload(new Uint8Array(64).fill(7));
});
const message: SyncRequest = {
  protocol: 1,
  device: uuidNumbered(0xdd, 1),
  incarnation: uuidNumbered(0x1c, 1),
  epoch: null,
  ticket: null,
  cursors: [],
  budget: 4_096,
  wants: [],
  waiting: 2,
};
const requestOf = (payloads: readonly Uint8Array[], together: boolean) =>
  encodeRequest({ message, batches: payloads, together, chunks: [] }, hubId, async () => new Uint8Array(64));
const batchesIn = (body: Uint8Array) => openedRequest(body, hubId).batches;

describe('[SY23] frames of one message that go together', () => {
  test('take fewer bytes, and come out as the batches that their device signed, to the letter', async () => {
    const [apart, together] = [await requestOf(batches, false), await requestOf(batches, true)];
    expect(together.length).toBeLessThan(apart.length * 0.75);
    expect(batchesIn(apart)).toEqual(batches);
    expect(batchesIn(together).map(repackBatch)).toEqual(batches);
    const alone = goldenOperations().map((operation) =>
      encodeBatch({ ...goldenBatch(), operations: [operation] }).payload(new Uint8Array(64)),
    );
    expect(alone.map((payload) => repackBatch(unpackBatch(payload)))).toEqual(alone);
    expect(batches.map((payload) => unpackBatch(payload).length > payload.length)).toEqual([true, true]);
  });

  test('one batch alone, and what no parcel makes smaller, goes as it is', async () => {
    expect(await requestOf(batches.slice(0, 1), true)).toEqual(await requestOf(batches.slice(0, 1), false));
    const noise = encodeFrame(frameTypes.chunk, crypto.getRandomValues(new Uint8Array(500)));
    expect(encodeParcel([noise])).toEqual(noise);
    const large = encodeFrame(frameTypes.chunk, new Uint8Array(parcelLimit));
    expect(encodeParcel([large])).toEqual(large);
  });

  test('a batch that says more than a parcel holds lets all go apart, and is not unpacked for that', async () => {
    // Columns that say 31 MiB: unpacked they would be refused, since nothing inflates to so much.
    const huge = concat(Uint8Array.of(2, 0, 1), varintOf(31 * 1024 * 1024), Uint8Array.of(2, 3, 0), new Uint8Array(4));
    expect(() => unpackBatch(huge)).toThrow('shorter than it says');
    const payloads = [...batches, huge];
    expect(await requestOf(payloads, true)).toEqual(await requestOf(payloads, false));
  });

  test('[SY24] an answer is a parcel for a device that reads them, and says the same', () => {
    const scopes = [1, 2, 3].map((n) => ({
      scope: uuidNumbered(0x5c, n),
      seq: n,
      chain: 'ab'.repeat(16),
      more: false,
      rewound: false,
    }));
    const said = { protocol: 1, epoch: uuidNumbered(0xe0, 1), ticket: '07'.repeat(16), hubTime: 1, identity: null };
    const parts = {
      message: { ...said, outcomes: [], scopes, wants: [] },
      pages: [new Uint8Array([1])],
      packs: [],
      chunks: [],
      repairs: [],
    };
    const [older, newer] = [3, 4].map((layout) => encodeReply(parts, { epoch: null, terse: true, layout }));
    expect(newer?.length).toBeLessThan((older?.length ?? 0) * 0.75);
    expect(decodeReply(older as Uint8Array)).toEqual({ ok: true, value: { ...parts, parcelled: false } });
    expect(decodeReply(newer as Uint8Array)).toEqual({ ok: true, value: { ...parts, parcelled: true } });
  });

  test('a parcel that is cut, lies about its length or holds half a frame is refused whole', () => {
    const parcel = encodeParcel(batches.map((payload) => encodeFrame(frameTypes.batch, unpackBatch(payload))));
    const payload = readFrames(parcel).frames[0]?.payload as Uint8Array;
    const opened = (bytes: Uint8Array) => openParcels(readFrames(encodeFrame(frameTypes.parcel, bytes)).frames);
    expect(opened(payload)).toMatchObject({ ok: true, value: { parcelled: true } });
    expect(opened(payload.subarray(0, payload.length - 9))).toMatchObject({ ok: false });
    expect(opened(new Uint8Array(0))).toMatchObject({ ok: false });
    const half = readFrames(encodeParcel([batchFrames().subarray(0, -9)])).frames[0]?.payload as Uint8Array;
    expect(opened(half)).toEqual({ ok: false, failure: 'frames of a parcel are torn' });
  });

  test('all parcels of a message together hold no more than one may', () => {
    const zeros = encodeFrame(frameTypes.chunk, new Uint8Array(parcelLimit * 0.6));
    const { frames } = readFrames(encodeParcel([zeros]));
    expect(openParcels(frames).ok).toBe(true);
    expect(openParcels([...frames, ...frames])).toEqual({ ok: false, failure: 'too many bytes in parcels' });
  });
});

function varintOf(value: number): Uint8Array {
  const writer = createByteWriter();
  writer.varint(value);
  return writer.finish();
}

function batchFrames(): Uint8Array {
  return encodeFrame(frameTypes.batch, unpackBatch(batches[0] as Uint8Array));
}
