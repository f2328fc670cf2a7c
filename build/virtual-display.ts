import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface VirtualDisplay {
  /** What DISPLAY says for it. */
  readonly name: string;
  stop(): void;
}

/** Starts an Xvfb of the given size. It ends with this process, if it is not stopped before. */
export async function startVirtualDisplay(size: string): Promise<VirtualDisplay> {
  const args = ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-noreset'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] }) as ChildProcess;
  const stop = () => void server.kill('SIGKILL');
  process.on('exit', stop);
  const numbers = server.stdio[3];
  if (!numbers) throw new Error('Xvfb has no display pipe');
  const failed = once(server, 'error').then(([error]) => {
    throw new Error(`Xvfb does not start (apt-get install xvfb): ${String(error)}`);
  });
  const [chunk] = (await Promise.race([once(numbers, 'data'), failed])) as [Buffer];
  server.unref();
  (numbers as unknown as { unref?(): void }).unref?.();
  return { name: `:${chunk.toString().trim()}`, stop };
}
