import { readFileSync } from 'node:fs';
import { sha256 } from '@noble/hashes/sha2.js';
import { describe, expect, test } from 'vitest';
import {
  goldenBatch,
  goldenFrames,
  goldenLetGo,
  goldenNaming,
  goldenOperations,
  goldenPlaced,
  goldenPublicKey,
} from '../../test/support/golden-samples.ts';
import { hubId } from '../../test/support/network.ts';
import { openedRequest } from '../../test/support/opened-request.ts';
import { fromHex, toHex } from '../base/bytes.ts';
import { decodeBatch, openBatch } from './batch.ts';
import { verifyEd25519 } from './ed25519.ts';
import { frameHeaderSize, readFrames } from './frame.ts';
import { packHash } from './pack.ts';
import { decodePage } from './page.ts';
import { decodeSaved } from './saved.ts';
import { decodeReply } from './sync-reply.ts';
import { decodeRequest } from './sync-request.ts';
import { openParts } from './table-parts.ts';

/** Version 2 lays batches and pages out as tables; the messages around them are those of version 1. */
const locks = ['./locks/golden-v1.json', './locks/golden-v2.json'].map(
  (file): Record<string, string> => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')),
);
const versions = locks.map((lock, at) => ({
  version: at + 1,
  bytes: (name: string) => fromHex(lock[name] as string),
}));

test('today writes the golden bytes of version 2, to the letter', async () => {
  const hex = Object.fromEntries(Object.entries(await goldenFrames()).map(([name, frame]) => [name, toHex(frame)]));
  await expect(`${JSON.stringify(hex, null, 2)}\n`).toMatchFileSnapshot('./locks/golden-v2.json');
});

test('[SY15] today still writes pages of version 1, for devices that read nothing newer', async () => {
  expect(toHex((await goldenFrames(1))['reply'] as Uint8Array)).toBe(locks[0]?.['reply']);
});

test('[OP6] today reads a batch of version 2 that names places', () => {
  const [frame] = readFrames(fromHex(locks[1]?.['naming'] as string)).frames;
  const opened = openBatch(frame?.payload as Uint8Array);
  if (!opened.ok) throw new Error(opened.failure.reason);
  const read = opened.value.read(new Map(goldenPlaced().map((operation) => [operation.seq, operation])));
  expect(read.ok && read.value.operations).toEqual(goldenNaming().operations);
});

test('[CP2] today reads a page of layout 3, in which values were let go', () => {
  const [frame] = readFrames(fromHex(locks[1]?.['letGo'] as string)).frames;
  expect(frame?.payload[0]).toBe(3);
  const page = decodePage(frame?.payload as Uint8Array);
  expect(page.ok && page.value.operations).toEqual(goldenLetGo());
});

test('[PK1] [PK5] today reads a manifest and a pack, and the request for it', () => {
  const { packRequest, packReply } = Object.fromEntries(
    ['packRequest', 'packReply'].map((name) => [name, fromHex(locks[1]?.[name] as string)]),
  );
  const reply = decodeReply(packReply as Uint8Array);
  if (!reply.ok) throw new Error(reply.failure.kind);
  const [payload = new Uint8Array()] = reply.value.packs;
  const [manifest] = reply.value.message.packs ?? [];
  expect(manifest).toMatchObject({ first: 41, packs: [{ hash: packHash(payload), last: 52, size: payload.length }] });
  const page = decodePage(payload);
  expect(page.ok && page.value.operations).toEqual(goldenPlaced());
  const request = decodeRequest(packRequest as Uint8Array, hubId);
  expect(request.ok && request.value.message).toMatchObject({ layout: 3, packs: [packHash(payload)] });
});

test('[OP2] [OP6] the examples of BYTES.md are the golden bytes', () => {
  const page = readFileSync(new URL('./BYTES.md', import.meta.url), 'utf8');
  const [made, naming] = [...page.matchAll(/```hex\n([^`]*)```/g)].map(([, lines = '']) =>
    lines
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ {2,}/)[0]?.replaceAll(' ', '') ?? ''),
  );
  const header = made?.join('') ?? '';
  expect(locks[1]?.['header']?.startsWith(header)).toBe(true);
  expect(toHex(sha256(fromHex(header))).slice(0, 32)).toBe(goldenOperations()[0]?.id);
  expect(page).toContain(goldenOperations()[0]?.id);
  const [packedFrom, rawFrom] = ['01492b', '008001'].map((line) => naming?.indexOf(line) ?? -1) as [number, number];
  const { columns } = openParts(fromHex(locks[1]?.['naming'] as string).subarray(frameHeaderSize + 2)).reader;
  expect(naming?.slice(packedFrom + 1, rawFrom).join('')).toBe(toHex(columns.bytes(columns.left)));
  const whole = [naming?.slice(0, packedFrom + 1), '.'.repeat(2 * 43), naming?.slice(rawFrom)].flat().join('');
  expect(locks[1]?.['naming']).toMatch(new RegExp(`^${whole}$`));
});

test('[SY23] today reads two batches in a parcel, and an answer in one', () => {
  const [asked, told] = ['parcelRequest', 'parcelReply'].map((name) => fromHex(locks[1]?.[name] as string));
  const request = openedRequest(asked as Uint8Array, hubId);
  expect(request.parcelled).toBe(true);
  const batches = request.batches.map((payload) => decodeBatch(payload));
  const ids = goldenOperations().map(({ id }) => id);
  expect(batches.map((one) => one.ok && one.value.operations.map(({ id }) => id))).toEqual([ids, ids]);
  const reply = decodeReply(told as Uint8Array);
  expect(reply).toMatchObject({ ok: true, value: { parcelled: true, message: { scopes: [{ seq: 52 }] } } });
});

describe.each(versions)('version $version', ({ bytes }) => {
  test('today reads its saved action', () => {
    const [frame] = readFrames(bytes('saved')).frames;
    const saved = decodeSaved(frame?.payload as Uint8Array);
    const plain = goldenOperations().map(({ origin, seq, ...operation }) => operation);
    expect(saved.ok && saved.value[0]?.operations).toEqual(plain);
  });

  test('today reads its request, and the signatures hold', () => {
    const request = decodeRequest(bytes('request'), hubId);
    if (!request.ok) throw new Error(request.failure.kind);
    expect(verifyEd25519(goldenPublicKey, request.value.digest, request.value.signature)).toBe(true);
    const batch = decodeBatch(openedRequest(bytes('request'), hubId).batches[0] as Uint8Array);
    if (!batch.ok) throw new Error(batch.failure.reason);
    expect(verifyEd25519(goldenPublicKey, batch.value.hash, batch.value.signature as Uint8Array)).toBe(true);
    expect(batch.value.prev).toEqual(goldenBatch().prev);
    expect(batch.value.operations.map(({ id }) => id)).toEqual(goldenOperations().map(({ id }) => id));
  });

  test('today reads its reply', () => {
    const reply = decodeReply(bytes('reply'));
    if (!reply.ok) throw new Error(reply.failure.kind);
    expect(reply.value.message.scopes[0]).toMatchObject({ seq: 52, more: false });
    const page = decodePage(reply.value.pages[0] as Uint8Array);
    expect(page.ok && page.value.operations).toEqual(goldenPlaced());
  });
});
