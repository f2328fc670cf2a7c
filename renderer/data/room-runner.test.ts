import { expect, test, vi } from 'vitest';
import { ok } from '../../shared/base/result.ts';
import type { Desktop } from './desktop.ts';
import type { LiveEngine } from './live-engine.ts';
import { createRoomRunner } from './room-runner.ts';

test('[RM10] a call that breaks is told as a fault, and its row does not stay under way', async () => {
  const bug = new Error('bug');
  const engine = { meet: () => Promise.reject(bug), onChange: () => () => {} } as unknown as LiveEngine;
  const answers: Readonly<Record<string, unknown>> = { 'room:found': { addresses: ['192.0.2.8:5000'] } };
  const desktop = {
    call: async (channel: string) => ok(answers[channel] ?? { addresses: [] }),
    onEvent: () => () => {},
  } as unknown as Desktop;
  const faults: unknown[] = [];
  const runner = createRoomRunner({ engine, desktop, fault: (error) => void faults.push(error) });
  await runner.turnOn();
  await vi.waitFor(() => expect(faults).toEqual([bug]));
  expect(runner.state.get().calls).toEqual([{ address: '192.0.2.8:5000', isRunning: false, last: null }]);
  await runner.turnOff();
});
