import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  goldenBatch,
  goldenFrames,
  goldenOperations,
  goldenPlaced,
  goldenPublicKey,
} from '../../test/support/golden-samples.ts';
import { hubId } from '../../test/support/network.ts';
import { fromHex, toHex } from '../base/bytes.ts';
import { decodeBatch } from './batch.ts';
import { verifyEd25519 } from './ed25519.ts';
import { readFrames } from './frame.ts';
import { decodePage } from './page.ts';
import { decodeSaved } from './saved.ts';
import { decodeReply } from './sync-reply.ts';
import { decodeRequest } from './sync-request.ts';

const golden: Record<string, string> = JSON.parse(
  readFileSync(new URL('./locks/golden-v1.json', import.meta.url), 'utf8'),
);
const bytes = (name: string) => fromHex(golden[name] as string);

test('today writes the golden bytes of version 1, to the letter', async () => {
  const hex = Object.fromEntries(Object.entries(await goldenFrames()).map(([name, frame]) => [name, toHex(frame)]));
  await expect(`${JSON.stringify(hex, null, 2)}\n`).toMatchFileSnapshot('./locks/golden-v1.json');
});

test('today reads a saved action of version 1', () => {
  const [frame] = readFrames(bytes('saved')).frames;
  const saved = decodeSaved(frame?.payload as Uint8Array);
  const plain = goldenOperations().map(({ origin, seq, ...operation }) => operation);
  expect(saved.ok && saved.value[0]?.operations).toEqual(plain);
});

test('today reads a request of version 1, and its signatures hold', () => {
  const request = decodeRequest(bytes('request'), hubId);
  if (!request.ok) throw new Error(request.failure.kind);
  expect(verifyEd25519(goldenPublicKey, request.value.digest, request.value.signature)).toBe(true);
  const batch = decodeBatch(request.value.batches[0] as Uint8Array);
  if (!batch.ok) throw new Error(batch.failure.reason);
  expect(verifyEd25519(goldenPublicKey, batch.value.hash, batch.value.signature as Uint8Array)).toBe(true);
  expect(batch.value.prev).toEqual(goldenBatch().prev);
  expect(batch.value.operations.map(({ id }) => id)).toEqual(goldenOperations().map(({ id }) => id));
});

test('today reads a reply of version 1', () => {
  const reply = decodeReply(bytes('reply'));
  if (!reply.ok) throw new Error(reply.failure.kind);
  expect(reply.value.message.scopes[0]).toMatchObject({ seq: 52, more: false });
  const page = decodePage(reply.value.pages[0] as Uint8Array);
  expect(page.ok && page.value.operations).toEqual(goldenPlaced());
});
