/** A device without a screen: the same engine as the desktop's, on files. One process at a time per folder. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { keepCalls } from '../lan/kept-calls.ts';
import type { Clock, Random } from '../shared/base/ports.ts';
import { type Failure, fail, ok, type Result } from '../shared/base/result.ts';
import { type Engine, type StartFailure, startEngine } from '../shared/sync/engine.ts';
import { rememberVerified } from '../shared/sync/remember-verified.ts';
import { openSegmentJournal } from '../shared/sync/segment-journal.ts';
import { type Enrolment, keyPathOf, readEnrolment, trusting } from './enrolment.ts';
import { openFileStore } from './file-store.ts';
import { holdFolder } from './folder-lock.ts';
import { createHttpTransport, type HttpOptions } from './http-transport.ts';
import { openKeyFile } from './key-file.ts';
import { openNodeFiles } from './node-files.ts';
import { verifyNatively } from './verify-natively.ts';

export interface DeviceOptions extends HttpOptions {
  readonly clock?: Clock;
  readonly random?: Random;
  /** Where the hub is now, when it moved since enrolment. */
  readonly hubAddress?: string;
  /** Gives content to whoever was never met without being asked ([FC1]): a person said so on the command line. */
  readonly unasked?: boolean;
}

export interface HeadlessDevice {
  readonly engine: Engine;
  readonly enrolment: Enrolment;
  readonly clock: Clock;
  readonly random: Random;
  /** Ends calls to laptops in the room, those under way too, and makes no more; before {@link close}. */
  endCalls(): Promise<void>;
  close(): Promise<void>;
}

export type OpenFailure =
  | StartFailure
  | Failure<'not-enrolled'>
  /** Another process has this folder open. */
  | (Failure<'folder-in-use'> & { readonly process: number });

export const systemClock: Clock = { now: () => Date.now() };
export const systemRandom: Random = { bytes: (count) => new Uint8Array(randomBytes(count)) };

/** Opens the device of an enrolled folder. Throws when its files cannot be read. */
export async function openHeadlessDevice(
  folder: string,
  options: DeviceOptions = {},
): Promise<Result<HeadlessDevice, OpenFailure>> {
  const enrolment = await readEnrolment(folder);
  if (enrolment === null) return fail({ kind: 'not-enrolled' });
  const lock = await holdFolder(folder);
  if (!lock.ok) return lock;
  const release = lock.value;
  const { clock = systemClock, random = systemRandom } = options;
  const files = await openNodeFiles(join(folder, 'journal'));
  const giveUp = async () => {
    await files.close();
    await release();
  };
  try {
    const journal = await openSegmentJournal(files);
    if (!journal.ok) {
      await giveUp();
      return journal;
    }
    const store = await openFileStore(join(folder, 'store.frames'));
    const signer = await openKeyFile(keyPathOf(folder));
    const transport = createHttpTransport(options.hubAddress ?? enrolment.hubAddress, {
      ...trusting(enrolment.hubPin),
      ...options,
    });
    const { identity } = enrolment;
    const room = keepCalls();
    const trust = { signer, verify: rememberVerified(verifyNatively), identity };
    const ports = {
      store,
      journal: journal.value,
      transport,
      room,
      clock,
      random,
      unasked: options.unasked === true,
      ...trust,
    };
    const started = await startEngine(ports);
    if (!started.ok) {
      await store.close();
      await giveUp();
      return started;
    }
    const engine = started.value;
    const close = async () => {
      await engine.close();
      await giveUp();
    };
    return ok({ engine, enrolment, clock, random, endCalls: () => room.end(), close });
  } catch (error) {
    await giveUp();
    throw error;
  }
}
