/** `node hub/main.ts [options]` serves until it is told to stop; `node hub/main.ts COMMAND ...` administers (admin/). */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { adminCommands, runAdmin } from './admin/admin.ts';
import { readConfig } from './config.ts';
import { startHub } from './start-hub.ts';

const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)));
const args = process.argv.slice(2);

try {
  if (args[0] !== undefined && args[0] in adminCommands) await runAdmin(args, process.env, projectFolder);
  else await serve();
} catch (error) {
  process.stderr.write(`waypost hub: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function serve(): Promise<void> {
  const hub = await startHub(readConfig(args, process.env, projectFolder));
  process.stdout.write(`${JSON.stringify({ msg: 'hub listening', address: hub.address })}\n`);
  let stopping = false;
  const stop = async (signal: string) => {
    // A second Ctrl-C does not make half a stop out of a whole one.
    if (stopping) return;
    stopping = true;
    process.stdout.write(`${JSON.stringify({ msg: 'hub stopping', signal })}\n`);
    await hub.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop(signal));
}
