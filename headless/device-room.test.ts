/** Three devices without a screen on three addresses of this machine, and no hub: what the three hold agrees. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { makeLineCertificate } from '../lan/line-certificate.ts';
import { callRoom, openDoor } from '../lan/room-lines.ts';
import { toHex } from '../shared/base/bytes.ts';
import { createRecord } from '../shared/domain/edit.ts';
import { playbook } from '../shared/domain/playbook.ts';
import { makeRoomFolder } from '../test/support/room-folders.ts';
import { deviceRoom } from './device-room.ts';
import { type HeadlessDevice, openHeadlessDevice } from './headless-device.ts';
import { stayInRoom } from './room-stay.ts';

const folders: string[] = [];
const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function folderOf(number: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'waypost-room-'));
  folders.push(folder);
  await makeRoomFolder(folder, number);
  return folder;
}

async function opened(folder: string): Promise<HeadlessDevice> {
  const device = await openHeadlessDevice(folder, { unasked: true });
  if (!device.ok) throw new Error(device.failure.kind);
  return device.value;
}

/** A device that listens at its own address of this machine. */
async function listening(number: number) {
  const device = await opened(await folderOf(number));
  const host = `127.0.0.${number}`;
  const answer = (exported: Uint8Array, message: Uint8Array) => device.engine.answerRoom(exported, message);
  const door = await openDoor({ certificate: makeLineCertificate(), host, answer });
  closings.push(
    () => device.close(),
    () => door.close(),
  );
  return { ...device, address: `${host}:${door.port}` };
}

async function save({ engine, enrolment, random }: HeadlessDevice, titles: readonly string[]) {
  const { profiles, scopes } = enrolment.identity;
  const drafts = titles.flatMap((title) => {
    const id = `${toHex(random.bytes(4))}-0000-7000-8000-${toHex(random.bytes(6))}`;
    const made = createRecord(playbook, { scope: scopes[0]?.id ?? '', id }, { title: { en: title }, state: 'draft' });
    if (!made.ok) throw new Error(made.failure.kind);
    return made.value;
  });
  const saved = await engine.apply(profiles[0]?.person ?? '', drafts);
  if (!saved.ok) throw new Error(saved.failure.kind);
}

const statesOf = async ({ engine }: HeadlessDevice) =>
  engine.open((await engine.list({ type: 'playbook' })).map(({ id }) => id).sort());

test('[RM6] three devices on 127.0.0.1, 2 and 3 agree without a hub, and again after a restart', async () => {
  const [one, two, three] = [await listening(1), await listening(2), await listening(3)];
  for (const [n, device] of [one, two, three].entries()) await save(device, [`Of ${n}`, `Also of ${n}`]);
  for (const [from, to] of [
    [one, two],
    [two, three],
    [one, three],
    [one, two],
  ] as const) {
    const met = await from.engine.meet(to.address);
    expect(met).toMatchObject({ ok: true });
  }
  const first = await statesOf(one);
  expect(first).toHaveLength(6);
  expect(await statesOf(two)).toEqual(first);
  expect(await statesOf(three)).toEqual(first);
  expect((await three.engine.unconfirmed(1)).count).toBeGreaterThan(0);
});

test('[FC1] [FC4] the command says who was never met, and exchanges when it is told to; it calls those that are named, and says who they are and what moved', async () => {
  const two = await listening(2);
  await save(two, ['Of two']);
  const folder = await folderOf(1);
  const run = async (...args: string[]) => {
    const [lines, errors]: [string[], string[]] = [[], []];
    const output = { line: (text: string) => lines.push(text), error: (text: string) => errors.push(text) };
    return { code: await deviceRoom.run(['--data', folder, '--once', ...args], output), lines, errors };
  };
  const unasked = await run('--meet', two.address);
  expect(unasked).toMatchObject({ code: 1, lines: [] });
  expect(unasked.errors).toEqual([
    expect.stringContaining('nothing was sent'),
    'a laptop that was never met: Person 2, Centre',
    expect.stringMatching(/words of its key: (\w+ ){5}\w+$/),
    expect.stringContaining('scopes: '),
    '  goes: nothing now',
  ]);
  const met = await run('--agree', '--meet', two.address);
  expect(met).toEqual({
    code: 0,
    lines: [`${two.address}  Person 2, Centre: received 3, sent 0, scopes in common 2`],
    errors: [],
  });
  const missed = await run('--agree', '--meet', '127.0.0.4:9');
  expect(missed.code).toBe(1);
  expect(missed.errors[0]).toContain('no laptop answers');
});

test('[FC1] a device that only listens says once who called it', async () => {
  const two = await listening(2);
  const folder = await folderOf(1);
  const spare = await openDoor({ certificate: makeLineCertificate(), host: '127.0.0.1', answer: async (said) => said });
  const address = `127.0.0.1:${spare.port}`;
  await spare.close();
  const [lines, errors]: [string[], string[]] = [[], []];
  const output = { line: (text: string) => lines.push(text), error: (text: string) => errors.push(text) };
  const ended = deviceRoom.run(['--data', folder, '--listen', address], output);
  await vi.waitFor(() => expect(lines).toEqual([`listening at ${address}`]));
  for (let n = 0; n < 2; n++)
    expect(await two.engine.meet(address)).toEqual({ ok: false, failure: { kind: 'room-not-agreed-there' } });
  process.emit('SIGTERM');
  expect(await ended).toBe(0);
  expect(errors).toEqual([
    'a laptop that was never met: Person 2, Centre',
    expect.stringContaining('words of its key: '),
    expect.stringContaining('scopes: '),
    '  goes: nothing now',
  ]);
});

function later<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

test('[RM1] a device that leaves the room ends its calls, and waits for what is under way', async () => {
  const device = await opened(await folderOf(1));
  const order: string[] = [];
  const asked = later<void>();
  const silent = await openDoor({
    certificate: makeLineCertificate(),
    host: '127.0.0.2',
    answer() {
      asked.resolve();
      return new Promise(() => {});
    },
  });
  closings.push(
    () => device.close(),
    () => silent.close(),
  );
  const reached = later<void>();
  const answering = later<Uint8Array>();
  const engine: HeadlessDevice['engine'] = {
    ...device.engine,
    async meet(address) {
      const met = await device.engine.meet(address);
      order.push(met.ok ? 'met' : met.failure.kind);
      return met;
    },
    async answerRoom() {
      reached.resolve();
      const said = await answering.promise;
      order.push('answered');
      return said;
    },
  };
  const heard: string[] = [];
  const room = await stayInRoom(
    { engine, endCalls: device.endCalls },
    { at: { host: '127.0.0.1', port: 0 }, meet: [`127.0.0.2:${silent.port}`], announce: false, everyMs: 60_000 },
    { hear: (address) => heard.push(address), fault: (error) => heard.push(String(error)) },
  );
  const line = await callRoom(room.addresses[0] ?? '');
  if (!line.ok) throw new Error(line.failure.kind);
  const cut = line.value.exchange(Uint8Array.of(1));
  await Promise.all([asked.promise, reached.promise]);
  const closed = room.close().then(() => order.push('closed'));
  expect(await cut).toEqual({ ok: false, failure: { kind: 'room-closed' } });
  await vi.waitFor(() => expect(order).toEqual(['room-closed']));
  answering.resolve(Uint8Array.of(2));
  await closed;
  expect(order).toEqual(['room-closed', 'answered', 'closed']);
  expect(heard).toEqual([]);
});
