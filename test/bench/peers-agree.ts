/**
 * Three devices in one room and no hub: 10,000 changes, a third of them made on each, until all three hold the same. Real lines
 * (TLS 1.3) between three addresses of this machine, real journals and stores, in one process.
 */
import { type HeadlessDevice, openHeadlessDevice } from '../../headless/headless-device.ts';
import { makeLineCertificate } from '../../lan/line-certificate.ts';
import { openDoor } from '../../lan/room-lines.ts';
import { uuidv7 } from '../../shared/base/ids.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import { makeRoomFolder } from '../support/room-folders.ts';
import type { BenchContext, Figure, Row } from './figure.ts';
import { median, timed } from './statistics.ts';

const changes = 10_000;
/** A create, a title and a state. */
const perRecord = 3;

interface Laptop extends HeadlessDevice {
  readonly address: string;
}

export const peersAgree: Figure = {
  name: 'peers agree',
  async measure(context): Promise<readonly Row[]> {
    const agree: number[] = [];
    const alone: number[] = [];
    let bytes = 0;
    let nothing = { requests: 0, bytes: 0 };
    for (let run = 1; run <= context.runs; run += 1) {
      context.say(`${changes} changes on three laptops without a hub, ${run} of ${context.runs} ...`);
      const { laptops, close } = await room(context);
      try {
        alone.push(await timed(() => saveAll(laptops)));
        bytes = 0;
        agree.push(
          await timed(async () => {
            for (const [from, to] of [
              [0, 1],
              [1, 2],
              [0, 2],
              [0, 1],
            ] as const)
              bytes += (await meet(laptops, from, to)).bytes;
          }),
        );
        await assertAgree(laptops);
        nothing = await meet(laptops, 1, 0);
      } finally {
        await close();
      }
    }
    return [
      {
        name: '10,000 changes agree among three laptops',
        value: median(agree),
        unit: 'ms',
        baseline: median(alone),
        beside: 'saving them, each on its own laptop',
        goal: 10_000,
      },
      { name: 'bytes between them', value: bytes, unit: 'bytes', baseline: null, beside: '', goal: null },
      {
        name: 'nothing-new meeting requests',
        value: nothing.requests,
        unit: 'requests',
        baseline: 2,
        beside: 'who is there, and what there is',
        goal: 2,
      },
      {
        name: 'nothing-new meeting bytes',
        value: nothing.bytes,
        unit: 'bytes',
        baseline: null,
        beside: '',
        goal: null,
      },
    ];
  },
};

async function room({ newFolder }: BenchContext) {
  const laptops: Laptop[] = [];
  const closings: (() => Promise<void>)[] = [];
  for (const number of [1, 2, 3]) {
    const folder = await newFolder(`room-${number}`);
    await makeRoomFolder(folder, number);
    const device = await openHeadlessDevice(folder, { unasked: true });
    if (!device.ok) throw new Error(device.failure.kind);
    const { engine, close } = device.value;
    const host = `127.0.0.${number}`;
    const answer = (exported: Uint8Array, message: Uint8Array) => engine.answerRoom(exported, message);
    const door = await openDoor({ certificate: makeLineCertificate(), host, answer });
    closings.push(close, () => door.close());
    laptops.push({ ...device.value, address: `${host}:${door.port}` });
  }
  const close = async () => {
    for (const one of closings.reverse()) await one();
  };
  return { laptops, close };
}

async function saveAll(laptops: readonly Laptop[]): Promise<void> {
  for (const [at, laptop] of laptops.entries()) {
    const records = Math.ceil(changes / perRecord / laptops.length);
    for (let n = 0; n < records; n += 100) await save(laptop, Math.min(100, records - n), `${at}.${n}`);
  }
}

async function save({ engine, enrolment, clock, random }: Laptop, count: number, word: string): Promise<void> {
  const [profile] = enrolment.identity.profiles;
  const [scope] = enrolment.identity.scopes;
  const drafts = Array.from({ length: count }, (_, n) => {
    const place = { scope: scope?.id ?? '', id: uuidv7(clock, random) };
    const made = createRecord(playbook, place, {
      title: { en: `Vehicle left at a crossing ${word}.${n}` },
      state: 'draft',
    });
    if (!made.ok) throw new Error(made.failure.kind);
    return made.value;
  });
  const saved = await engine.apply(profile?.person ?? '', drafts.flat());
  if (!saved.ok) throw new Error(saved.failure.kind);
}

async function meet(laptops: readonly Laptop[], from: number, to: number) {
  const met = await (laptops[from] as Laptop).engine.meet((laptops[to] as Laptop).address);
  if (!met.ok) throw new Error(met.failure.kind);
  const { requests, bytesUp, bytesDown } = met.value;
  return { requests, bytes: bytesUp + bytesDown };
}

/** All three show the same records, and hold as many changes as were made. */
async function assertAgree(laptops: readonly Laptop[]): Promise<void> {
  const shown = await Promise.all(
    laptops.map(async ({ engine }) => {
      const ids = (await engine.list({ type: playbook.type })).map(({ id }) => id).sort();
      return JSON.stringify(await engine.open(ids));
    }),
  );
  if (new Set(shown).size !== 1) throw new Error('The three laptops hold different things.');
  const count = (await (laptops[0] as Laptop).engine.list({ type: playbook.type })).length * perRecord;
  if (count < changes) throw new Error(`Only ${count} changes are there.`);
}
