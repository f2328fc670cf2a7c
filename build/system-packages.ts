import { runCommand } from './run-command.ts';

/** Debian packages that tests and screenshots need: a display, what Electron links against, a browser, fonts for six languages. */
export const testPackages: readonly string[] = [
  'xvfb',
  'x11-utils',
  'libgtk-3-0',
  'libnss3',
  'libgbm1',
  'libasound2',
  'libatk-bridge2.0-0',
  'libcups2',
  'libxss1',
  'libnotify4',
  'libxtst6',
  'libdrm2',
  'chromium',
  'fonts-noto-core',
  'fonts-noto-cjk',
];

export type PackagesState =
  | { readonly kind: 'present' }
  | { readonly kind: 'installed'; readonly packages: readonly string[] }
  /** `hint` is one line for the person at the keyboard. */
  | { readonly kind: 'missing'; readonly packages: readonly string[]; readonly hint: string };

/** Which of `wanted` the output of `dpkg-query` does not show as installed or provided by an installed package. */
export function missingPackages(wanted: readonly string[], dpkgOutput: string): string[] {
  const have = new Set<string>();
  for (const line of dpkgOutput.split('\n')) {
    const [status, name, provides] = line.split('\t');
    if (status !== 'installed' || name === undefined) continue;
    have.add(name);
    // Later Debian and Ubuntu renamed some libraries (libgtk-3-0t64) and provide the old name.
    for (const provided of (provides ?? '').split(',')) have.add(provided.replace(/\(.*\)/, '').trim());
  }
  return wanted.filter((name) => !have.has(name));
}

/** Makes sure the test packages are there: installs them with apt-get as root, otherwise says what to install. */
export async function ensureSystemPackages(): Promise<PackagesState> {
  if (process.platform !== 'linux') return { kind: 'present' };
  const missing = await findMissing();
  if (missing.length === 0) return { kind: 'present' };
  if (process.getuid?.() !== 0) {
    const hint = `The tests need Debian packages: sudo apt-get install -y --no-install-recommends ${missing.join(' ')}`;
    return { kind: 'missing', packages: missing, hint };
  }
  process.stdout.write(`Installing with apt-get: ${missing.join(' ')}\n`);
  const log = await install(missing);
  const stillMissing = await findMissing();
  if (stillMissing.length === 0) return { kind: 'installed', packages: missing };
  const hint = `apt-get could not install ${stillMissing.join(' ')}: ${log.trim().split('\n').slice(-5).join(' | ')}`;
  return { kind: 'missing', packages: stillMissing, hint };
}

async function findMissing(): Promise<string[]> {
  const format = '$' + '{db:Status-Status}\t$' + '{Package}\t$' + '{Provides}\n';
  const { code, output } = await runCommand('dpkg-query', ['-W', '-f', format]);
  return code === 127 ? [...testPackages] : missingPackages(testPackages, output);
}

async function install(packages: readonly string[]): Promise<string> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  const steady = ['-o', 'Acquire::Retries=3', '-o', 'DPkg::Lock::Timeout=120'];
  let log = '';
  // A mirror in the middle of an update answers 404 for a minute: ask it again with fresh lists.
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const update = await runCommand('apt-get', [...steady, '-q', 'update'], { env });
    const installed = await runCommand(
      'apt-get',
      [...steady, '-q', 'install', '-y', '--no-install-recommends', ...packages],
      { env },
    );
    log += update.output + installed.output;
    if (installed.code === 0) break;
    await new Promise((resolve) => setTimeout(resolve, attempt * 5_000));
  }
  return log;
}

if (import.meta.main) {
  const state = await ensureSystemPackages();
  process.stdout.write(`${state.kind === 'missing' ? state.hint : `System packages: ${state.kind}`}\n`);
  process.exitCode = state.kind === 'missing' ? 1 : 0;
}
