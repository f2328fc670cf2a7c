/** A device without a screen in a room: its door, its announcement, and calls to the others at the times that rounds keep ([RM10]). */
import { discoverRoom } from '../lan/discovery.ts';
import { makeLineCertificate } from '../lan/line-certificate.ts';
import { ownAddresses } from '../lan/room-address.ts';
import { openDoor } from '../lan/room-lines.ts';
import type { Result } from '../shared/base/result.ts';
import type { MeetFailure, Meeting } from '../shared/sync/room/room-api.ts';
import { answeredBy, createRounds, usualTiming } from '../shared/sync/room/rounds.ts';
import type { HeadlessDevice } from './headless-device.ts';

export interface RoomStay {
  /** Where to listen; every network of this machine when null. */
  readonly at: { readonly host: string; readonly port: number } | null;
  /** Addresses to call, besides those that are found. */
  readonly meet: readonly string[];
  readonly announce: boolean;
  readonly everyMs: number;
}

export interface InRoom {
  /** Where others reach this device. */
  readonly addresses: readonly string[];
  /** Something was saved here: whoever answered last time is told at once. */
  saved(): void;
  /** Ends every line and every call of the device. Once it resolves nothing of the room is under way, and the device may be closed. */
  close(): Promise<void>;
}

export interface StayEars {
  /** What came of a call. */
  hear(address: string, met: Result<Meeting, MeetFailure>): unknown;
  /** A call broke instead of failing: a bug. */
  fault(error: unknown): void;
}

/** Listens and calls until it is closed. Rejects when the address cannot be had. */
export async function stayInRoom(
  { engine, endCalls }: Pick<HeadlessDevice, 'engine' | 'endCalls'>,
  { at, meet, announce, everyMs }: RoomStay,
  { hear, fault }: StayEars,
): Promise<InRoom> {
  const busy = watchWork();
  let isOver = false;
  const door = await openDoor({
    certificate: makeLineCertificate(),
    ...(at === null ? {} : at),
    answer: (exported, message) => busy.watch(engine.answerRoom(exported, message)),
  });
  const found = announce ? discoverRoom({ port: door.port, onChange: () => rounds.all() }) : null;
  const rounds = createRounds({
    addresses: async () => [...new Set([...meet, ...(found?.addresses() ?? [])])],
    after(milliseconds, work) {
      const timer = setTimeout(work, milliseconds);
      return () => clearTimeout(timer);
    },
    timing: { ...usualTiming, interval: everyMs },
    fault,
    meet: (address) => busy.watch(call(address)),
  });
  const call = async (address: string) => {
    const met = await engine.meet(address);
    // That the end cut a call off is no news.
    if (met.ok || !isOver) await hear(address, met);
    return answeredBy(met);
  };
  const stopHearing = engine.onChange(({ types }) => {
    if (types.length > 0) rounds.arrived();
  });
  rounds.all();
  return {
    addresses: at === null ? ownAddresses(door.port) : [`${at.host}:${door.port}`],
    saved: () => rounds.saved(),
    async close() {
      isOver = true;
      stopHearing();
      rounds.stop();
      await found?.close();
      await door.close();
      await endCalls();
      await busy.done();
    },
  };
}

/** Work that somebody has to wait for before its ground is taken away. */
function watchWork() {
  const underWay = new Set<Promise<unknown>>();
  return {
    watch<T>(work: Promise<T>): Promise<T> {
      underWay.add(work);
      const forget = () => void underWay.delete(work);
      work.then(forget, forget);
      return work;
    },
    async done() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}
