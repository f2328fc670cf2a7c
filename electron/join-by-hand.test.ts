/** The laptop's end of joining without a network, on the disk. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEnrolmentRequest } from '../shared/protocol/enrolment-request.ts';
import { answerTo } from '../test/support/by-hand.ts';
import { loadDeviceKey } from './device-key.ts';
import { createIdentityKeeper } from './identity.ts';
import { requestFolder } from './pending-request.ts';
import { sealUnder } from './vault/file-seal.ts';
import { sealedPlace } from './vault/protect.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'waypost-by-hand-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const files = sealUnder(Buffer.alloc(32, 7));
const place = () => sealedPlace(root, files);
/** Another start of the program. */
const start = (trusted: unknown[] = []) =>
  createIdentityKeeper({
    ...place(),
    files,
    fetch: () => Promise.reject(new Error('no network')),
    trust: (...told) => trusted.push(told),
    sampleHub: null,
  });
async function asked(keeper = start(), name = 'SC-07') {
  const made = await keeper.request(name);
  if (!made.ok || made.value === null) throw new Error('no request');
  return made.value;
}
const kindOf = (result: { ok: true } | { ok: false; failure: { kind: string } }) =>
  result.ok ? 'joined' : result.failure.kind;

test('[OE1] [OE2] the request waits from start to start, and its answer makes the laptop one that signs with its key', async () => {
  expect(await start().request('')).toEqual({ ok: true, value: null });
  const request = await asked();
  expect(await start().request('')).toEqual({ ok: true, value: request });
  const trusted: unknown[] = [];
  const keeper = start(trusted);
  const joined = await keeper.join((await answerTo(request)).answer);
  const opened = openEnrolmentRequest(request);
  expect(joined).toMatchObject({ ok: true, value: { publicKey: opened.ok && opened.value.publicKey } });
  for (const life of [keeper, start()]) {
    expect(await life.get()).toEqual(joined.ok && joined.value);
    expect(await life.hubAddress()).toBe('https://hub.example');
    expect(await life.sign(new Uint8Array(4))).toHaveLength(64);
  }
  expect(trusted).toEqual([['https://hub.example', null]]);
  expect((await loadDeviceKey(place().folder, place().keychain)).publicKey).toBe(joined.ok && joined.value.publicKey);
  // Nothing of the request is left, and nobody joins twice.
  expect(readdirSync(place().folder).sort()).toEqual(['device-key', 'identity.json']);
  expect(kindOf(await keeper.join((await answerTo(request)).answer))).toBe('already-enrolled');
  expect(kindOf(await keeper.request('again'))).toBe('already-enrolled');
});

test('[OE4] what is no answer to the request that waits is told apart, and the request goes on waiting', async () => {
  const none = await answerTo(await asked(start(), 'Elsewhere'));
  rmSync(join(place().folder, requestFolder), { recursive: true });
  expect(kindOf(await start().join(none.answer))).toBe('enrolment-answer-other-laptop');
  const request = await asked();
  const keeper = start();
  const { answer } = await answerTo(request);
  expect(kindOf(await keeper.join(none.answer))).toBe('enrolment-answer-other-laptop');
  expect(kindOf(await keeper.join(answer.subarray(0, 90)))).toBe('enrolment-answer-unreadable');
  const day = 86_400_000;
  const past = await answerTo(request, { now: Date.now() - 31 * day });
  expect(kindOf(await keeper.join(past.answer))).toBe('enrolment-answer-expired');
  const ahead = await answerTo(request, { now: Date.now() + 3_650 * day });
  expect(kindOf(await keeper.join(ahead.answer))).toBe('enrolment-answer-early');
  const noPlace = await answerTo(request, { hubAddress: 'http://hub.example' });
  expect(kindOf(await keeper.join(noPlace.answer))).toBe('hub-address-invalid');
  expect(await keeper.get()).toBeNull();
  expect(await keeper.request('')).toEqual({ ok: true, value: request });
  expect(kindOf(await keeper.join(answer))).toBe('joined');
});

test('[OE5] a request that is made anew asks under a new key; the answer to the former one is not taken', async () => {
  const keeper = start();
  const former = await asked(keeper);
  const request = await asked(keeper, 'SC-08');
  const [one, two] = [openEnrolmentRequest(former), openEnrolmentRequest(request)];
  if (!one.ok || !two.ok) throw new Error('unreadable');
  expect(two.value.deviceName).toBe('SC-08');
  expect(two.value.publicKey).not.toBe(one.value.publicKey);
  expect(kindOf(await keeper.join((await answerTo(former)).answer))).toBe('enrolment-answer-other-laptop');
  expect(kindOf(await keeper.join((await answerTo(request)).answer))).toBe('joined');
});

test('a request that was damaged on the disk is said so and kept; a new one takes its place', async () => {
  for (const name of ['request', 'device-key']) {
    await asked();
    const path = join(place().folder, requestFolder, name);
    const bytes = readFileSync(path);
    bytes[bytes.length - 20] = (bytes[bytes.length - 20] as number) ^ 1;
    writeFileSync(path, bytes);
    expect(await start().request('')).toEqual({ ok: false, failure: { kind: 'enrolment-request-damaged' } });
    expect(kindOf(await start().join(new Uint8Array(9)))).toBe('enrolment-request-damaged');
    expect(readFileSync(path)).toEqual(bytes);
    expect(await start().request('')).toMatchObject({ ok: false });
  }
  const request = await asked();
  expect(await start().request('')).toEqual({ ok: true, value: request });
});

test('names, keys and requests do not lie open on the disk', async () => {
  const request = await asked(start(), 'A name to be found');
  const folder = join(place().folder, requestFolder);
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, name));
    expect(bytes.includes('A name to be found')).toBe(false);
    expect(bytes.includes(Buffer.from(request.subarray(20, 40)))).toBe(false);
    expect(bytes.includes('plain:')).toBe(false);
  }
});
