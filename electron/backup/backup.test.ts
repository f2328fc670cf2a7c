/** A laptop is lost, and its backup opens on another one: what was saved until then is there, and nobody else reads it. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { encodeFrame, frameTypes } from '../../shared/protocol/frame.ts';
import { noKeychain } from '../../test/support/fake-keychain.ts';
import { quickStretch } from '../../test/support/quick-stretch.ts';
import { type Custody, openCustody } from '../custody.ts';
import { type FrontDesk, openFrontDesk } from '../profiles/front-desk.ts';
import { profileListIn } from '../profiles/profile-list.ts';
import { createVaultKeeper } from '../vault/vault-keeper.ts';
import { openBackupFile, writeBackupFile } from './backup-file.ts';
import { putBack } from './put-back.ts';

const passphrase = 'ferry lantern orbit clay';
const made = { edition: '0.1.0', profile: 'Amina D.' };
const canary = 'harbour pilot canary';
let [there, elsewhere, stick] = ['', '', ''];
beforeEach(async () => {
  [there, elsewhere, stick] = [await newFolder(), await newFolder(), await newFolder()];
});
afterEach(async () => {
  for (const folder of [there, elsewhere, stick]) await rm(folder, { recursive: true, force: true });
});
const newFolder = () => mkdtemp(join(tmpdir(), 'waypost-backup-'));

/** A start of main on a user-data folder. */
const start = (userData: string): Promise<FrontDesk> =>
  openFrontDesk({
    profiles: profileListIn(userData),
    pageOf: () => ({
      warn: async () => {},
      end() {},
      load() {},
      forget: async () => {},
      clearDatabase: async () => {},
    }),
    report: (fault) => {
      throw fault;
    },
    open: ({ folder, page }) =>
      openCustody({
        folder,
        vault: createVaultKeeper({ folder, stretch: quickStretch, keychain: noKeychain, now: Date.now }),
        room: { hasRoom: async () => true },
        keychain: null,
        fetch: () => Promise.reject(new Error('No network')),
        trust: () => {},
        sampleHub: null,
        tell: () => {},
        answerRoom: async () => new Uint8Array(),
        page,
      }),
  });

function chosenAt(desk: FrontDesk): Custody {
  const custody = desk.chosen();
  if (custody === null) throw new Error('Nobody is chosen');
  return custody;
}

const save = (custody: Custody, text: string) =>
  custody.opened().journal.append(encodeFrame(frameTypes.saved, Buffer.from(text)));

/** Everything that a journal holds. */
async function savedAt(custody: Custody): Promise<string> {
  const read = await custody.opened().journal.read(0, 1e6);
  if (!read.ok) throw new Error(read.failure.kind);
  return Buffer.from(read.value.bytes).toString('latin1');
}

/** A protected laptop with work on it. */
async function laptop(): Promise<{
  readonly desk: FrontDesk;
  readonly custody: Custody;
  readonly recoveryKey: string;
}> {
  const desk = await start(there);
  const custody = chosenAt(desk);
  await save(custody, canary);
  const prepared = await custody.vault.prepare(passphrase);
  if (!prepared.ok) throw new Error(prepared.failure.kind);
  const { recoveryKey } = prepared.value;
  expect((await custody.protect(recoveryKey)).ok).toBe(true);
  await save(custody, 'after it was protected');
  return { desk, custody, recoveryKey };
}

async function backUp(custody: Custody, name = 'amina.waypost-backup'): Promise<string> {
  const path = join(stick, name);
  const done = await custody.backUp(path, made);
  if (!done.ok) throw new Error(done.failure.kind);
  expect(done.value.bytes).toBe((await readFile(path)).length);
  return path;
}

/** Puts a backup back on another laptop, which opens it. */
async function putBackOn(userData: string, path: string): Promise<{ desk: FrontDesk; custody: Custody }> {
  const desk = await start(userData);
  const opened = await openBackupFile(path);
  if (!opened.ok) throw new Error(opened.failure.kind);
  const { header } = opened.value;
  expect(await desk.bring(header.profile, (folder) => putBack(opened.value, folder))).toEqual({ ok: true, value: {} });
  await opened.value.close();
  return { desk, custody: chosenAt(desk) };
}

const kindOf = async (path: string) => {
  const opened = await openBackupFile(path);
  if (opened.ok) await opened.value.close();
  return opened.ok ? 'whole' : opened.failure.kind;
};

test('the drill: the laptop is gone, and its backup opens on a new one with passphrase or recovery key', async () => {
  const { custody, recoveryKey } = await laptop();
  const before = await savedAt(custody);
  expect(await custody.backedUpAt()).toBe(null);
  const path = await backUp(custody);
  expect(Date.now() - ((await custody.backedUpAt()) ?? 0)).toBeLessThan(60_000);
  await save(custody, 'too late for it');
  await rm(there, { recursive: true, force: true });
  // Sealed: neither what was saved nor who saved it can be read in the file.
  expect((await readFile(path)).includes(canary)).toBe(false);

  const { desk, custody: again } = await putBackOn(elsewhere, path);
  expect(again.isLocked()).toBe(true);
  expect((await again.unlock({ way: 'recovery', typed: recoveryKey })).ok).toBe(true);
  expect(await savedAt(again)).toBe(before);
  expect(before).toContain(canary);
  // It is the only profile of that laptop, whose first one nobody had begun with.
  expect(await desk.list()).toMatchObject([{ name: 'Amina D.' }]);
  await desk.leave();
  const next = await start(elsewhere);
  expect(await next.list()).toMatchObject([{ name: 'Amina D.' }]);
  expect((await chosenAt(next).unlock({ way: 'passphrase', typed: passphrase })).ok).toBe(true);
});

test('work goes on while it is backed up, and what is in the file is a whole beginning of it', async () => {
  const { custody } = await laptop();
  const saving = Promise.all(Array.from({ length: 40 }, (_, n) => save(custody, `while it runs, ${n}`)));
  const path = await backUp(custody);
  await saving;
  const { custody: again } = await putBackOn(elsewhere, path);
  await again.unlock({ way: 'passphrase', typed: passphrase });
  const [all, backedUp] = [await savedAt(custody), await savedAt(again)];
  expect(all.startsWith(backedUp)).toBe(true);
  expect(backedUp).toContain('after it was protected');
});

test('beside others it comes under a name that nobody has, and theirs stay as they are', async () => {
  const { desk, custody } = await laptop();
  await desk.rename('Amina D.');
  const path = await backUp(custody);
  const opened = await openBackupFile(path);
  if (!opened.ok) throw new Error(opened.failure.kind);
  await desk.bring('Amina D.', (folder) => putBack(opened.value, folder));
  await opened.value.close();
  expect(custody.isLocked()).toBe(true);
  await desk.leave();
  expect((await desk.list()).map(({ name }) => name)).toEqual(['Amina D.', 'Amina D. (2)']);
  await desk.choose('first');
  expect((await chosenAt(desk).unlock({ way: 'passphrase', typed: passphrase })).ok).toBe(true);
  expect(await savedAt(chosenAt(desk))).toContain(canary);
});

test('every byte that differs is noticed, and nothing is put back', { timeout: 60_000 }, async () => {
  const { custody } = await laptop();
  const path = await backUp(custody);
  const whole = await readFile(path);
  const kinds = new Set<string>();
  for (let at = 0; at < whole.length; at += 1) {
    const flipped = Buffer.from(whole);
    flipped[at] = (flipped[at] as number) ^ 0x20;
    await writeFile(path, flipped);
    kinds.add(await kindOf(path));
  }
  expect([...kinds].sort()).toEqual(['backup-damaged', 'backup-too-new', 'backup-unreadable']);
  await writeFile(path, whole.subarray(0, whole.length - 1));
  expect(await kindOf(path)).toBe('backup-damaged');
  await writeFile(path, 'waypost backup');
  expect(await kindOf(path)).toBe('backup-damaged');
  await writeFile(path, '%PDF-1.7');
  expect(await kindOf(path)).toBe('backup-unreadable');
});

test('a backup that names places outside of the profile is refused, though its hash fits', async () => {
  const head = (name: string) => {
    const said = Buffer.from(JSON.stringify({ madeAt: 1, ...made, files: [{ name, size: 4 }] }));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(said.length);
    const body = Buffer.concat([Buffer.from('waypost backup\u0001'), length, said, Buffer.from('evil')]);
    return Buffer.concat([body, createHash('sha256').update(body).digest()]);
  };
  const path = join(stick, 'evil');
  await writeFile(path, head('vault'));
  expect(await kindOf(path)).toBe('whole');
  for (const name of ['../vault', '/etc/passwd', 'sealed/../../x', 'a\\b', 'sealed//x', '..', 'a/b/c/d']) {
    await writeFile(path, head(name));
    expect([name, await kindOf(path)]).toEqual([name, 'backup-damaged']);
  }
});

test('without a vault there is no backup; where the stick cannot be written, the one before stays', async () => {
  const plain = chosenAt(await start(elsewhere));
  expect(await plain.backUp(join(stick, 'x'), made)).toEqual({ ok: false, failure: { kind: 'vault-needed' } });
  const { custody } = await laptop();
  const path = await backUp(custody);
  const before = await readFile(path);
  await mkdir(`${path}.new`);
  expect(await custody.backUp(path, made)).toMatchObject({ ok: false, failure: { kind: 'journal-unwritable' } });
  expect(await readFile(path)).toEqual(before);
  // Read back, and not good: it does not get its name.
  await rm(`${path}.new`, { recursive: true, force: true });
  const refused = await writeBackupFile(path, { madeAt: 1, ...made }, [], async () => false);
  expect(refused).toEqual({ ok: false, failure: { kind: 'backup-not-whole' } });
  expect([await readFile(path), await readdir(stick)]).toEqual([before, ['amina.waypost-backup']]);
});

test('a putting back that fails leaves no profile behind', async () => {
  const desk = await start(elsewhere);
  const failed = await desk.bring('Ben', async (folder) => {
    await mkdir(folder, { recursive: true });
    return { ok: false, failure: { kind: 'disk-full' } } as const;
  });
  expect(failed).toEqual({ ok: false, failure: { kind: 'disk-full' } });
  expect([(await desk.list()).length, chosenAt(desk).isLocked()]).toEqual([1, false]);
  expect(await (await start(elsewhere)).list()).toEqual([{ id: 'first', name: null }]);
});

test('stopped before it has its name it is there whole, and listed without one', async () => {
  const { custody } = await laptop();
  const opened = await openBackupFile(await backUp(custody));
  if (!opened.ok) throw new Error(opened.failure.kind);
  const desk = await start(elsewhere);
  // The list cannot be written.
  await mkdir(join(elsewhere, 'profiles.json.new'));
  expect((await desk.bring('Amina D.', (folder) => putBack(opened.value, folder))).ok).toBe(false);
  await opened.value.close();
  const next = await start(elsewhere);
  const [, found] = await next.list();
  expect(found).toMatchObject({ name: null });
  await next.choose(found?.id ?? '');
  expect((await chosenAt(next).unlock({ way: 'passphrase', typed: passphrase })).ok).toBe(true);
});
