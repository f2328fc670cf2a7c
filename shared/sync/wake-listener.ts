/**
 * Listens at the hub for word that something moved, and comes back when the line is lost ([BG2], [BG7] to [BG9]). It lives
 * in whatever hosts the engine: main process, worker of the browser edition.
 */
import { toHex } from '../base/bytes.ts';
import type { Clock } from '../base/ports.ts';
import { wakeDigest, wakeHeartbeat, wakeStaleSchema, writeWakeRequest } from '../protocol/wake.ts';
import { retryDelay } from './retry-delay.ts';

export type WakeNews =
  /** The hub is heard; what moved before may have been missed. */
  | 'hub-heard'
  /** It is not heard any more. */
  | 'hub-lost'
  | 'hub-moved';

/** As much of fetch's answer as is used. */
export interface WakeAnswer {
  readonly status: number;
  readonly body: { getReader(): WakeReader } | null;
  text(): Promise<string>;
}
export interface WakeReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  cancel(): Promise<void>;
}

export interface WakePorts {
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Calls back after so many milliseconds. Returns how to call it off. */
  readonly after: (milliseconds: number, work: () => void) => () => void;
  /** Who this device is; null while it is not enrolled. */
  readonly identity: () => Promise<{ readonly device: string; readonly hub: string } | null>;
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array | null>;
  /** Asks the hub with that `authorization`. Rejects without a network. */
  readonly connect: (authorization: string) => Promise<WakeAnswer>;
  readonly tell: (news: WakeNews) => void;
}

export interface WakeListener {
  /** Begins to listen, at once when it was waiting to try again, or ends. */
  listen(on: boolean): void;
}

const retryTimes = { first: 5_000, longest: 300_000 };
/** A hub that is silent for two signs of life is gone. */
const longestSilence = wakeHeartbeat * 2 + 10_000;

export function createWakeListener(ports: WakePorts): WakeListener {
  /** Counts up whenever listening begins or ends: what belongs to an older turn stops. */
  let turn = 0;
  let end = () => {};
  let hubAhead = 0;

  const wait = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const cancel = ports.after(milliseconds, resolve);
      end = () => {
        cancel();
        resolve();
      };
    });
  const ask = async (): Promise<WakeAnswer | null> => {
    const identity = await ports.identity();
    if (identity === null) return null;
    const at = Math.max(0, ports.clock.now() + hubAhead);
    const { device, hub } = identity;
    const signature = await ports.sign(wakeDigest({ hub, device, at }));
    return signature === null ? null : ports.connect(writeWakeRequest({ device, at, signature: toHex(signature) }));
  };
  /** True when there was a stream, whatever ended it. */
  const hear = async (mine: number): Promise<boolean> => {
    let answer = await ask();
    if (answer?.status === 401) {
      const stale = wakeStaleSchema.safeParse(parse(await answer.text()));
      if (!stale.success) return false;
      hubAhead = stale.data.hubTime - ports.clock.now();
      answer = await ask();
    }
    if (answer?.status !== 200 || answer.body === null) return false;
    const reader = answer.body.getReader();
    end = () => void reader.cancel().catch(() => {});
    if (mine !== turn) end();
    else await follow(reader, mine);
    return true;
  };
  const follow = async (reader: WakeReader, mine: number): Promise<void> => {
    let unread = '';
    ports.tell('hub-heard');
    try {
      for (;;) {
        const silence = ports.after(longestSilence, () => void reader.cancel().catch(() => {}));
        const { done, value } = await reader.read().finally(silence);
        if (done || mine !== turn) return;
        const events = (unread + textOf(value)).split('\n\n');
        // Nothing that a hub says is long: the beginning of an endless line is dropped.
        unread = (events.pop() ?? '').slice(0, 1_000);
        if (events.some((event) => /^event: ?moved$/m.test(event))) ports.tell('hub-moved');
      }
    } finally {
      if (mine === turn) ports.tell('hub-lost');
    }
  };
  const run = async (mine: number): Promise<void> => {
    for (let failures = 0; mine === turn; ) {
      const heard = await hear(mine).catch(() => false);
      if (mine !== turn) return;
      failures = heard ? 1 : failures + 1;
      await wait(retryDelay(failures, retryTimes, ports.random));
    }
  };

  return {
    listen(on) {
      turn += 1;
      end();
      end = () => {};
      if (on) void run(turn);
    },
  };
}

/** What the hub says is ASCII; other bytes mean nothing here. */
function textOf(bytes: Uint8Array | undefined): string {
  return String.fromCharCode(...(bytes ?? []).slice(0, 10_000)).replaceAll('\r', '');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
