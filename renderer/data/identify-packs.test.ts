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

test('[PK7] a second thread begins while the first has something to do, and no third; what comes next goes where less waits', async () => {
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

test('[PK7] a thread that fails answers nobody who waits, and holds nobody up', async () => {
  const made = ask(1);
  workers[0]?.dispatchEvent(new Event('error'));
  await expect(made).rejects.toBeDefined();
});
