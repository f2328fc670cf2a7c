/**
 * This laptop's exchange with others in the room ([RM1]): while a person has it on, with each that was found or typed, at the times
 * that its rounds keep ([RM10]). Nobody waits for it.
 */
import type { Result } from '../../shared/base/result.ts';
import type { IpcFailure } from '../../shared/ipc/contract.ts';
import type { MeetFailure, Meeting } from '../../shared/sync/room/room-api.ts';
import { answeredBy, createRounds, type Rounds, type RoundTiming } from '../../shared/sync/room/rounds.ts';
import { after } from './after.ts';
import type { Desktop } from './desktop.ts';
import type { LiveEngine } from './live-engine.ts';
import { createObservable, type Observable } from './observable.ts';

/** What came of calling one address. */
export interface RoomCall {
  readonly address: string;
  readonly isRunning: boolean;
  /** Null before the first call ended. */
  readonly last: Result<Meeting, MeetFailure> | null;
}

export interface RoomState {
  readonly isOn: boolean;
  /** Where others reach this laptop. */
  readonly addresses: readonly string[];
  readonly calls: readonly RoomCall[];
}

export interface RoomRunner {
  readonly state: Observable<RoomState>;
  turnOn(): Promise<Result<unknown, IpcFailure<'room:open'>>>;
  turnOff(): Promise<void>;
  /** Calls everybody once more, without waiting for the interval: a person has just said yes to somebody. */
  again(): void;
  /** Calls an address that a person typed, now and from then on. */
  call(address: string): Promise<Result<Meeting, MeetFailure>>;
  /** Listens to what calls for an exchange; returns how to stop, which turns it off. */
  start(): () => void;
}

export interface RoomRunnerOptions {
  readonly engine: LiveEngine;
  readonly desktop: Desktop;
  /** For tests. */
  readonly timing?: RoundTiming;
  /** Hears of a meeting that broke; the page's own watch over promises unless told. */
  readonly fault?: (error: unknown) => void;
}

/** As if nobody had caught it: it stands in the console, and a test run fails. */
const unhandled = (error: unknown) => void Promise.reject(error);

const off: RoomState = { isOn: false, addresses: [], calls: [] };

export function createRoomRunner({ engine, desktop, timing, fault }: RoomRunnerOptions): RoomRunner {
  const state = createObservable<RoomState>(off);
  const typed = new Set<string>();
  /** While it is on. */
  let rounds: Rounds | null = null;

  const note = (call: RoomCall) => {
    const { calls, ...rest } = state.get();
    const isKnown = calls.some(({ address }) => address === call.address);
    const after = isKnown ? calls.map((one) => (one.address === call.address ? call : one)) : [...calls, call];
    if (rest.isOn) state.set({ ...rest, calls: after });
  };
  const meet = async (address: string): Promise<Result<Meeting, MeetFailure>> => {
    const before = state.get().calls.find((one) => one.address === address);
    let last = before?.last ?? null;
    note({ address, isRunning: true, last });
    try {
      last = await engine.meet(address);
      return last;
    } finally {
      note({ address, isRunning: false, last });
    }
  };
  const addresses = async () => {
    const found = await desktop.call('room:found', {});
    const here = new Set([...typed, ...(found.ok ? found.value.addresses : [])]);
    // Who is not found any more is not called; what was exchanged with them stays in the table of those met.
    const { calls, ...rest } = state.get();
    state.set({ ...rest, calls: calls.filter(({ address }) => here.has(address)) });
    return [...here];
  };
  const turnOff = async () => {
    rounds?.stop();
    rounds = null;
    state.set(off);
    typed.clear();
    await desktop.call('room:close', {});
  };
  const again = () => rounds?.all();
  return {
    state,
    async turnOn() {
      const opened = await desktop.call('room:open', {});
      if (!opened.ok) return opened;
      state.set({ ...off, isOn: true, addresses: opened.value.addresses });
      rounds?.stop();
      rounds = createRounds({
        addresses,
        meet: async (address) => answeredBy(await meet(address)),
        fault: fault ?? unhandled,
        after,
        ...(timing === undefined ? {} : { timing }),
      });
      rounds.all();
      return opened;
    },
    turnOff,
    again,
    async call(address) {
      typed.add(address);
      const met = await meet(address);
      if (met.ok) rounds?.heard(address, answeredBy(met));
      return met;
    },
    start() {
      const stops = [
        engine.onSaved?.(() => rounds?.saved()) ?? (() => {}),
        engine.onChange(({ types }) => {
          if (types.length > 0) rounds?.arrived();
        }),
        desktop.onEvent((event) => {
          if (event === 'room-changed') again();
        }),
      ];
      return () => {
        for (const stop of stops) stop();
        if (state.get().isOn) void turnOff().catch(() => {});
      };
    },
  };
}
