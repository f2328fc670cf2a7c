import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Starts an Xvfb of the given size; resolves with its display. It ends with this process. */
export async function startVirtualDisplay(size = '1366x900'): Promise<string> {
  const args = ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-noreset'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] }) as ChildProcess;
  process.on('exit', () => server.kill('SIGKILL'));
  const numbers = server.stdio[3];
  if (!numbers) throw new Error('Xvfb has no display pipe');
  const failed = once(server, 'error').then(([error]) => {
    throw new Error(`Xvfb does not start (apt-get install xvfb): ${String(error)}`);
  });
  const [chunk] = (await Promise.race([once(numbers, 'data'), failed])) as [Buffer];
  server.unref();
  (numbers as unknown as { unref?(): void }).unref?.();
  return `:${chunk.toString().trim()}`;
}
