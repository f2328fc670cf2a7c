/** A request goes to the hub and an answer comes back, with no link between; then the laptop's first sync just works. */
import { ed25519 } from '@noble/curves/ed25519.js';
import { beforeEach, expect, test } from 'vitest';
import { toHex, utf8 } from '../../shared/base/bytes.ts';
import { answerLifeMs, openEnrolmentAnswer } from '../../shared/protocol/enrolment-answer.ts';
import {
  encodeEnrolmentRequest,
  fileAsText,
  fileOfBytes,
  fileOfText,
  openEnrolmentRequest,
  requestHash,
} from '../../shared/protocol/enrolment-request.ts';
import { decodeStatement, encodeStatement } from '../../shared/protocol/statement.ts';
import { startAtHub } from '../../test/support/engine-at-hub.ts';
import { day } from '../../test/support/golden-trust.ts';
import { createWorld, type World } from '../../test/support/scripted-device.ts';
import { makeSigningKey } from '../http/signing-key.ts';
import { giveFirstKey } from '../network/hub-key.ts';
import { createMemoryHubStore } from '../sync/memory-hub-store.ts';
import { answerRequest } from './answer-request.ts';

const store = () => world.store;
let world: World;
let ben = '';
let laptop: Awaited<ReturnType<typeof newLaptop>>;
beforeEach(async () => {
  world = await createWorld(createMemoryHubStore());
  await store().transaction((tx) => giveFirstKey(tx, makeSigningKey));
  ben = await world.person('Ben', ['trainer']);
  laptop = await newLaptop();
});

async function newLaptop() {
  const secret = world.ports.random.bytes(32);
  const sign = (bytes: Uint8Array) => ed25519.sign(bytes, secret);
  const asked = { publicKey: toHex(ed25519.getPublicKey(secret)), deviceName: 'SC-07', madeAt: world.ports.time };
  return { sign, asked, request: await encodeEnrolmentRequest(asked, world.ports.random, sign) };
}

const order = { by: null, address: 'https://hub.example', pin: null };
const answer = (request: Uint8Array) =>
  store().transaction((tx) => answerRequest(tx, world.ports, { ...order, request, persons: [ben] }));
async function answered(request = laptop.request) {
  const made = await answer(request);
  if (!made.ok) throw new Error(made.failure.kind);
  return made.value;
}
const refusal = async (bytes: Uint8Array, request = laptop.request, now = world.ports.time) => {
  const opened = await openEnrolmentAnswer(bytes, request, now);
  return opened.ok ? null : opened.failure;
};

test('[OE1] both ends read the same six words off a request, as a file and as text that was broken on its way', () => {
  const { request } = laptop;
  const broken = (
    fileAsText(request)
      .toLowerCase()
      .match(/.{1,7}/g) ?? []
  ).join(' -\n');
  expect(fileOfText(broken)).toEqual(request);
  for (const file of [request, utf8(broken)]) expect(fileOfBytes(file)).toEqual(request);
  const opened = openEnrolmentRequest(request);
  expect(opened).toMatchObject({ ok: true, value: { deviceName: 'SC-07' } });
  expect(opened.ok && opened.value.words).toHaveLength(6);
  for (let at = 0; at < request.length; at += 5) {
    const altered = request.slice();
    altered[at] = (altered[at] as number) ^ 1;
    expect(openEnrolmentRequest(altered).ok, `byte ${at}`).toBe(false);
  }
});

test('[OE1] a request of a moment that no calendar has is none: whoever shows it would break', async () => {
  for (const madeAt of [8.64e15 + 1, -8.64e15 - 1]) {
    const request = await encodeEnrolmentRequest({ ...laptop.asked, madeAt }, world.ports.random, laptop.sign);
    expect(openEnrolmentRequest(request)).toEqual({ ok: false, failure: { kind: 'request-unreadable' } });
  }
});

test('[OE2] [OE3] the answer makes the laptop a device, both screens show its words, and the first sync just works', async () => {
  const { answer: file, words } = await answered();
  const opened = await openEnrolmentAnswer(file, laptop.request, world.ports.time);
  if (!opened.ok) throw new Error(opened.failure.kind);
  expect(opened.value).toMatchObject({ hubAddress: 'https://hub.example', hubPin: null, words });
  const { identity } = opened.value;
  expect(identity.profiles).toMatchObject([{ person: ben, name: 'Ben' }]);
  const life = await startAtHub(world, { identity, sign: laptop.sign }, { hub: store });
  expect(await life.engine.sync()).toMatchObject({ ok: true });
});

test('[OE4] for another laptop, altered, expired, early, cut: each is told apart', async () => {
  const { answer: file } = await answered();
  expect(await refusal(file)).toBeNull();
  expect(await refusal(file, (await newLaptop()).request)).toEqual({ kind: 'enrolment-answer-other-laptop' });
  expect(await refusal(file.subarray(0, 90))).toEqual({ kind: 'enrolment-answer-unreadable' });
  const { time } = world.ports;
  expect(await refusal(file, laptop.request, time + answerLifeMs - 1)).toBeNull();
  const until = time + answerLifeMs;
  for (const today of [until, until + 3_650 * day])
    expect(await refusal(file, laptop.request, today)).toEqual({ kind: 'enrolment-answer-expired', until, today });
  for (const today of [time - day - 1, time - 3_650 * day])
    expect(await refusal(file, laptop.request, today)).toEqual({ kind: 'enrolment-answer-early', today, madeAt: time });
  expect(await refusal(file, laptop.request, time - day)).toBeNull();
  const statement = decodeStatement(file);
  if (!statement.ok) throw new Error('unreadable');
  const body = statement.value.body.slice();
  // The letter of a name: it reads as well as before, and nobody signed it.
  const at = Buffer.from(body).indexOf('Ben');
  body[at] = 'K'.charCodeAt(0);
  expect(await refusal(encodeStatement({ ...statement.value, body }))).toEqual({ kind: 'enrolment-answer-altered' });
});

test('[OE5] a request is answered once', async () => {
  await answered();
  expect(await answer(laptop.request)).toEqual({ ok: false, failure: { kind: 'request-answered' } });
  expect(await answer(laptop.request.subarray(1))).toEqual({ ok: false, failure: { kind: 'request-unreadable' } });
  expect(await store().transaction((tx) => tx.allDevices())).toHaveLength(1);
});

test('[OE5] a second request with the key of the first makes no second device', async () => {
  await answered();
  const again = await encodeEnrolmentRequest(laptop.asked, world.ports.random, laptop.sign);
  expect(again).not.toEqual(laptop.request);
  expect(await answer(again)).toEqual({ ok: false, failure: { kind: 'request-answered' } });
});

test('[OE5] a hub that cannot sign answers nothing', async () => {
  world = await createWorld(createMemoryHubStore());
  ben = await world.person('Ben', ['trainer']);
  expect(await answer(laptop.request)).toEqual({ ok: false, failure: { kind: 'hub-has-no-key' } });
  expect(await store().transaction((tx) => tx.allDevices())).toEqual([]);
});

test('[AL1] the log says whose laptop it is, which request it was and who answered it', async () => {
  const entries = () => store().transaction((tx) => tx.waitingLogEntries(1_000));
  const before = (await entries()).length;
  await answered();
  const other = await newLaptop();
  await store().transaction((tx) =>
    answerRequest(tx, world.ports, { ...order, request: other.request, persons: [ben], by: ben }),
  );
  const devices = await store().transaction((tx) => tx.allDevices());
  const said = (await entries()).slice(before);
  expect(said.map((entry) => [entry.class, entry.about])).toEqual([1, 2].map(() => ['enrolment', [ben]]));
  const hashOf = (request: Uint8Array) => toHex(requestHash(request));
  expect(said.map(({ opened }) => JSON.parse(opened?.statement ?? ''))).toMatchObject([
    {
      device: devices[0]?.id,
      publicKey: laptop.asked.publicKey,
      persons: [ben],
      request: hashOf(laptop.request),
      by: null,
    },
    {
      device: devices[1]?.id,
      publicKey: other.asked.publicKey,
      persons: [ben],
      request: hashOf(other.request),
      by: ben,
    },
  ]);
});
