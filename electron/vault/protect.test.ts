import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { encodeFrame, frameTypes, readFrames } from '../../shared/protocol/frame.ts';
import { noKeychain } from '../../test/support/fake-keychain.ts';
import { quickStretch } from '../../test/support/quick-stretch.ts';
import { type Custody, openCustody } from '../custody.ts';
import { loadDeviceKey } from '../device-key.ts';
import { openHostJournal } from '../host-journal.ts';
import { createVaultKeeper } from './vault-keeper.ts';

const passphrase = 'ferry lantern orbit clay';
/** What the disk answers about its room; a test may let it hang. */
let answer: Promise<boolean> = Promise.resolve(true);
const room = { hasRoom: () => answer };
const identity = {
  device: '01900000-0000-7000-8000-000000000001',
  hub: '01900000-0000-7000-8000-000000000002',
  publicKey: 'a'.repeat(64),
  sample: false,
  networkName: 'Varenia network',
  profiles: [],
  scopes: [],
  grants: [],
};
let folder: string;
const opened: Custody[] = [];
let steps: string[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-protect-'));
  steps = [];
});
afterEach(async () => {
  for (const custody of opened.splice(0)) if (!custody.isLocked()) await custody.opened().journal.close();
  await rm(folder, { recursive: true, force: true });
});

/** A start of main on the folder; `stopAt` ends it at a step of the page's control, as a kill does. */
async function start(stopAt?: string): Promise<Custody> {
  const step = (name: string) => {
    steps.push(name);
    if (name === stopAt) throw new Error(`killed at ${name}`);
  };
  const custody = await openCustody({
    folder,
    vault: createVaultKeeper({ folder, stretch: quickStretch, keychain: noKeychain, now: () => Date.now() }),
    room,
    keychain: null,
    fetch: () => Promise.reject(new Error('No network')),
    trust: () => {},
    sampleHub: null,
    tell: () => {},
    answerRoom: async () => new Uint8Array(),
    page: {
      warn: async () => step('warn'),
      end: () => step('end'),
      load: () => step('load'),
      forget: async () => {},
      clearDatabase: async () => step('clear'),
    },
  });
  opened.push(custody);
  return custody;
}

const frame = (n: number) => encodeFrame(frameTypes.chunk, new Uint8Array(400).fill(n));

/** A profile of three saves, the second of which rotted. Gives its device key. */
async function plainProfile(): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'identity.json'), JSON.stringify({ identity, hubAddress: 'https://hub.example.org' }));
  const journal = openHostJournal(join(folder, 'journal'), room, null);
  for (const n of [1, 2, 3]) await journal.append(frame(n));
  await journal.close();
  const [name] = await readdir(join(folder, 'journal'));
  const path = join(folder, 'journal', name as string);
  const bytes = await readFile(path);
  bytes[500] = 0xff;
  await writeFile(path, bytes);
  return (await loadDeviceKey(folder, null)).publicKey;
}

async function saves(custody: Custody): Promise<readonly (readonly [number, number])[]> {
  const read = await custody.opened().journal.read(0, 1_000_000);
  if (!read.ok) throw new Error(read.failure.kind);
  let at = 0;
  return readFrames(read.value.bytes).frames.flatMap(({ type, payload, bytes }) => {
    const position = at;
    at += bytes.length;
    return type === frameTypes.hole ? [] : [[position, payload[0] ?? -1] as const];
  });
}

async function protect(custody: Custody): Promise<void> {
  const prepared = await custody.vault.prepare(passphrase);
  if (!prepared.ok) throw new Error(prepared.failure.kind);
  const done = await custody.protect(prepared.value.recoveryKey);
  if (!done.ok) throw new Error(done.failure.kind);
}

/** What is on the disk of the plain profile. */
const plainFiles = async () =>
  (await readdir(folder)).filter((name) => ['identity.json', 'device-key', 'journal'].includes(name));

const all = [
  [0, 1],
  [840, 3],
] as const;

test('a plain profile becomes a sealed one: who it is, its key and every save at its place, damage too', async () => {
  await plainProfile();
  const custody = await start();
  expect(await saves(custody)).toEqual(all);
  await protect(custody);
  expect(steps).toEqual(['end', 'clear', 'load']);
  expect(await plainFiles()).toEqual([]);
  expect([await saves(custody), await custody.opened().identity.get()]).toEqual([all, identity]);
  expect(await custody.opened().identity.sign(randomBytes(8))).toHaveLength(64);
  await custody.lock();
  expect(custody.isLocked()).toBe(true);
  expect(() => custody.opened()).toThrow('locked');
  const again = await start();
  expect([again.isLocked(), (await again.unlock({ way: 'passphrase', typed: passphrase })).ok]).toEqual([true, true]);
  expect([await saves(again), await again.opened().identity.get()]).toEqual([all, identity]);
});

test('a lock does not wait long for a disk that hangs; the unlock after it waits until nobody writes any more', async () => {
  await plainProfile();
  const custody = await start();
  await protect(custody);
  const disk = Promise.withResolvers<boolean>();
  answer = disk.promise;
  const saving = custody.opened().journal.append(frame(4));
  await custody.lock();
  expect([custody.isLocked(), steps.slice(-2)]).toEqual([true, ['end', 'load']]);
  const unlocking = custody.unlock({ way: 'passphrase', typed: passphrase });
  // Far longer than an unlock takes here.
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(custody.isLocked()).toBe(true);
  answer = Promise.resolve(true);
  disk.resolve(true);
  // It was closed before it came to writing: whoever saved is told, and nothing of it stands where the next save goes.
  expect([(await saving).ok, (await unlocking).ok]).toEqual([false, true]);
  expect((await custody.opened().journal.append(frame(5))).ok).toBe(true);
  expect((await saves(custody)).map(([, n]) => n)).toEqual([1, 3, 5]);
});

test('killed at any step, the next start is still plain or goes on; no save is lost', async () => {
  const key = await plainProfile();
  const before = `${folder}-before`;
  await cp(folder, before, { recursive: true });
  for (const stopAt of ['end', 'clear', 'load']) {
    await rm(folder, { recursive: true });
    await cp(before, folder, { recursive: true });
    await expect(start(stopAt).then(protect)).rejects.toThrow('killed');
    steps = [];
    const next = await start();
    expect([stopAt, next.isLocked(), await plainFiles()]).toEqual([stopAt, true, []]);
    // The database goes before what tells that it may still be there.
    expect(steps).toEqual(stopAt === 'load' ? [] : ['clear']);
    expect((await next.unlock({ way: 'passphrase', typed: passphrase })).ok).toBe(true);
    expect(await saves(next)).toEqual(all);
  }
  // Before the vault's file there is no vault: what was sealed by then is thrown away by the next attempt.
  await rm(folder, { recursive: true });
  await cp(before, folder, { recursive: true });
  await mkdir(join(folder, 'sealed', 'journal'), { recursive: true });
  await writeFile(join(folder, 'sealed', 'journal', 'journal-0000000000000000.wpj'), 'half of it');
  const plain = await start();
  expect([plain.isLocked(), await saves(plain)]).toEqual([false, all]);
  expect((await loadDeviceKey(folder, null)).publicKey).toBe(key);
  await protect(plain);
  expect(await saves(plain)).toEqual(all);
  await rm(before, { recursive: true });
});

test('while it is open, another passphrase ends nothing: saves go on under it, and the next start opens by it alone', async () => {
  await plainProfile();
  const custody = await start();
  await protect(custody);
  const next = 'granite violin seven harbours';
  expect((await custody.vault.changePassphrase({ way: 'passphrase', typed: passphrase }, next)).ok).toBe(true);
  expect((await custody.opened().journal.append(frame(4))).ok).toBe(true);
  expect((await custody.opened().identity.get())?.device).toBe(identity.device);
  await custody.lock();
  const again = await start();
  expect((await again.unlock({ way: 'passphrase', typed: passphrase })).ok).toBe(false);
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  expect((await again.unlock({ way: 'passphrase', typed: next })).ok).toBe(true);
  expect((await saves(again)).map(([, n]) => n)).toEqual([1, 3, 4]);
});

test('what is saved while it is being sealed is refused, never put where it would be lost', async () => {
  await plainProfile();
  const custody = await start();
  const { journal } = custody.opened();
  const prepared = await custody.vault.prepare(passphrase);
  if (!prepared.ok) throw new Error(prepared.failure.kind);
  const [, saved] = await Promise.all([custody.protect(prepared.value.recoveryKey), journal.append(frame(9))]);
  const kept = (await saves(custody)).some(([, n]) => n === 9);
  expect(saved.ok).toBe(kept);
});
