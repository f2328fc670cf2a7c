/**
 * When the laptops of a room are called ([RM10]): all of them at an interval and when another one is found; those that answered last
 * time as soon as something was saved here, and a little later when something came, for whoever the sender does not reach. Several at
 * once, so that one that is gone, and answers nothing for seconds, holds nobody else up. Whose address was typed here and who does not know
 * this laptop's cannot tell its news: it is asked for them often.
 */
import type { Result } from '../../base/result.ts';
import type { Meeting } from './room-api.ts';

/** How a laptop answered: not at all; when it is called, and it never called here itself; or it calls here as well. */
export type Answered = 'no' | 'one-way' | 'both-ways';

export function answeredBy(met: Result<Pick<Meeting, 'callsHere'>, unknown>): Answered {
  if (!met.ok) return 'no';
  return met.value.callsHere ? 'both-ways' : 'one-way';
}

export interface RoundPorts {
  /** Where others are now. */
  addresses(): Promise<readonly string[]>;
  /** Exchanges with one; resolves with how it answered. */
  meet(address: string): Promise<Answered>;
  /** A meeting broke instead of failing: a bug, which somebody must hear of. The rounds go on. */
  fault(error: unknown): void;
  /** Does the work after so many milliseconds; returns how to let it be. */
  after(milliseconds: number, work: () => void): () => void;
  readonly timing?: RoundTiming;
}

/** Milliseconds. */
export interface RoundTiming {
  readonly interval: number;
  readonly afterSave: number;
  readonly afterArrival: number;
  /** Until one is asked again that answers and does not call. */
  readonly oneWay: number;
}

export interface Rounds {
  /** Everybody, now. */
  all(): void;
  /** Something was saved here. */
  saved(): void;
  /** Something came from elsewhere, or was saved here without a word. */
  arrived(): void;
  /** One answered a call that was made beside the rounds. */
  heard(address: string, how: Answered): void;
  /** Calls nobody any more; what is under way ends by itself. */
  stop(): void;
}

export const usualTiming: RoundTiming = { interval: 10_000, afterSave: 40, afterArrival: 1_500, oneWay: 1_000 };
/** Lines at once; the host has eight, and a person may type an address meanwhile. */
const mostAtOnce = 6;

/** Calls nobody before it is asked to. */
export function createRounds({ addresses, meet, fault, after, timing = usualTiming }: RoundPorts): Rounds {
  /** By address: under way, and whether there is news since it began. */
  const underWay = new Map<string, { again: boolean }>();
  const answered = new Set<string>();
  const waiting = new Set<string>();
  /** How to let be what is due, by its name. */
  const due = new Map<string, () => void>();
  let isOver = false;
  const once = (name: string, delay: number, work: () => void) => {
    if (isOver || due.has(name)) return;
    const letBe = after(delay, () => {
      due.delete(name);
      work();
    });
    due.set(name, letBe);
  };
  const call = async (address: string) => {
    const state = { again: false };
    underWay.set(address, state);
    let how: Answered = 'no';
    try {
      how = await meet(address);
    } finally {
      underWay.delete(address);
      note(address, how);
      if (state.again && how !== 'no') waiting.add(address);
      callWaiting();
    }
  };
  const note = (address: string, how: Answered) => {
    if (how === 'no') answered.delete(address);
    else answered.add(address);
    if (how === 'one-way') once(`one way ${address}`, timing.oneWay, () => askAgain(address));
  };
  const askAgain = (address: string) => {
    if (answered.has(address) && !underWay.has(address)) waiting.add(address);
    callWaiting();
  };
  const callWaiting = () => {
    for (const address of waiting) {
      if (isOver || underWay.size >= mostAtOnce) return;
      waiting.delete(address);
      void call(address).catch(fault);
    }
  };
  const askAnswered = () => {
    // What a call under way has said already, the first one also, may be older than the news: who answers it is called once more.
    for (const state of underWay.values()) state.again = true;
    for (const address of answered) if (!underWay.has(address)) waiting.add(address);
    callWaiting();
  };
  const all = async () => {
    once('interval', timing.interval, () => void all());
    const here = await addresses();
    for (const address of answered) if (!here.includes(address)) answered.delete(address);
    const known = here.filter((address) => answered.has(address));
    for (const address of new Set([...known, ...here])) if (!underWay.has(address)) waiting.add(address);
    callWaiting();
  };
  return {
    all: () => void all(),
    saved: () => once('saved', timing.afterSave, askAnswered),
    arrived: () => once('arrived', timing.afterArrival, askAnswered),
    heard: note,
    stop() {
      isOver = true;
      for (const letBe of due.values()) letBe();
      due.clear();
      waiting.clear();
    },
  };
}
