import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

let started: Promise<string> | null = null;

/** A display to open windows on: the one there is, or an Xvfb that ends with this process. */
export function ensureDisplay(): Promise<string> {
  const present = process.env['DISPLAY'];
  if (present) return Promise.resolve(present);
  started ??= startXvfb();
  return started;
}

async function startXvfb(): Promise<string> {
  const args = ['-displayfd', '3', '-screen', '0', '1366x900x24', '-nolisten', 'tcp', '-noreset'];
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
