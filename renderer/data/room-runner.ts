/**
 * Decides when this laptop exchanges with others in the room ([RM1]): while a person has it on, with each that was found or typed,
 * soon after a save, when another one is found, and at an interval. One after another; nobody waits for it.
 */
import type { Result } from '../../shared/base/result.ts';
import type { IpcFailure } from '../../shared/ipc/contract.ts';
import type { MeetFailure, Meeting } from '../../shared/sync/room/room-api.ts';
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
  /** Milliseconds; for tests. */
  readonly timing?: { readonly interval: number; readonly afterSave: number };
}

const usual = { interval: 10_000, afterSave: 1_500 };
const off: RoomState = { isOn: false, addresses: [], calls: [] };

export function createRoomRunner({ engine, desktop, timing = usual }: RoomRunnerOptions): RoomRunner {
  const state = createObservable<RoomState>(off);
  const typed = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<void> | null = null;

  const schedule = (delay: number) => {
    if (timer !== null) clearTimeout(timer);
    timer = state.get().isOn ? setTimeout(() => void round(), delay) : null;
  };
  const note = (call: RoomCall) => {
    const { calls, ...rest } = state.get();
    const isKnown = calls.some(({ address }) => address === call.address);
    const after = isKnown ? calls.map((one) => (one.address === call.address ? call : one)) : [...calls, call];
    if (rest.isOn) state.set({ ...rest, calls: after });
  };
  const meet = async (address: string): Promise<Result<Meeting, MeetFailure>> => {
    const before = state.get().calls.find((one) => one.address === address);
    note({ address, isRunning: true, last: before?.last ?? null });
    const last = await engine.meet(address);
    note({ address, isRunning: false, last });
    return last;
  };
  const round = () => {
    running ??= callAll().finally(() => {
      running = null;
      schedule(timing.interval);
    });
    return running;
  };
  const callAll = async () => {
    const found = await desktop.call('room:found', {});
    const addresses = new Set([...typed, ...(found.ok ? found.value.addresses : [])]);
    // Who is not found any more is not called; what was exchanged with them stays in the table of those met.
    const { calls, ...rest } = state.get();
    state.set({ ...rest, calls: calls.filter(({ address }) => addresses.has(address)) });
    for (const address of addresses) if (state.get().isOn) await meet(address);
  };
  const turnOff = async () => {
    state.set(off);
    typed.clear();
    schedule(0);
    await desktop.call('room:close', {});
  };
  return {
    state,
    async turnOn() {
      const opened = await desktop.call('room:open', {});
      if (!opened.ok) return opened;
      state.set({ ...off, isOn: true, addresses: opened.value.addresses });
      schedule(0);
      return opened;
    },
    turnOff,
    again: () => schedule(0),
    async call(address) {
      typed.add(address);
      return meet(address);
    },
    start() {
      const stops = [
        engine.onChange(({ types }) => {
          if (types.length > 0) schedule(timing.afterSave);
        }),
        desktop.onEvent((event) => {
          if (event === 'room-changed') schedule(0);
        }),
      ];
      return () => {
        for (const stop of stops) stop();
        if (state.get().isOn) void turnOff().catch(() => {});
      };
    },
  };
}
