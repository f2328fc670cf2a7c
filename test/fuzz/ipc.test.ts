import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ipcMessage } from './ipc-messages.ts';

vi.mock('electron', () => import('./fake-electron.ts'));
const { sendToHost } = await import('./ipc-world.ts');

// What the host could not do it says on its own error stream: nothing that this test is about.
beforeAll(() => void vi.spyOn(process.stderr, 'write').mockReturnValue(true));
afterAll(() => void vi.restoreAllMocks());

test('a hundred thousand messages on every channel: nothing is thrown across, nothing is done that was not asked for by our page and by the contract', async () => {
  const messages = 100_000;
  const findings: string[] = [];
  let taken = 0;
  for (let number = 1; number <= messages; number += 1) {
    await sendToHost(ipcMessage(number)).then(
      (isTaken) => {
        taken += isTaken ? 1 : 0;
      },
      (error: Error) => findings.push(`message ${number}: ${error.message}`),
    );
  }
  expect(findings.slice(0, 5)).toEqual([]);
  // Both ways are walked often.
  expect(taken).toBeGreaterThan(messages / 10);
  expect(messages - taken).toBeGreaterThan(messages / 2);
});
