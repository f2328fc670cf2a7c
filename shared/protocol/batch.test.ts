import fc from 'fast-check';
import { zlibSync } from 'fflate';
import { expect, test } from 'vitest';
import { goldenBatch, goldenFrames, goldenOperations, goldenPlaced } from '../../test/support/golden-samples.ts';
import { hubId, scopeA } from '../../test/support/network.ts';
import { decodeBatch, encodeBatch } from './batch.ts';
import { createByteWriter } from './byte-writer.ts';
import { packContent, unpackContent } from './packed-content.ts';
import { decodePage, encodePage } from './page.ts';
import { decodeSaved } from './saved.ts';
import { decodeReply } from './sync-reply.ts';
import { decodeRequest } from './sync-request.ts';

test('[OP4] a batch gives back every operation with the id it had, unknown kinds and types included', () => {
  const decoded = decodeBatch(encodeBatch(goldenBatch()).payload(new Uint8Array(64)));
  if (!decoded.ok) throw new Error(decoded.failure.reason);
  const plain = goldenOperations().map(({ origin, seq, ...operation }) => operation);
  expect(decoded.value.operations).toEqual(plain);
  expect(decoded.value.hash).toEqual(encodeBatch(goldenBatch()).hash);
});

test('a batch forwarded by somebody else is the same batch', () => {
  const first = decodeBatch(encodeBatch(goldenBatch()).payload(null));
  if (!first.ok) throw new Error(first.failure.reason);
  expect(encodeBatch(first.value).hash).toEqual(encodeBatch(goldenBatch()).hash);
});

const opened = (request: ReturnType<typeof decodeRequest>) => request.ok && request.value.open();

test('no damage to a batch, page, request or reply makes a decoder throw, and none gives an operation another id', async () => {
  const page = encodePage({ scope: scopeA, operations: goldenPlaced() });
  const batch = encodeBatch(goldenBatch()).payload(new Uint8Array(64));
  const frames = await goldenFrames();
  const targets: [Uint8Array, (bytes: Uint8Array) => unknown][] = [
    [page, decodePage],
    [batch, decodeBatch],
    [frames['saved'] as Uint8Array, decodeSaved],
    [frames['request'] as Uint8Array, (bytes) => opened(decodeRequest(bytes, hubId))],
    [frames['reply'] as Uint8Array, decodeReply],
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...targets),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      fc.nat(),
      ([bytes, decode], changes, cut) => {
        const damaged = bytes.slice(0, cut % 3 === 0 ? cut % bytes.length : bytes.length);
        for (const [at, value] of changes) if (damaged.length > 0) damaged[at % damaged.length] = value;
        decode(damaged);
      },
    ),
    { numRuns: 500 },
  );
});

test('a bomb is refused without being inflated', () => {
  const bomb = (claimed: number) => {
    const writer = createByteWriter();
    writer.byte(1);
    writer.varint(claimed);
    writer.bytes(zlibSync(new Uint8Array(2_000_000)).subarray(2));
    return writer.finish();
  };
  expect(() => unpackContent(bomb(5_000))).toThrow('not as long as it says');
  expect(() => unpackContent(bomb(2 ** 40))).toThrow('too many');
  const content = new Uint8Array(5_000).fill(7);
  expect(unpackContent(packContent(content))).toEqual(content);
});
