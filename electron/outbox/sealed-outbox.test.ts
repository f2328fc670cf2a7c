import { createDecipheriv } from 'node:crypto';
import { type FileHandle, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { concat, toHex, utf8 } from '../../shared/base/bytes.ts';
import { publicKeyOf, signEd25519 } from '../../shared/protocol/ed25519.ts';
import { encodeFrame, frameTypes } from '../../shared/protocol/frame.ts';
import { endorsementBytes } from '../../shared/protocol/hub-key.ts';
import { endOfOutbox, outboxTagSize, readOutboxFile } from '../../shared/protocol/outbox-file.ts';
import { readOutboxRecord } from '../../shared/protocol/outbox-frames.ts';
import { keyToOpen, nonceOfRecord } from '../../shared/protocol/outbox-seal.ts';
import { testDevice } from '../../test/support/network.ts';
import { openSealedOutbox } from './sealed-outbox.ts';
import { finishWipe, leftIn, noteWipe, outboxFile, sealedOnDisk } from './wipe.ts';

/** With what the disk refuses to give a file one of these names, and how often. */
const disk = vi.hoisted(() => ({
  refuses: null as string | null,
  names: new Set(['outbox']),
  times: Number.POSITIVE_INFINITY,
}));
vi.mock('node:fs/promises', async (load) => {
  const whole = await load<typeof import('node:fs/promises')>();
  const rename: typeof whole.rename = async (from, to) => {
    if (disk.refuses !== null && disk.names.has(basename(String(to))) && disk.times-- > 0)
      throw Object.assign(new Error('Refused'), { code: disk.refuses });
    return whole.rename(from, to);
  };
  return { ...whole, rename };
});

const secrets = [9, 8, 7].map((fill) => new Uint8Array(32).fill(fill));
const publicKeys = secrets.map((secret) => toHex(publicKeyOf(secret)));
const { identity, signer } = testDevice(1);
/** The key that is pinned, the one that follows it, and one that nobody endorsed. */
const [pinned, next, foreign] = [
  { publicKey: publicKeys[0] as string },
  {
    publicKey: publicKeys[1] as string,
    endorsement: toHex(signEd25519(secrets[0] as Uint8Array, endorsementBytes(identity.hub, publicKeys[1] as string))),
  },
  { publicKey: publicKeys[2] as string },
];

let folder = '';
let fileWrites: { write: FileHandle['write'] };
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-outbox-'));
  const file = await open(join(folder, 'any'), 'w');
  fileWrites = Object.getPrototypeOf(file);
  await file.close();
});
afterEach(async () => {
  vi.restoreAllMocks();
  Object.assign(disk, { refuses: null, names: new Set(['outbox']), times: Number.POSITIVE_INFINITY });
  await rm(folder, { recursive: true, force: true });
});

const path = () => join(folder, outboxFile);
const chunk = (text: string) => encodeFrame(frameTypes.chunk, utf8(text));
function openIt(hubKeys: typeof identity.hubKeys = [pinned]) {
  return openSealedOutbox({
    path: path(),
    identity: { get: async () => ({ ...identity, hubKeys }), sign: signer.sign },
  });
}
type Outbox = ReturnType<typeof openIt>;

const begin = async (outbox: Outbox, texts: readonly string[] = [], hubKeys = [pinned]) => {
  const parts = [
    await outbox.begin({ part: 'first', hubKeys, frames: new Uint8Array() }),
    await outbox.begin({ part: 'last', hubKeys, frames: concat(...texts.map(chunk)) }),
  ];
  return parts.every(({ ok }) => ok);
};
/** Adds, and waits until it was worked on. */
const add = async (outbox: Outbox, frames: Uint8Array) => {
  outbox.add(frames);
  // A part without frames, which waits its turn.
  await outbox.begin({ part: 'more', hubKeys: [], frames: new Uint8Array() });
};

/** The texts in the file, closed as a wipe closes it; null when it is not whole then. */
async function texts(of = 0, name = outboxFile): Promise<string[] | null> {
  const bytes = new Uint8Array(await readFile(join(folder, name)));
  const closed = readOutboxFile(bytes).ok;
  const end = closed ? { end: new Uint8Array(), at: bytes.length } : endOfOutbox(bytes);
  if (end === null) return [];
  const file = readOutboxFile(concat(bytes.subarray(0, end.at), end.end));
  const key = file.ok ? keyToOpen(secrets[of] as Uint8Array, file.value.head.ephemeral) : null;
  if (!file.ok || key === null || end.at !== bytes.length) return null;
  return file.value.records.flatMap(({ number, place, sealed }) => {
    const at = sealed.length - outboxTagSize;
    const opening = createDecipheriv('aes-256-gcm', key, nonceOfRecord(number)).setAAD(place);
    opening.setAuthTag(sealed.subarray(at));
    const content = readOutboxRecord(
      new Uint8Array(Buffer.concat([opening.update(sealed.subarray(0, at)), opening.final()])),
    );
    return content?.chunks.map((bytes) => new TextDecoder().decode(bytes)) ?? [];
  });
}

test('[WP2] what cannot be signed is not in the copy: it is behind, whatever comes after, until it is begun anew', async () => {
  const outbox = openIt();
  await begin(outbox);
  await add(outbox, encodeFrame(frameTypes.saved, utf8('no batch')));
  expect(outbox.state()).toBe('behind');
  await add(outbox, chunk('later'));
  expect([outbox.state(), await texts(), await sealedOnDisk(folder)]).toEqual(['behind', ['later'], 'behind']);
  await begin(outbox, ['all']);
  expect([outbox.state(), await texts(), await sealedOnDisk(folder)]).toEqual(['kept', ['all'], 'kept']);
  await outbox.close();
});

test('[WP2] a write that takes a part is gone on with, and one that fails comes with the next', async () => {
  const outbox = openIt();
  await begin(outbox, ['one']);
  const whole = fileWrites.write;
  const written = vi.spyOn(fileWrites, 'write');
  written.mockImplementationOnce(function (this: FileHandle, ...[bytes, from, length, at]: unknown[]) {
    return Reflect.apply(whole, this, [bytes, from, Math.floor((length as number) / 2), at]);
  } as never);
  await add(outbox, chunk('two'));
  expect([outbox.state(), await texts()]).toEqual(['kept', ['one', 'two']]);
  written.mockImplementationOnce(() => Promise.reject(new Error('The disk is full')));
  await add(outbox, chunk('three'));
  expect([outbox.state(), await texts(), await sealedOnDisk(folder)]).toEqual(['behind', ['one', 'two'], 'behind']);
  await add(outbox, chunk('four'));
  expect([outbox.state(), await texts()]).toEqual(['kept', ['one', 'two', 'three', 'four']]);
  await outbox.close();
});

test('[WP2] of a disk that stays full no more than some megabytes are held, and what is there closes whole', async () => {
  const outbox = openIt();
  await begin(outbox, ['one']);
  const full = vi.spyOn(fileWrites, 'write').mockRejectedValue(new Error('The disk is full'));
  for (let n = 0; n < 6; n++) await add(outbox, chunk('x'.repeat(1024 * 1024)));
  full.mockRestore();
  await add(outbox, chunk('late'));
  expect([outbox.state(), await texts()]).toEqual(['behind', ['one']]);
  await begin(outbox, ['one', 'late']);
  expect([outbox.state(), await texts()]).toEqual(['kept', ['one', 'late']]);
  await outbox.close();
});

test('[WP13] the former file goes on while a new one is made, in which what is saved meanwhile comes last; one that fails changes nothing', async () => {
  const outbox = openIt();
  await begin(outbox, ['old']);
  await outbox.begin({ part: 'first', hubKeys: [pinned], frames: new Uint8Array() });
  await add(outbox, chunk('saved'));
  expect([outbox.state(), await texts()]).toEqual(['kept', ['old', 'saved']]);
  await outbox.begin({ part: 'more', hubKeys: [pinned], frames: chunk('a') });
  await outbox.begin({ part: 'last', hubKeys: [pinned], frames: chunk('b') });
  expect([outbox.state(), await texts()]).toEqual(['kept', ['a', 'b', 'saved']]);
  const full = vi.spyOn(fileWrites, 'write').mockRejectedValue(new Error('The disk is full'));
  expect(await begin(outbox, ['c'])).toBe(false);
  full.mockRestore();
  await add(outbox, chunk('more'));
  expect([outbox.state(), await texts()]).toEqual(['kept', ['a', 'b', 'saved', 'more']]);
  await outbox.close();
});

test('[WP1] it is sealed to the newest key that follows from the pinned one, whatever a page says, and no word of a page removes it', async () => {
  const outbox = openIt();
  await begin(outbox, ['followed'], [pinned, next]);
  expect(await texts(1)).toEqual(['followed']);
  for (const said of [[foreign], [pinned, foreign], []]) {
    await begin(outbox, ['pinned'], said as (typeof pinned)[]);
    expect(await texts()).toEqual(['pinned']);
  }
  await outbox.close();
  const keyless = openIt([]);
  expect(await begin(keyless, ['gone'], [])).toBe(true);
  expect([await texts(), keyless.state()]).toEqual([['pinned'], 'none']);
  await keyless.close();
});

test('[WP6] once it is closed nothing is written any more; what was added before is there', async () => {
  const outbox = openIt();
  await begin(outbox, ['one']);
  outbox.add(chunk('two'));
  await outbox.close();
  expect([await texts(), await sealedOnDisk(folder)]).toEqual([['one', 'two'], 'kept']);
  outbox.add(chunk('three'));
  expect(await begin(outbox, ['four'])).toBe(false);
  expect(await texts()).toEqual(['one', 'two']);
});

test('[WP6] a write that is under way when it is closed ends first, so that nothing is written behind the end of the file', async () => {
  const outbox = openIt();
  await begin(outbox, ['one']);
  const whole = fileWrites.write;
  let isWriting = false;
  let goOn = () => {};
  vi.spyOn(fileWrites, 'write').mockImplementationOnce(async function (this: FileHandle, ...given: unknown[]) {
    isWriting = true;
    await new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const written = await Reflect.apply(whole, this, given);
    isWriting = false;
    return written;
  } as never);
  outbox.add(chunk('two'));
  await expect.poll(() => isWriting).toBe(true);
  const closing = outbox.close();
  expect(await Promise.race([closing, new Promise((resolve) => setTimeout(resolve, 20, 'waits'))])).toBe('waits');
  goOn();
  await closing;
  expect([isWriting, await texts()]).toEqual([false, ['one', 'two']]);
});

test('[WP2] after a start the former file lacks what is saved before it is begun anew, and that is said while it is locked', async () => {
  const before = openIt();
  await begin(before, ['one']);
  await before.close();
  const outbox = openIt();
  expect(await sealedOnDisk(folder)).toBe('kept');
  await add(outbox, chunk('two'));
  await outbox.close();
  expect(await sealedOnDisk(folder)).toBe('behind');
});

test('[WP13] half of a new file takes the room of no save: what a crash left goes at the start, what failed at once', async () => {
  await writeFile(`${path()}.new`, 'left by a crash');
  const outbox = openIt();
  await begin(outbox, ['first']);
  await outbox.begin({ part: 'first', hubKeys: [pinned], frames: chunk('second') });
  expect(await readdir(folder)).toContain('outbox.new');
  await outbox.close();
  await expect(readdir(folder)).resolves.not.toContain('outbox.new');
  await writeFile(`${path()}.new`, 'left by a crash');
  const again = openIt();
  await add(again, chunk('third'));
  expect(await readdir(folder)).not.toContain('outbox.new');
  await again.close();
});

test('[WP2] a disk that does not let the new file take the place of the former one leaves one that is whole', async () => {
  const outbox = openIt();
  await begin(outbox, ['old']);
  disk.refuses = 'EIO';
  expect(await begin(outbox, ['new'])).toBe(false);
  await add(outbox, chunk('saved'));
  expect([outbox.state(), await texts(), await sealedOnDisk(folder)]).toEqual(['kept', ['old', 'saved'], 'kept']);
  await outbox.close();
  // Nobody has the key of a former start's file: the new one goes on beside it, and is told as behind until it has its place.
  const later = openIt();
  expect(await begin(later, ['old', 'saved'])).toBe(false);
  await add(later, chunk('more'));
  expect([later.state(), await sealedOnDisk(folder)]).toEqual(['behind', 'behind']);
  disk.refuses = null;
  await later.close();
  expect([await texts(), await sealedOnDisk(folder)]).toEqual([['old', 'saved', 'more'], 'kept']);
});

test('[WP2] a file that is held for a moment, as Windows holds what is looked through, is replaced a moment later', async () => {
  const outbox = openIt();
  await begin(outbox, ['old']);
  [disk.refuses, disk.times] = ['EPERM', 2];
  expect(await begin(outbox, ['new'])).toBe(true);
  expect([outbox.state(), await texts()]).toEqual(['kept', ['new']]);
  await outbox.close();
});

/** A copy of a former start, and one that goes on beside it since the disk refuses it its place. */
async function besideFormer(names = ['outbox']) {
  const former = openIt();
  await begin(former, ['old']);
  await former.close();
  Object.assign(disk, { refuses: 'EIO', names: new Set(names) });
  const outbox = openIt();
  expect(await begin(outbox, ['old', 'new'])).toBe(false);
  await add(outbox, chunk('saved'));
  expect(outbox.state()).toBe('behind');
  return outbox;
}
/** Wipes, and tells what each of the files that are left holds. */
async function wipedTexts() {
  await noteWipe(folder, { at: 5, by: 'person' });
  await finishWipe(folder, async () => {});
  return Promise.all((await leftIn(folder)).map(({ id }) => texts(0, `outbox-left-${id}`)));
}

test('[WP6] a wipe closes the copy that goes on beside a former one with it, under whichever name it could be given', async () => {
  for (const names of [['outbox'], ['outbox', 'outbox-beside']]) {
    const outbox = await besideFormer(names);
    await outbox.close();
    expect(await wipedTexts()).toEqual([['old'], ['old', 'new', 'saved']]);
    disk.refuses = null;
    for (const name of await readdir(folder)) await rm(join(folder, name));
  }
});

test('[WP13] after a crash the copy that went on beside a former one stays until another has all that waits', async () => {
  // Never closed: as a crash leaves it.
  await besideFormer();
  const later = openIt();
  await add(later, chunk('again'));
  expect(await texts(0, 'outbox-beside')).toEqual(['old', 'new', 'saved']);
  disk.refuses = null;
  expect(await begin(later, ['all'])).toBe(true);
  expect([later.state(), await texts(), await readdir(folder)]).toEqual([
    'kept',
    ['all'],
    expect.not.arrayContaining(['outbox-beside']),
  ]);
  await later.close();
});

test('[WP13] a copy with gaps takes the place of no former one, and is made anew where it cannot be given a place either', async () => {
  for (const names of [['outbox'], ['outbox', 'outbox-beside']]) {
    const outbox = await besideFormer(names);
    await add(outbox, encodeFrame(frameTypes.saved, utf8('no batch')));
    expect(await begin(outbox, ['all'])).toBe(false);
    await add(outbox, chunk('more'));
    disk.refuses = null;
    await outbox.close();
    expect(await texts()).toEqual(['all', 'more']);
    for (const name of await readdir(folder)) await rm(join(folder, name));
  }
  const gaps = await besideFormer();
  await add(gaps, encodeFrame(frameTypes.saved, utf8('no batch')));
  disk.refuses = null;
  await gaps.close();
  expect([await texts(), await sealedOnDisk(folder)]).toEqual([['old'], 'behind']);
});
