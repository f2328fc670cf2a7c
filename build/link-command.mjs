// Runs as npm's `prepare` step, on whatever Node the machine has (20 or newer): plain JavaScript, no dependencies.
// npm links the commands of dependencies, never those of the package itself; this makes `npx waypost` work unbuilt.
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const command = join(root, 'headless', 'waypost.mjs');
const commandFolder = join(root, 'node_modules', '.bin');
const target = relative(commandFolder, command);

mkdirSync(commandFolder, { recursive: true });
if (process.platform === 'win32') {
  writeFileSync(join(commandFolder, 'waypost.cmd'), `@node "%~dp0\\${target}" %*\r\n`);
} else {
  const link = join(commandFolder, 'waypost');
  rmSync(link, { force: true });
  symlinkSync(target, link);
  chmodSync(command, 0o755);
}
