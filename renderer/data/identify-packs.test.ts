import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { IdentifiedPack } from '../../shared/sync/identified-pack.ts';
import { createIdentifier } from './identify-packs.ts';

/** A thread that answers when it is told to, with the first byte that it was given. */
class FakeWorker extends EventTarget {
  readonly asked: (() => void)[] = [];
  isOver = false;

  postMessage({ id, args }: { id: number; args: readonly [Uint8Array] }): void {
    const value = { ids: args[0].slice(0, 1) } satisfies IdentifiedPack;
    this.asked.push(() => void this.dispatchEvent(new MessageEvent('message', { data: { kind: 'value', id, value } })));
  }

  terminate(): void {
    this.isOver = true;
  }
}

const place = { scope: '', after: { seq: 0, chain: '' }, last: 1, chain: '' };
let workers: FakeWorker[];
let identify: ReturnType<typeof createIdentifier>;

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  const begin = () => workers[workers.push(new FakeWorker()) - 1] as FakeWorker;
  identify = createIdentifier(() => begin() as unknown as Worker, 2);
});
afterEach(() => void vi.useRealTimers());

const ask = (n: number) => identify(Uint8Array.of(n), place);

test('[PK11] a second thread begins while the first has something to do, and no third; what comes next goes where less waits', async () => {
  const first = ask(1);
  expect(workers).toHaveLength(1);
  const all = Promise.all([first, ask(2), ask(3), ask(4)]);
  expect(workers.map(({ asked }) => asked.length)).toEqual([2, 2]);
  for (const { asked } of workers) for (const answer of asked.splice(0)) answer();
  expect((await all).map((made) => made?.ids[0])).toEqual([1, 2, 3, 4]);
  const next = ask(5);
  workers[0]?.asked[0]?.();
  expect((await next)?.ids[0]).toBe(5);
  expect(workers).toHaveLength(2);
});

test('threads end when nothing was asked of them for a while, and begin again', async () => {
  const made = ask(1);
  workers[0]?.asked[0]?.();
  await made;
  await vi.advanceTimersByTimeAsync(9_000);
  expect(workers[0]?.isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(workers[0]?.isOver).toBe(true);
  void ask(2);
  expect(workers).toHaveLength(2);
});

test.each(['error', 'messageerror'])(
  '[PK11] a thread that fails (%s) answers nobody who waits, holds nobody up, and is asked nothing more',
  async (event) => {
    const waiting = [ask(1), ask(2), ask(3)].map((made) => made.catch(() => 'failed'));
    const [first, second] = workers;
    first?.dispatchEvent(new Event(event));
    expect([await waiting[0], await waiting[2]]).toEqual(['failed', 'failed']);
    expect(first?.isOver).toBe(true);
    // The other one has something to do: a new one begins.
    const after = ask(4);
    expect(workers).toHaveLength(3);
    workers[2]?.asked[0]?.();
    expect(await after).toEqual({ ids: Uint8Array.of(4) });
    second?.asked[0]?.();
    expect(await waiting[1]).toEqual({ ids: Uint8Array.of(2) });
  },
);

test('[PK11] two threads begin in place of those that failed, and no more until nothing was asked for a while', async () => {
  for (let n = 1; n <= 4; n += 1) {
    const made = ask(n);
    workers.at(-1)?.dispatchEvent(new Event('error'));
    await expect(made).rejects.toBeDefined();
  }
  await expect(ask(5)).rejects.toThrow('The threads failed');
  expect(workers).toHaveLength(4);
  await vi.advanceTimersByTimeAsync(11_000);
  const made = ask(6);
  expect(workers).toHaveLength(5);
  workers[4]?.asked[0]?.();
  expect(await made).toEqual({ ids: Uint8Array.of(6) });
});

test('[PK11] a thread that does not answer in time counts as one that failed', async () => {
  const made = ask(1).catch(({ message }: Error) => message);
  await vi.advanceTimersByTimeAsync(14_000);
  expect(workers[0]?.isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await made).toBe('A thread does not answer');
  expect(workers[0]?.isOver).toBe(true);
  const next = ask(2);
  workers[1]?.asked[0]?.();
  expect(await next).toEqual({ ids: Uint8Array.of(2) });
});
