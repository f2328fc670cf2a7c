/**
 * The storage port on files: everything in memory, every change appended to a log and fsynced before it counts. Opening
 * replays the log; when most of it has been replaced it is written anew.
 */

import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { decode, encode } from 'cborg';
import { syncFolder } from '../disk/safe-files.ts';
import { concat } from '../shared/base/bytes.ts';
import { encodeFrame, readFrames } from '../shared/protocol/frame.ts';
import { createMemoryStore } from '../shared/sync/memory-store.ts';
import type { Store, StoreChange } from '../shared/sync/ports.ts';
import { type FrameLog, openFrameLog } from './frame-log.ts';
import { createStoreFold, type StoreFold } from './store-fold.ts';

/** A frame type of this file alone; it never leaves the folder. */
const changeFrame = 200;
/** A log shorter than this is not worth rewriting. */
const smallLog = 8 * 1024 * 1024;
/** Bytes of one frame; a larger change is written in parts, the last of which counts for all. */
const partSize = 4 * 1024 * 1024;

/** Opens the store of a path, made when absent. Throws when the file system does. */
export async function openFileStore(path: string): Promise<Store> {
  const memory = createMemoryStore();
  const fold = createStoreFold();
  let log = await openFrameLog(path);
  let held: Uint8Array[] = [];
  for await (const piece of log.read(0)) {
    for (const frame of readFrames(piece).frames) {
      held.push(frame.payload.slice(1));
      if (frame.payload[0] !== 1) continue;
      const change = decode(concat(...held)) as StoreChange;
      held = [];
      await memory.write(change);
      fold.add(change);
    }
  }
  log = await rewrittenWhenWorth(path, log, fold);
  return {
    ...memory,
    async write(change) {
      await log.append(framesOf(change));
      await memory.write(change);
      fold.add(change);
      // What was purged, or erased, is in the log until it is written anew.
      if (change.purge?.length || change.renew !== undefined) log = await rewritten(path, log, fold);
    },
    async clear(keep = []) {
      const values = await Promise.all(keep.map(async (name) => [name, await memory.meta(name)] as const));
      await log.close();
      await rm(path, { force: true });
      await syncFolder(dirname(path));
      log = await openFrameLog(path);
      fold.clear();
      await memory.clear(keep);
      const meta = Object.fromEntries(values.filter(([, value]) => value !== undefined));
      if (Object.keys(meta).length === 0) return;
      await log.append(framesOf({ meta }));
      fold.add({ meta });
    },
    close: () => log.close(),
  };
}

/** A change as frames: one flag byte (1 on the last part), then a part of its CBOR. */
function framesOf(change: StoreChange): Uint8Array {
  const bytes = encode(withoutUndefined(change));
  const frames: Uint8Array[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += partSize) {
    const isLast = at + partSize >= bytes.length;
    const payload = concat(Uint8Array.of(isLast ? 1 : 0), bytes.subarray(at, at + partSize));
    frames.push(encodeFrame(changeFrame, payload));
  }
  return concat(...frames);
}

/** CBOR here carries what JSON does, and bytes; a name without a value is left out. */
function withoutUndefined(value: unknown): unknown {
  if (value === undefined) return null;
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.map(([name, each]) => [name, withoutUndefined(each)]));
}

async function rewrittenWhenWorth(path: string, log: FrameLog, fold: StoreFold): Promise<FrameLog> {
  return log.length < smallLog || fold.replaced < fold.kept ? log : rewritten(path, log, fold);
}

async function rewritten(path: string, log: FrameLog, fold: StoreFold): Promise<FrameLog> {
  const beside = `${path}.new`;
  await rm(beside, { force: true });
  const fresh = await openFrameLog(beside);
  for (const change of fold.changes()) await fresh.append(framesOf(change));
  await fresh.close();
  await log.close();
  await rename(beside, path);
  await syncFolder(dirname(path));
  return openFrameLog(path);
}
