/**
 * The laptops of the sample's people: devices of their own on the real engine, so that authors and conflicts are real.
 * Most live for as long as a filling lasts and keep everything in memory: what counts is what they sent.
 */
import { join } from 'node:path';
import { enrolDevice, keyPathOf, readEnrolment } from '../../headless/enrolment.ts';
import { type HeadlessDevice, openHeadlessDevice, systemRandom } from '../../headless/headless-device.ts';
import { createHttpTransport } from '../../headless/http-transport.ts';
import { openKeyFile } from '../../headless/key-file.ts';
import { type NodeFiles, openNodeFiles } from '../../headless/node-files.ts';
import { verifySignature } from '../../hub/http/verify-signature.ts';
import { samplePeople } from '../../hub/network/sample-network.ts';
import type { RecordId } from '../../shared/base/ids.ts';
import type { Random } from '../../shared/base/ports.ts';
import type { Result } from '../../shared/base/result.ts';
import { type Grant, type Role, roles } from '../../shared/domain/policy/roles.ts';
import type { OperationDraft, RecordState } from '../../shared/domain/record-state.ts';
import { type Engine, startEngine } from '../../shared/sync/engine.ts';
import type { SyncReport } from '../../shared/sync/engine-api.ts';
import { createMemoryJournal } from '../../shared/sync/memory-journal.ts';
import { createMemoryStore } from '../../shared/sync/memory-store.ts';
import type { Journal } from '../../shared/sync/ports.ts';
import { openSegmentJournal } from '../../shared/sync/segment-journal.ts';
import { createStoryClock, type StoryClock } from './moments.ts';

type Drafts = Result<readonly OperationDraft[], { readonly kind: string }>;

export interface SampleLaptop {
  readonly engine: Engine;
  readonly clock: StoryClock;
  readonly random: Random;
  /** Saves as one of the people, at a moment of the story. */
  save(by: Role, moment: number, drafts: Drafts): Promise<void>;
  /** Saves those of the new records that are not here yet, all in one action. */
  add(by: Role, moment: number, records: readonly Drafts[]): Promise<void>;
  state(id: RecordId): Promise<RecordState>;
  sync(): Promise<SyncReport>;
  close(): Promise<void>;
}

export interface LaptopPlace {
  /** Where its key lies. */
  readonly folder: string;
  /** Of the hub. */
  readonly address: string;
  readonly name: string;
  /** Who uses it, by the roles they stand for. */
  readonly people: readonly Role[];
  /** Roles in which it still believes, though the hub has ended them: what it sends by them is held. */
  readonly ended?: readonly Grant[] | undefined;
  /** Where its journal lies; without it, it is kept in memory. */
  readonly journal?: string | undefined;
}

const syncTries = 3;

/** A new laptop, enrolled, with nothing on it before its first sync. */
export async function openSampleLaptop({
  folder,
  address,
  name,
  people,
  ended = [],
  journal,
}: LaptopPlace): Promise<SampleLaptop> {
  const { identity } = await enrolSampleDevice(join(folder, name), { address, deviceName: name, people });
  const clock = createStoryClock();
  const files = journal === undefined ? null : await openNodeFiles(journal);
  const started = await startEngine({
    store: createMemoryStore(),
    journal: files === null ? createMemoryJournal() : await journalOn(files),
    transport: createHttpTransport(address),
    signer: await openKeyFile(keyPathOf(join(folder, name))),
    verify: verifySignature,
    clock,
    random: systemRandom,
    unasked: true,
    identity: {
      ...identity,
      grants: [...identity.grants, ...ended.map(({ person, scope, roles }) => ({ person, scope, roles: [...roles] }))],
    },
  });
  if (!started.ok) throw new Error(`${name} does not open: ${started.failure.kind}`);
  const laptop = laptopOn(started.value, clock, name);
  return {
    ...laptop,
    async close() {
      await laptop.close();
      await files?.close();
    },
  };
}

async function journalOn(files: NodeFiles): Promise<Journal> {
  const opened = await openSegmentJournal(files);
  if (!opened.ok) throw new Error(`A journal of the sample does not open: ${opened.failure.kind}`);
  return opened.value;
}

/** A laptop on files: what it saved in an earlier filling, and could not send whole, it sends when it is opened again. */
export async function openLastingLaptop({ folder, address, name, people }: LaptopPlace): Promise<SampleLaptop> {
  if ((await readEnrolment(folder)) === null) await enrolSampleDevice(folder, { address, deviceName: name, people });
  const clock = createStoryClock();
  const opened = await openHeadlessDevice(folder, { clock, hubAddress: address, unasked: true });
  if (!opened.ok) throw new Error(`${name} does not open: ${opened.failure.kind}`);
  return { ...laptopOn(opened.value.engine, clock, name), close: () => opened.value.close() };
}

function laptopOn(engine: Engine, clock: StoryClock, name: string): SampleLaptop {
  const save: SampleLaptop['save'] = async (by, moment, drafts) => {
    const apply = (all: readonly OperationDraft[]) =>
      clock.at(moment, () => engine.apply(samplePeople[by].person, all));
    const saved = drafts.ok ? await apply(drafts.value) : drafts;
    if (!saved.ok) throw new Error(`${name} could not save: ${JSON.stringify(saved.failure)}`);
  };
  return {
    engine,
    clock,
    random: systemRandom,
    save,
    close: () => engine.close(),
    async add(by, moment, records) {
      const drafts = records.flatMap((made) => {
        if (!made.ok) throw new Error(`${name} could not make a record: ${JSON.stringify(made.failure)}`);
        return made.value;
      });
      const known = new Set((await engine.open([...new Set(drafts.map(({ record }) => record))])).map(({ id }) => id));
      await save(by, moment, { ok: true, value: drafts.filter(({ record }) => !known.has(record)) });
    },
    async state(id) {
      const [state] = await engine.open([id]);
      if (state === undefined) throw new Error(`${name} does not have the record ${id}`);
      return state;
    },
    async sync() {
      let synced = await engine.sync();
      // A hub in this very process, busy for longer than it keeps a connection, closes the one that is about to be used.
      for (let tries = 1; tries < syncTries && !synced.ok && synced.failure.kind === 'hub-unreachable'; tries += 1) {
        synced = await engine.sync();
      }
      if (!synced.ok) throw new Error(`${name} could not sync: ${synced.failure.kind}`);
      return synced.value;
    },
  };
}

/** A device of the sample network on files in a new folder, with a profile for every role. */
export async function openSampleDevice(folder: string, address: string, name: string): Promise<HeadlessDevice> {
  await enrolSampleDevice(folder, { address, deviceName: name, people: roles });
  const opened = await openHeadlessDevice(folder, { unasked: true });
  if (!opened.ok) throw new Error(`${name} does not open: ${opened.failure.kind}`);
  return opened.value;
}

interface NewDevice {
  readonly address: string;
  readonly deviceName: string;
  readonly people: readonly Role[];
}

async function enrolSampleDevice(folder: string, { address, deviceName, people }: NewDevice) {
  const enrolled = await enrolDevice(folder, { address, code: await askForCode(address, people), deviceName });
  if (!enrolled.ok) throw new Error(`${deviceName} could not be enrolled: ${enrolled.failure.kind}`);
  return enrolled.value;
}

async function askForCode(address: string, people: readonly Role[]): Promise<string> {
  const answer = await fetch(`${address}/sample/code`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persons: people.map((role) => samplePeople[role].person) }),
  });
  if (!answer.ok) throw new Error(`The sample hub answered ${answer.status} when it was asked for a code.`);
  return ((await answer.json()) as { code: string }).code;
}
