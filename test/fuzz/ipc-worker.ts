/** A process that sends the host messages for another one (many-inputs.ts), with a fake in the place of Electron. */
import { registerHooks } from 'node:module';
import { peakMemory } from '../support/peak-memory.ts';
import type { InputRange, RangeRead } from './worker.ts';

registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier === 'electron' ? new URL('./fake-electron.ts', import.meta.url).href : specifier, context),
});
const { ipcMessage } = await import('./ipc-messages.ts');
const { sendToHost } = await import('./ipc-world.ts');
// What the host could not do it says on its own error stream.
process.stderr.write = () => true;

async function sendRange({ from, count }: InputRange): Promise<RangeRead> {
  let [taken, slowest] = [0, 0];
  const findings: string[] = [];
  for (let number = from; number < from + count; number += 1) {
    const begun = performance.now();
    try {
      if (await sendToHost(ipcMessage(number))) taken += 1;
    } catch (error) {
      findings.push(`message ${number}: ${error instanceof Error ? error.message : String(error)}`);
    }
    slowest = Math.max(slowest, performance.now() - begun);
  }
  const memory = peakMemory();
  return { taken, refused: count - taken - findings.length, findings, memory, slowest };
}

process.on('message', async (range: InputRange) => process.send?.(await sendRange(range)));
