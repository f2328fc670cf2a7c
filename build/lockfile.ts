/**
 * Keeps package-lock.json complete on registries that carry the binaries of some platforms only. There npm writes a
 * lock without the absent ones, and `npm ci` then refuses that very lock as out of step. An entry with version and
 * platform, which npm skips on every other platform, is what a full registry would have led to.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckStep } from './check-step.ts';
import { inProject } from './project-root.ts';

export interface LockEntry {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

export interface Lock {
  packages: Record<string, LockEntry>;
}

/** The project's own, and those of what single commands install apart. */
const lockFiles = [
  'package-lock.json',
  'test/bench/peers/package-lock.json',
  'test/bench/search-peers/package-lock.json',
  'test/electronegativity/package-lock.json',
] as const;

export const lockfileStep: CheckStep = {
  name: 'package-lock.json is complete',
  async run(root) {
    const problems = await Promise.all(lockFiles.map((file) => problemsOf(root, file)));
    return problems.flat();
  },
};

async function problemsOf(root: string, file: string): Promise<string[]> {
  const absent = Object.keys(absentEntries(JSON.parse(await readFile(join(root, file), 'utf8')) as Lock));
  if (absent.length === 0) return [];
  return [`npm ci would refuse ${file}: run "node build/lockfile.ts" (lacks ${absent.join(', ')})`];
}

/** Entries for optional dependencies on exact versions that the lock knows nothing of. */
export function absentEntries(lock: Lock): Record<string, LockEntry> {
  const known = new Set(Object.keys(lock.packages).map((path) => path.slice(path.lastIndexOf('node_modules/'))));
  const absent: Record<string, LockEntry> = {};
  for (const parent of Object.values(lock.packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      const path = `node_modules/${name}`;
      if (known.has(path) || !/^\d/.test(version)) continue;
      absent[path] = { version, ...platformOf(name), ...(parent.dev ? { dev: true } : {}), optional: true };
    }
  }
  return absent;
}

/** Platform as the names of such packages end: `cli-linux-x64-musl`, `binding-win32-arm64-msvc`. */
function platformOf(name: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> {
  const match =
    /(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-([a-z0-9]+)(?:-(\w+))?$/.exec(name);
  const [, os, cpu, variant] = match ?? [];
  if (os === undefined || cpu === undefined) return {};
  const libc =
    os !== 'linux'
      ? undefined
      : variant?.startsWith('musl')
        ? 'musl'
        : variant?.startsWith('gnu')
          ? 'glibc'
          : undefined;
  return { os: [os], cpu: [cpu], ...(libc === undefined ? {} : { libc: [libc] }) };
}

if (import.meta.main) for (const file of lockFiles) await complete(inProject(file));

async function complete(file: string): Promise<void> {
  const lock = JSON.parse(await readFile(file, 'utf8')) as Lock;
  const root = lock.packages[''] ?? {};
  const packages = Object.entries({ ...lock.packages, ...absentEntries(lock) }).filter(([path]) => path !== '');
  packages.sort(([left], [right]) => left.localeCompare(right, 'en'));
  await writeFile(
    file,
    `${JSON.stringify({ ...lock, packages: { '': root, ...Object.fromEntries(packages) } }, null, 2)}\n`,
  );
}
