/** Starts a peer's server in a process of its own. */
import { fork } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundlePage, peersFolder } from './install-peers.ts';
import type { BenchRecord, PeerServer, Traffic } from './peer.ts';
import type { PeerChoice } from './peers.ts';

/** Serves records to a peer's page; `folder` takes what the process reads. Its process ends when the signal says so. */
export async function startPeerServer(
  { folder: name, server, query = '' }: PeerChoice,
  records: readonly BenchRecord[],
  folder: string,
  signal: AbortSignal,
): Promise<PeerServer> {
  const [recordsFile, script] = [join(folder, `records-${records.length}.ndjson`), join(folder, `${name}.js`)];
  await writeFile(recordsFile, records.map((record) => JSON.stringify(record)).join('\n'));
  await bundlePage(join(peersFolder, name, 'page.js'), script);
  const child = fork(join(peersFolder, server), [recordsFile, script], {
    cwd: folder,
    signal,
    execArgv: ['--max-old-space-size=6000'],
  });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const port = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`The server of ${name} ended with ${code}`)));
    child.on('message', (message: { port?: number; id?: number; value?: unknown; error?: string }) => {
      if (message.port !== undefined) return resolve(message.port);
      const asked = waiting.get(message.id ?? 0);
      waiting.delete(message.id ?? 0);
      if (message.error === undefined) asked?.resolve(message.value);
      else asked?.reject(new Error(message.error));
    });
  });
  let asked = 0;
  const ask = (operation: string, argument?: unknown): Promise<unknown> => {
    asked += 1;
    child.send({ id: asked, operation, argument });
    return new Promise((resolve, reject) => waiting.set(asked, { resolve, reject }));
  };
  return {
    address: `http://127.0.0.1:${port}/${query}`,
    reset: async () => void (await ask('reset')),
    traffic: () => ask('traffic') as Promise<Traffic>,
    values: (changes) => ask('values', changes) as Promise<(string | null)[]>,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill();
      }),
  };
}
