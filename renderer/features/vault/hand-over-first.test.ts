import { expect, test } from 'vitest';
import { fail } from '../../../shared/base/result.ts';
import { createObservable } from '../../data/observable.ts';
import type { SyncRunner } from '../../data/sync-runner.ts';
import { handOverFirst } from './hand-over-first.ts';

const never = () => new Promise<never>(() => {});
const runner = (now: SyncRunner['now'], paused = false) => ({
  state: createObservable({ running: false, paused, bytesPerSecond: null, last: null }),
  now,
});

test('[WP9] the hub is waited for until it answers or fails, and never longer than told; a sync that is paused is not begun', async () => {
  const asked: string[] = [];
  const answers = async (kind: string) => {
    asked.push(kind);
    return fail({ kind: 'hub-unreachable' } as const);
  };
  const copy = { sealCopy: async () => asked.push('sealed') > 0 };
  await handOverFirst(
    runner(() => answers('asked')),
    copy,
  );
  await handOverFirst(
    runner(() => Promise.reject(new Error('the worker is gone'))),
    copy,
  );
  const limits = { handingOver: 1, sealing: 1 };
  await handOverFirst(runner(never), { sealCopy: never }, limits);
  expect(asked).toEqual(['asked', 'sealed', 'sealed']);
  // Behind or not, the copy is looked after while it is paused too.
  await handOverFirst(
    runner(() => answers('paused'), true),
    copy,
  );
  expect(asked).toEqual(['asked', 'sealed', 'sealed', 'sealed']);
});
