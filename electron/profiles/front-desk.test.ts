import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noKeychain } from '../../test/support/fake-keychain.ts';
import { quickStretch } from '../../test/support/quick-stretch.ts';
import { type Custody, openCustody } from '../custody.ts';
import { createVaultKeeper } from '../vault/vault-keeper.ts';
import { type FrontDesk, openFrontDesk } from './front-desk.ts';
import { profileListIn } from './profile-list.ts';

const passphrase = 'ferry lantern orbit clay';
let userData = '';
/** What the window showed, one page after the other: `choice`, or the folder of a page's storage. */
let shown: string[] = [];
let opened: { readonly id: string; readonly isShared: boolean }[] = [];
let faults: unknown[] = [];
let now = 1_750_000_000_000;
let warn = async () => {};

beforeEach(async () => {
  userData = await mkdtemp(join(tmpdir(), 'waypost-desk-'));
  [shown, opened, faults] = [[], [], []];
  warn = async () => {};
});
afterEach(() => rm(userData, { recursive: true, force: true }));

/** A start of main on the folder. */
async function start(): Promise<FrontDesk> {
  const desk = await openFrontDesk({
    profiles: profileListIn(userData),
    pageOf: (folders) => ({
      warn: () => warn(),
      end: () => void shown.push('end'),
      load: () => void shown.push(folders === null ? 'choice' : (folders.page?.slice(userData.length + 1) ?? 'first')),
      forget: async () => void shown.push('forget'),
      clearDatabase: async () => {},
    }),
    report: (fault) => void faults.push(fault),
    open({ id, folder, page, isShared }) {
      opened.push({ id, isShared });
      return openCustody({
        folder,
        vault: createVaultKeeper({ folder, stretch: quickStretch, keychain: noKeychain, now: () => now }),
        room: { hasRoom: async () => true },
        keychain: null,
        fetch: () => Promise.reject(new Error('No network')),
        trust: () => {},
        sampleHub: null,
        tell: () => {},
        answerRoom: async () => new Uint8Array(),
        page,
      });
    },
  });
  desk.begin();
  return desk;
}

/** The chosen profile, protected. */
async function protect(desk: FrontDesk): Promise<Custody> {
  const custody = desk.chosen();
  if (custody === null) throw new Error('Nobody is chosen');
  const prepared = await custody.vault.prepare(passphrase);
  if (!prepared.ok) throw new Error(prepared.failure.kind);
  expect((await custody.protect(prepared.value.recoveryKey)).ok).toBe(true);
  return custody;
}

const open = (custody: Custody | null | undefined, typed = passphrase) =>
  custody?.unlock({ way: 'passphrase', typed }).then((done) => (done.ok ? 'open' : done.failure.kind));

/** Two protected profiles, and the choice. */
async function two(): Promise<{ readonly desk: FrontDesk; readonly second: string }> {
  const desk = await start();
  await protect(desk);
  await desk.leave();
  expect((await desk.add(' Amina D. ')).ok).toBe(true);
  await protect(desk);
  await desk.leave();
  return { desk, second: opened.at(-1)?.id ?? '' };
}

test('the folder of the one person that there was is the first profile, opened without a question and nothing moved', async () => {
  const desk = await start();
  expect([shown, opened, await desk.list()]).toEqual([
    ['first'],
    [{ id: 'first', isShared: false }],
    [{ id: 'first', name: null }],
  ]);
  await protect(desk);
  expect(await readdir(userData)).toEqual(['waypost']);
});

test('a second one gets a folder that says nothing, a vault and a page of its own, and the start then asks who it is', async () => {
  const { second } = await two();
  expect(second).toMatch(/^[0-9a-f]{32}$/);
  expect(await readdir(join(userData, 'profiles'))).toEqual([second]);
  expect(shown).toContain(`profiles/${second}/page`);
  expect((await readFile(join(userData, 'profiles', second, 'waypost', 'vault'))).length).toBeGreaterThan(0);
  shown = [];
  const desk = await start();
  expect([shown, desk.chosen()]).toEqual([['choice'], null]);
  expect(await desk.list()).toEqual([
    { id: 'first', name: null },
    { id: second, name: 'Amina D.' },
  ]);
});

test('whoever is chosen is told of nobody else, and chooses nobody else before leaving', async () => {
  const { desk, second } = await two();
  await desk.choose(second);
  expect(opened.at(-1)).toEqual({ id: second, isShared: true });
  expect(await desk.list()).toEqual([{ id: second, name: 'Amina D.' }]);
  const before = opened.length;
  await desk.choose('first');
  await desk.add('Somebody');
  expect([opened.length, (await desk.list()).length]).toEqual([before, 1]);
});

test('unlocking one reads nothing of another: it opens while the folder of the other is away', async () => {
  const { desk, second } = await two();
  await rename(join(userData, 'waypost'), join(userData, 'away'));
  await desk.choose(second);
  expect(await open(desk.chosen())).toBe('open');
  const key = desk.chosen()?.vault.keys()?.store.slice();
  await desk.leave();
  await rm(join(userData, 'waypost'), { recursive: true, force: true });
  await rename(join(userData, 'away'), join(userData, 'waypost'));
  await rename(join(userData, 'profiles', second), join(userData, 'profiles', 'away'));
  await desk.choose('first');
  expect(await open(desk.chosen())).toBe('open');
  expect(desk.chosen()?.vault.keys()?.store).not.toEqual(key);
});

test('leaving takes the keys, and an unprotected profile is left too', async () => {
  const desk = await start();
  await desk.leave();
  await desk.add('Ben');
  const custody = await protect(desk);
  const keys = custody.vault.keys();
  shown = [];
  await desk.leave();
  expect([custody.vault.keys(), custody.isLocked(), desk.chosen()]).toEqual([null, true, null]);
  expect(keys?.store.every((byte) => byte === 0)).toBe(true);
  expect(shown).toEqual(['end', 'choice']);
});

test('a page that cannot be told does not keep the keys: it locks all the same, and asks for the passphrase', async () => {
  const desk = await start();
  const custody = await protect(desk);
  const keys = custody.vault.keys();
  warn = () => Promise.reject(new Error('The page is gone'));
  shown = [];
  await custody.lock();
  expect([custody.isLocked(), custody.vault.keys(), shown]).toEqual([true, null, ['end', 'first']]);
  expect(keys?.store.every((byte) => byte === 0)).toBe(true);
});

test('attempts that failed make that profile wait and no other, over a restart, and wipe nothing', async () => {
  const { desk, second } = await two();
  await desk.choose(second);
  for (const wait of [0, 1_000, 2_000, 4_000]) {
    now += wait;
    expect(await open(desk.chosen(), 'another lantern of clay')).toBe('passphrase-wrong');
  }
  expect(await open(desk.chosen())).toBe('unlock-too-soon');
  const again = await start();
  await again.choose('first');
  expect(await open(again.chosen())).toBe('open');
  await again.leave();
  await again.choose(second);
  expect(await open(again.chosen())).toBe('unlock-too-soon');
  now += 8_000;
  expect(await open(again.chosen())).toBe('open');
});

test('a name is needed, is nobody else’s, and is changed by its owner', async () => {
  const { desk } = await two();
  const kindOf = async (done: ReturnType<FrontDesk['add']>) =>
    ((await done) as { failure?: { kind: string } }).failure?.kind;
  expect(await kindOf(desk.add('  '))).toBe('profile-name-missing');
  expect(await kindOf(desk.add('AMINA d.'))).toBe('profile-name-taken');
  await desk.choose('first');
  expect(await kindOf(desk.rename('amina D.'))).toBe('profile-name-taken');
  expect(await kindOf(desk.rename('Tomas'))).toBeUndefined();
  await desk.leave();
  expect((await desk.list()).map(({ name }) => name)).toEqual(['Tomas', 'Amina D.']);
});

test('a list that rotted loses names and no profile; what is half made when the power goes is listed or not there', async () => {
  const { second } = await two();
  await writeFile(join(userData, 'profiles.json'), '{"profiles":[{"id":"../../etc","na');
  await writeFile(join(userData, 'profiles.json.new'), 'half');
  const desk = await start();
  expect(await desk.list()).toEqual([
    { id: 'first', name: null },
    { id: second, name: null },
  ]);
  await desk.choose(second);
  expect(await open(desk.chosen())).toBe('open');
  await desk.rename('Amina');
  await desk.leave();
  // Listed, and killed before anything was written into it.
  const added = await profileListIn(userData).add('Ben');
  expect((await (await start()).list()).map(({ name }) => name)).toEqual([null, 'Amina', 'Ben']);
  expect(added.ok && (await stat(join(userData, 'profiles', added.value.id)).catch(() => null))).toBe(null);
});

test('a profile that cannot be opened leaves the choice, and says what it was', async () => {
  await writeFile(join(userData, 'waypost'), 'a file where a folder should be');
  const desk = await start();
  expect([shown, faults.length]).toEqual([['choice'], 1]);
  expect(await desk.choose('first')).toEqual({
    ok: false,
    failure: { kind: 'profile-unreadable', reason: 'ENOTDIR' },
  });
  expect((await desk.add('Ben')).ok).toBe(true);
});

test('a profile that is removed leaves no file, what opens it goes first, and the only one that is left is opened', async () => {
  const { desk, second } = await two();
  await desk.choose(second);
  shown = [];
  expect(await desk.remove()).toEqual({ ok: true, value: {} });
  expect(shown).toEqual(['end', 'forget', 'first']);
  expect(await readdir(join(userData, 'profiles'))).toEqual([]);
  expect(await desk.list()).toEqual([{ id: 'first', name: null }]);
  expect(await open(desk.chosen())).toBe('open');
});

test('the first profile is removed with its keys; with nobody left it begins anew, with somebody left it is not listed', async () => {
  const { desk, second } = await two();
  await desk.choose('first');
  await desk.remove();
  expect(await readdir(join(userData, 'waypost'))).toEqual([]);
  expect(opened.at(-1)).toEqual({ id: second, isShared: false });
  expect(await (await start()).list()).toEqual([{ id: second, name: 'Amina D.' }]);
  const last = await start();
  await last.remove();
  expect(opened.at(-1)).toEqual({ id: 'first', isShared: false });
  expect((await last.chosen()?.status())?.state).toBe('none');
});

test('[WP6] a profile that was wiped keeps no name in the list, and one that holds what the wipe left is not removed', async () => {
  const { desk, second } = await two();
  await desk.choose(second);
  const custody = desk.chosen();
  await custody?.wipe('person');
  expect(await readFile(join(userData, 'profiles.json'), 'utf8')).not.toContain('Amina');
  const folder = join(userData, 'profiles', second, 'waypost');
  await writeFile(join(folder, 'outbox-left-7'), 'what waited');
  expect(await desk.remove()).toEqual({ ok: false, failure: { kind: 'outbox-left' } });
  expect((await custody?.wipeStatus())?.left).toMatchObject([{ id: 7, bytes: 11 }]);
  await custody?.forgetLeft(7);
  expect(await desk.remove()).toEqual({ ok: true, value: {} });
});

test('[WP6] a wipe that is asked for while it is being locked is done, and says so no earlier', async () => {
  const desk = await start();
  const custody = await protect(desk);
  const locking = custody.lock();
  expect(await custody.wipe('person')).toEqual({ ok: true, value: {} });
  await locking;
  expect((await custody.status()).state).toBe('none');
  expect(await readdir(join(userData, 'waypost'))).toEqual(['wiped.json']);
});

test('[WP15] what is to be wiped is not opened and its wipe not forgotten; the word of a hub is none without its signature', async () => {
  const desk = await start();
  const custody = await protect(desk);
  expect(await custody.wipe('hub', { statement: 'ab', hubKeys: [] })).toMatchObject({
    failure: { kind: 'hub-signature-invalid' },
  });
  await custody.lock();
  // As a disk that failed leaves it: asked for, and not done.
  await writeFile(join(userData, 'waypost', 'wiped.json'), JSON.stringify({ at: 5, by: 'person', isDone: false }));
  await custody.forgetLeft(0);
  expect((await custody.wipeStatus()).wiped).toEqual({ at: 5, by: 'person' });
  expect(await open(custody)).toBe('vault-damaged');
  expect([(await custody.status()).state, await readdir(join(userData, 'waypost'))]).toEqual(['none', ['wiped.json']]);
});

test('a removal that was stopped is finished by the next start, and lists nobody meanwhile', async () => {
  const { second } = await two();
  const list = profileListIn(userData);
  const stopped = list.remove(second, () => Promise.reject(new Error('The power went')));
  await expect(stopped).rejects.toThrow('The power went');
  expect(await list.read()).toEqual([{ id: 'first', name: null }]);
  expect(await readdir(join(userData, 'profiles'))).toEqual([second]);
  await start();
  expect(await readdir(join(userData, 'profiles'))).toEqual([]);
});
