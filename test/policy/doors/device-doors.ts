/** The doors of laptops: what their keys open, and what a code does. */
import { expect } from 'vitest';
import { codeLifeMs, createCode } from '../../../hub/enrol/code.ts';
import { answerAsk, askLifeMs, firstWaitMs } from '../../../hub/enrol/decide-ask.ts';
import { exchange } from '../../../hub/sync/decide-exchange.ts';
import { toHex } from '../../../shared/base/bytes.ts';
import { publicKeyOf, signEd25519 } from '../../../shared/protocol/ed25519.ts';
import { enrolmentDigest } from '../../../shared/protocol/enrolment.ts';
import { foldAsk } from '../../../shared/protocol/enrolment-ask.ts';
import { packHash } from '../../../shared/protocol/pack.ts';
import { decodeReply } from '../../../shared/protocol/sync-reply.ts';
import { encodeRequest } from '../../../shared/protocol/sync-request.ts';
import { wakeDigest, wakeWindow, writeWakeRequest } from '../../../shared/protocol/wake.ts';
import { openedRequest } from '../../support/opened-request.ts';
import { creationOf, type ScriptedDevice } from '../../support/scripted-device.ts';
import type { Door } from './door.ts';
import { type Doors, fill, lettersOf } from './doors-world.ts';

const keysDoNotEnd = 'the key of a device has no end of its own: it is revoked, or retired and heard as ever ([DV5])';

const revoke = ({ world }: Doors, { identity }: ScriptedDevice) =>
  world.store.transaction(async (tx) => {
    const device = await tx.lockDevice(identity.device);
    if (device !== null) await tx.saveDevice({ ...device, revokedAt: 1 });
  });

/** Everything that a request can ask for: pages, packs, packs alone, chunks, repairs, and the network at a glance. */
async function everything(doors: Doors) {
  const { writer } = await fill(doors);
  const { world, ports } = doors;
  const chunk = new Uint8Array(64).fill(7);
  const named = packHash(chunk);
  await writer.sync({
    batches: [creationOf(ports, { scope: world.scope, type: 'attachment', field: 'chunks', value: named })],
  });
  await writer.sync({ chunks: [chunk] });
  const reader = await world.device([await world.person('Reader', ['coordinator'])]);
  const request = await reader.request({ message: { layout: 3 } });
  const answered = await world.store.transaction((tx) => exchange(tx, ports, request));
  const reply = answered.ok ? decodeReply(answered.value.reply) : null;
  const packs = reply?.ok ? (reply.value.message.packs ?? []).flatMap((one) => one.packs.map(({ hash }) => hash)) : [];
  expect(packs.length).toBeGreaterThan(0);
  const whole = { from: 1, to: 8, scope: world.scope };
  const asks = { layout: 3, glance: true, wants: [named], packs, ranges: [whole] } as const;
  return { asks: { ...asks, wants: [named], packs: [...packs], ranges: [whole] }, reader, writer };
}

/** What an answer gives, by kind. */
async function given(doors: Doors, body: Uint8Array) {
  const answer = await doors.app.inject({
    method: 'POST',
    url: '/sync',
    headers: { host: '127.0.0.1', 'content-type': 'application/waypost-frames' },
    payload: Buffer.from(body),
  });
  expect(answer.statusCode).toBe(200);
  const reply = decodeReply(new Uint8Array(answer.rawPayload));
  if (!reply.ok) throw new Error(reply.failure.kind);
  const { message, pages, packs, chunks, repairs } = reply.value;
  return {
    parts: [pages, packs, chunks, repairs].map(({ length }) => length),
    told: [message.scopes, message.packs ?? [], message.sums ?? [], message.decisions ?? []].map(
      ({ length }) => length,
    ),
    glance: message.glance?.centres ?? [],
    names: message.identity === null ? [] : message.identity.scopes,
    message,
  };
}
const nothing = { parts: [0, 0, 0, 0], told: [0, 0, 0, 0], glance: [], names: [] };

const sync: Door = {
  async 'no token'(doors) {
    const { writer } = await fill(doors);
    const { hub } = writer.identity;
    const body = await encodeRequest(openedRequest(await writer.request(), hub), hub, async () => new Uint8Array(64));
    expect(await doors.knock('POST /sync', { body })).toMatchObject({ status: 401, kind: 'signature-invalid' });
  },
  expired: keysDoNotEnd,
  async "another's"(doors) {
    const { writer, guest } = await fill(doors);
    const body = await guest.request({ message: { device: writer.identity.device } });
    expect(await doors.knock('POST /sync', { body })).toMatchObject({ status: 401, kind: 'signature-invalid' });
    const unknown = await guest.request({ message: { device: doors.world.scope } });
    expect(await doors.knock('POST /sync', { body: unknown })).toMatchObject({ status: 401, kind: 'device-unknown' });
  },
  async revoked(doors) {
    const { asks, reader } = await everything(doors);
    await revoke(doors, reader);
    const answer = await doors.knock('POST /sync', { body: await reader.request({ message: asks }) });
    expect(answer).toMatchObject({
      status: 403,
      kind: 'device-revoked',
      text: '{"kind":"device-revoked","retry":"never"}',
    });
  },
  async 'another scope'(doors) {
    const { asks, reader } = await everything(doors);
    // The same questions by who may read it are answered, so that nothing here is refused for being put wrongly.
    const may = await given(doors, await reader.request({ message: asks }));
    expect([may.parts[2], may.parts[3], may.glance.length]).toEqual([1, 1, 1]);
    const far = await doors.world.device([await doors.elsewhere('Far', ['coordinator'])]);
    await far.sync();
    const got = await given(doors, await far.request({ message: asks }));
    expect(got).toMatchObject({ ...nothing, glance: [{ laptops: 1 }] });
    expect(JSON.stringify(got.message)).not.toContain(doors.world.scope);
    expect(await given(doors, await far.request({ message: { ...asks, packsOnly: true } }))).toMatchObject(nothing);
    // What it brings for that scope is not accepted either.
    const { kinds } = await far.sync({ batches: [creationOf(doors.ports, { scope: doors.world.scope })] });
    expect(kinds).toEqual(['refused', 'refused']);
  },
  async replayed(doors) {
    const { asks, reader, writer } = await everything(doors);
    const recorded = [
      await reader.request({ message: asks }),
      await reader.request({ message: { ...asks, packsOnly: true } }),
    ];
    for (let n = 0; n < 2; n += 1) {
      await writer.sync({ batches: [creationOf(doors.ports, { scope: doors.world.scope })] });
      await reader.sync();
    }
    for (const body of recorded) expect(await given(doors, body)).toMatchObject(nothing);
    // Its owner goes on: asked once for what it has read, and told what it had missed.
    expect((await reader.sync()).message).toMatchObject({ sayCursors: true, scopes: [] });
    expect((await reader.sync()).message?.identity).not.toBeNull();
  },
  async 'wrong role'(doors) {
    const { writer } = await fill(doors);
    const guest = await doors.world.device([await doors.world.person('Guest', ['guest'])]);
    const made = [creationOf(doors.ports, { scope: doors.world.scope })];
    expect((await guest.sync({ batches: made })).kinds).toEqual(['refused', 'refused']);
    const nobody = await doors.world.device([await doors.world.person('Nobody', [])]);
    expect(await given(doors, await nobody.request({ message: { glance: true } }))).toMatchObject({
      parts: [0, 0, 0, 0],
      glance: [],
      names: [],
    });
    expect((await given(doors, await writer.request({ message: { glance: true } }))).glance).toEqual([]);
  },
};

async function header({ identity, sign }: ScriptedDevice, at: number) {
  const { hub, device } = identity;
  return writeWakeRequest({ device, at, signature: toHex(sign(wakeDigest({ hub, device, at }))) });
}

/** Asks to listen; a stream that opens is read up to its head. */
async function listen(doors: Doors, authorization?: string) {
  const headers = { host: '127.0.0.1', ...(authorization === undefined ? {} : { authorization }) };
  const answer = await doors.app.inject({ url: '/wake', headers, payloadAsStream: true });
  const { statusCode } = answer;
  const stream = answer.stream();
  if (statusCode === 200) {
    stream.destroy();
    return { status: statusCode, kind: undefined };
  }
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return { status: statusCode, kind: JSON.parse(Buffer.concat(parts).toString()).kind };
}

const wake: Door = {
  async 'no token'(doors) {
    expect(await listen(doors)).toEqual({ status: 401, kind: 'signature-invalid' });
  },
  async expired(doors) {
    const { writer } = await fill(doors);
    for (const at of [doors.ports.time - wakeWindow - 1, doors.ports.time + wakeWindow + 1])
      expect(await listen(doors, await header(writer, at))).toEqual({ status: 401, kind: 'wake-stale' });
  },
  async "another's"(doors) {
    const { writer, guest } = await fill(doors);
    const theirs = (await header(guest, doors.ports.time)).replace(guest.identity.device, writer.identity.device);
    expect(await listen(doors, theirs)).toEqual({ status: 401, kind: 'signature-invalid' });
  },
  async revoked(doors) {
    const { writer } = await fill(doors);
    await revoke(doors, writer);
    expect(await listen(doors, await header(writer, doors.ports.time))).toEqual({
      status: 403,
      kind: 'device-revoked',
    });
  },
  'another scope':
    'the stream says that something moved to who may read it, and nothing of what: hub/wake/wake.db.test.ts',
  async replayed(doors) {
    const { writer } = await fill(doors);
    const mine = await header(writer, doors.ports.time);
    expect(await listen(doors, mine)).toMatchObject({ status: 200 });
    expect(await listen(doors, mine)).toEqual({ status: 401, kind: 'wake-stale' });
  },
  'wrong role': 'every device may listen, whatever its people do',
};

async function enrolment(doors: Doors, secret = new Uint8Array(32).fill(9)) {
  const { world, ports } = doors;
  const person = await world.person('New', ['guest']);
  const code = await world.store.transaction((tx) => createCode(tx, ports, [person]));
  const body = (key: Uint8Array, shown = code) => ({
    protocol: 1,
    code: shown,
    publicKey: toHex(publicKeyOf(key)),
    deviceName: 'Laptop',
    proof: toHex(signEd25519(key, enrolmentDigest(shown))),
  });
  return { code, body, first: body(secret), second: body(new Uint8Array(32).fill(10)) };
}
const refused = { status: 403, kind: 'code-refused' };

const enrol: Door = {
  async 'no token'(doors) {
    const { body, code } = await enrolment(doors);
    const guessed = `${code.slice(0, 5)}${'0000-'.repeat(4).slice(0, -1)}`;
    expect(await doors.knock('POST /enrol', { body: body(new Uint8Array(32).fill(9), guessed) })).toMatchObject(
      refused,
    );
  },
  async expired(doors) {
    const { first } = await enrolment(doors);
    doors.ports.time += codeLifeMs;
    expect(await doors.knock('POST /enrol', { body: first })).toMatchObject(refused);
  },
  async "another's"(doors) {
    const { first, second } = await enrolment(doors);
    // A key that whoever asks does not hold.
    const body = { ...first, publicKey: second.publicKey };
    expect(await doors.knock('POST /enrol', { body })).toMatchObject(refused);
  },
  async revoked(doors) {
    const { first } = await enrolment(doors);
    const { identity } = JSON.parse((await doors.knock('POST /enrol', { body: first })).text);
    await revoke(doors, { identity } as ScriptedDevice);
    expect(await doors.knock('POST /enrol', { body: first })).toMatchObject(refused);
  },
  async 'another scope'(doors) {
    const { first } = await enrolment(doors);
    const { text, status } = await doors.knock('POST /enrol', { body: first });
    expect([status, text.includes(doors.world.scope), text.includes(doors.world.otherScope)]).toEqual([
      200,
      true,
      false,
    ]);
  },
  async replayed(doors) {
    const { first, second } = await enrolment(doors);
    const { text } = await doors.knock('POST /enrol', { body: first });
    expect(await doors.knock('POST /enrol', { body: second })).toMatchObject(refused);
    // The same again is an answer that was lost on its way: the same device, and no second one.
    expect((await doors.knock('POST /enrol', { body: first })).text).toBe(text);
  },
  'wrong role': 'whom a code is for was decided when it was made',
};

const ended = { status: 404, kind: 'ask-ended' };
const askGives = 'gives letters that open nothing until a coordinator typed them';
const ask: Door = {
  async 'no token'(doors) {
    const { writer } = await fill(doors);
    const { text } = await doors.knock('POST /enrol/ask', { body: { protocol: 1, deviceName: 'Kiosk' } });
    for (const secret of [doors.world.scope, writer.identity.device, 'Ana Petrov']) expect(text).not.toContain(secret);
  },
  expired: askGives,
  "another's": askGives,
  revoked: askGives,
  'another scope': askGives,
  replayed: askGives,
  'wrong role': askGives,
};

/** A device that asked, and what a coordinator says of it. */
async function asking(doors: Doors) {
  const letters = await lettersOf(doors);
  const person = await doors.world.person('New', ['guest']);
  const look = (deviceCode = letters.deviceCode) => {
    doors.ports.time += firstWaitMs;
    return doors.knock('POST /enrol/look', { body: { deviceCode } });
  };
  const answer = (persons: readonly string[]) =>
    doors.world.store.transaction(async (tx) => {
      const found = await tx.lockAsk(foldAsk(letters.userCode) ?? '');
      if (found !== null) await answerAsk(tx, doors.ports, found, { persons, by: person });
    });
  return { ...letters, person, look, answer };
}

const look: Door = {
  async 'no token'(doors) {
    const { look, answer, person } = await asking(doors);
    await answer([person]);
    expect(await look('0'.repeat(64))).toMatchObject(ended);
  },
  async expired(doors) {
    const { look, answer, person } = await asking(doors);
    await answer([person]);
    doors.ports.time += askLifeMs;
    expect(await look()).toMatchObject(ended);
  },
  async "another's"(doors) {
    const { look, answer, person, userCode } = await asking(doors);
    await answer([person]);
    // What the screen shows is not what the device looks with.
    expect(await look(userCode)).toMatchObject(ended);
  },
  async revoked(doors) {
    const { look, answer } = await asking(doors);
    await answer([]);
    expect(await look()).toMatchObject({ status: 403, kind: 'ask-refused' });
  },
  async 'another scope'(doors) {
    const { look } = await asking(doors);
    const waits = await look();
    expect(waits).toMatchObject({ status: 400, kind: 'ask-waits' });
    expect(waits.text).not.toContain(doors.world.scope);
  },
  async replayed(doors) {
    const { look, answer, person } = await asking(doors);
    await answer([person]);
    expect((await look()).status).toBe(200);
    expect(await look()).toMatchObject(ended);
  },
  'wrong role': 'whom the code is for was decided by the coordinator who typed the letters',
};

const noToken = 'gives a code of the sample network to whoever asks on this machine; there is no such route elsewhere';

export const deviceDoors: Readonly<Record<string, Door>> = {
  'POST /sync': sync,
  'GET /wake': wake,
  'POST /enrol': enrol,
  'POST /enrol/ask': ask,
  'POST /enrol/look': look,
  'POST /sample/code': {
    'no token': noToken,
    expired: noToken,
    "another's": noToken,
    revoked: noToken,
    async 'another scope'(doors) {
      // The network of this test is no sample: a code for people that it does not have opens nothing.
      const answer = await doors.knock('POST /sample/code', { body: { persons: [doors.world.scope] } });
      const { code } = JSON.parse(answer.text);
      const key = new Uint8Array(32).fill(9);
      const proof = toHex(signEd25519(key, enrolmentDigest(code)));
      const body = { protocol: 1, code, publicKey: toHex(publicKeyOf(key)), deviceName: 'Laptop', proof };
      const { identity } = JSON.parse((await doors.knock('POST /enrol', { body })).text);
      expect([identity.scopes, identity.profiles]).toEqual([[], []]);
    },
    replayed: noToken,
    'wrong role': noToken,
  },
};
