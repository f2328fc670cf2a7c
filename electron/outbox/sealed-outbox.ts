/**
 * What waits for the hub, a second time and sealed to it ([WP1] to [WP3]). It follows the journal: whatever goes wrong here fails no save,
 * and is told as being behind until the file is whole again. A new file is made beside the old one, which goes on until it is there.
 */
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type DiskFailure, diskFailureOf, writeWhole } from '../../disk/safe-files.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { HubKey } from '../../shared/domain/identity.ts';
import type { Input, Output } from '../../shared/ipc/contract.ts';
import { verifyEd25519 } from '../../shared/protocol/ed25519.ts';
import { readFrames } from '../../shared/protocol/frame.ts';
import { keysAfter } from '../../shared/protocol/hub-key.ts';
import { framesToSeal } from '../../shared/protocol/outbox-frames.ts';
import { createQueue } from '../../shared/sync/queue.ts';
import type { IdentityKeeper } from '../identity.ts';
import { beginOutbox, type OutboxWriter } from './outbox-writer.ts';
import { besideFile, newFile, wholeFile } from './wipe.ts';
import { type WritingOutbox, writeOutbox } from './writing-outbox.ts';

export interface SealedOutbox {
  /**
   * Begins the file anew with what waits, in parts: what is saved once the first was taken comes behind them, and with the last it takes
   * the place of the old one. Without a key of a hub there is none. What fails leaves the old one as it was.
   */
  begin(asked: Input<'outbox:begin'>): Promise<Result<Record<string, never>, DiskFailure>>;
  /** Adds what the journal has. Returns at once; never fails. */
  add(appended: Uint8Array): void;
  state(): Output<'wipe:status'>['sealed'];
  /** Takes nothing more from now on, and ends once what was added is on the disk; the key of the file is gone then. */
  close(): Promise<void>;
}

export interface SealedOutboxParts {
  readonly path: string;
  /** Who it is of, and whose key signs; whom it is sealed to follows from what was pinned, whatever a page says. */
  readonly identity: Pick<IdentityKeeper, 'get' | 'sign'>;
}

/** What is added reaches the disk itself, and not its cache alone, within so many milliseconds. */
const syncAfter = 1_000;
/** Bytes of saves that wait for a file to be made; with more it is made another time. */
const heldLimit = 16 * 1024 * 1024;

/** A file that is being made, and what was saved meanwhile: it comes behind what waited before it. */
interface Making {
  readonly file: WritingOutbox;
  readonly held: Uint8Array[];
  heldBytes: number;
}

export function openSealedOutbox({ path, identity }: SealedOutboxParts): SealedOutbox {
  const queue = createQueue();
  let current: WritingOutbox | null = null;
  let making: Making | null = null;
  /** It was to be begun, and is not there. */
  let isLacking = false;
  /** Where the current file is: one that could not take its place goes on beside it until it can. */
  let stands: 'in place' | 'beside' | 'where it was made' = 'in place';
  let isClosed = false;
  let syncing: NodeJS.Timeout | null = null;
  const [beside, made] = [besideFile, newFile].map((name) => join(dirname(path), name)) as [string, string];
  const marked = markOf(path);
  const sign = async (bytes: Uint8Array) => {
    const signature = await identity.sign(bytes);
    if (signature === null) throw new Error('This device has no key to sign with');
    return signature;
  };
  const isKept = () => current?.isWhole() === true && stands === 'in place';
  /** One with gaps takes the place of none that may be read. Throws what the disk says, and goes on where it is. */
  const takePlace = async () => {
    if (current?.isWhole() !== true || stands === 'in place') return;
    await current.moveTo(path);
    stands = 'in place';
    await rm(beside, { force: true }).catch(() => {});
  };
  /** Where no start removes it, over the one of a former start, which has less. */
  const setAside = async () => {
    if (current?.isWhole() !== true || stands !== 'where it was made') return;
    await current.moveTo(beside);
    stands = 'beside';
  };
  const settle = async () => {
    await current?.sync();
    await takePlace()
      .catch(setAside)
      .catch(() => {});
    await marked.set(isKept());
  };
  const sync = async () => {
    syncing = null;
    await queue.run(settle);
  };
  const append = async (appended: Uint8Array): Promise<void> => {
    try {
      const frames = await framesToSeal(appended, sign);
      if (frames === null) return;
      await current?.append(frames);
      if (making !== null) hold(making, frames);
    } catch {
      current?.lose();
      making?.file.lose();
    }
    // One of a former start, whose key is gone, lacks this.
    await marked.set(isKept());
    if (current !== null) syncing ??= setTimeout(() => void sync(), syncAfter);
  };
  const drop = async () => {
    const dropped = making;
    making = null;
    await dropped?.file.close();
    // Half of a file is of no use, and takes the room of saves.
    if (stands !== 'where it was made') await rm(made, { force: true }).catch(() => {});
  };
  // One that a crash left; one that went on beside the former stays until another has all that waits.
  void queue.run(drop);
  const addFrames = async ({ file }: Making, frames: Uint8Array) => {
    for (const { bytes } of readFrames(frames).frames) {
      const sealed = await framesToSeal(bytes, sign);
      if (sealed !== null) await file.append(sealed);
    }
    if (!file.isWhole()) throw new Error('What waits is not all in the new file');
  };
  const putInPlace = async ({ file, held }: Making) => {
    for (const frames of held) await file.append(frames);
    await file.sync();
    if (!file.isWhole()) throw new Error('What waits is not all in the new file');
    const former = current;
    const take = () => file.moveTo(path);
    let refused: unknown = null;
    try {
      // The former one is no longer open when this takes its place, and goes on when it cannot and has all of it.
      await (stands === 'in place' && former !== null ? former.whileShut(take) : take());
    } catch (error) {
      if (former?.isWhole() === true) throw error;
      refused = error;
    }
    [current, making, isLacking] = [file, null, false];
    stands = refused === null ? 'in place' : 'where it was made';
    await former?.close();
    if (refused === null) await rm(beside, { force: true }).catch(() => {});
    else await setAside().catch(() => {});
    await marked.set(isKept());
    if (refused !== null) throw refused;
  };
  /** Makes room for a file that is being made. Throws where one that has all of it must go on there. */
  const clear = async () => {
    await drop();
    await takePlace()
      .catch(setAside)
      .catch(() => {});
    if (current === null || stands !== 'where it was made') return;
    if (current.isWhole()) throw new Error('The new file can be given no other name');
    await current.close();
    [current, stands] = [null, 'in place'];
    await drop();
  };
  const begin = async ({ part, hubKeys, frames }: Input<'outbox:begin'>): Promise<void> => {
    if (part === 'first') {
      await clear();
      const writer = await writerFor(identity, hubKeys);
      if (writer === null) return;
      making = { file: await writeOutbox(made, writer), held: [], heldBytes: 0 };
    }
    // Without a key there is nothing to make.
    if (making === null) return;
    await addFrames(making, frames);
    if (part === 'last') await putInPlace(making);
  };
  return {
    async begin(asked) {
      // What was saved before this was asked is added before it.
      await new Promise((resolve) => setImmediate(resolve));
      return queue.run(async () => {
        if (isClosed) return fail({ kind: 'journal-unwritable', reason: 'closed' } as const);
        try {
          await begin(asked);
          return ok({});
        } catch (error) {
          await drop();
          isLacking = current === null;
          return fail(diskFailureOf(error));
        }
      });
    },
    add(appended) {
      // What comes too late is not in the file, which is not whole then.
      if (isClosed) return void marked.set(false);
      // Whoever saves is answered first.
      setImmediate(() => void queue.run(() => append(appended)));
    },
    state() {
      if (current !== null) return isKept() ? 'kept' : 'behind';
      return making !== null || isLacking ? 'behind' : 'none';
    },
    async close() {
      isClosed = true;
      await new Promise((resolve) => setImmediate(resolve));
      await queue.run(async () => {
        if (syncing !== null) clearTimeout(syncing);
        await drop();
        if (current !== null) await settle();
        await current?.close();
        current = null;
      });
    },
  };
}

function hold(making: Making, frames: Uint8Array): void {
  making.held.push(frames);
  making.heldBytes += frames.length;
  if (making.heldBytes <= heldLimit) return;
  making.file.lose();
  making.held.length = 0;
}

/**
 * A file sealed to the newest key that follows from the pinned ones ([AU2]), of whatever keys the page says; to what is said where the
 * hub had none at enrolment. Null where there is none.
 */
async function writerFor(
  identity: SealedOutboxParts['identity'],
  said: readonly HubKey[],
): Promise<OutboxWriter | null> {
  const known = await identity.get();
  if (known === null) return null;
  const { hub, device, hubKeys: pinned = [] } = known;
  const keys = (await keysAfter(hub, pinned, said, verifyEd25519)) ?? pinned;
  const hubKey = keys.at(-1)?.publicKey;
  return hubKey === undefined ? null : beginOutbox({ hub, device, hubKey });
}

/** The mark beside the file: there while the file is known to be whole, for whoever asks while it is locked. */
function markOf(path: string): { set(isWhole: boolean): Promise<void> } {
  const mark = join(dirname(path), wholeFile);
  let last: boolean | null = null;
  return {
    async set(isWhole) {
      if (isWhole === last) return;
      // Where it cannot be written the file is told to be behind.
      await (isWhole ? writeWhole(mark, '') : rm(mark, { force: true })).then(
        () => {
          last = isWhole;
        },
        () => {
          last = null;
        },
      );
    },
  };
}
