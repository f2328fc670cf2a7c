#!/usr/bin/env node
// The `waypost` command. Plain JavaScript because it must start on Node 20, which cannot run the TypeScript of main.ts:
// there it starts again with the Node 24 that the npm package `node` installed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const root = dirname(folder);

if (process.features.typescript) {
  await import('./main.ts');
} else {
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  const modernNode = join(root, 'node_modules', 'node', 'bin', executable);
  if (existsSync(modernNode)) startAgainWith(modernNode);
  else {
    process.stderr.write(`waypost needs Node 24 and found ${process.version}: run "npm ci" in ${root} first.\n`);
    process.exitCode = 1;
  }
}

/** Hands over to `node` with the same arguments, streams and signals, and ends as it ends. */
function startAgainWith(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exitCode = code ?? 1;
    else {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    }
  });
}
