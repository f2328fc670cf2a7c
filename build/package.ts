/**
 * `npm run package`: the app as people install it, unpacked, in out/. Two folders come out: `<platform>-unpacked` with
 * Electron's fuses as they were, for tests that must drive it, and `shipped` with the fuses flipped and read back.
 */
import { cp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type FuseConfig, FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import { type Configuration, Platform, build as packWithBuilder } from 'electron-builder';
import { buildApp } from './build.ts';
import { copyForPackaging, ensureElectron } from './electron-runtime.ts';
import { inCache, inProject } from './project-root.ts';

export interface PackagedApp {
  /** Program with the fuses of stock Electron. */
  readonly drivable: string;
  /** Program as shipped. */
  readonly shipped: string;
  readonly runtime: 'official' | 'fallback';
}

type Fuses = Readonly<Partial<Record<FuseV1Options, boolean>>>;

/** What the shipped program can no longer be talked into. */
export function shippedFuses(platform: NodeJS.Platform): Fuses {
  return {
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    // Electron checks the archive on these two only; on Linux the package manager's signature stands for it.
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: platform === 'darwin' || platform === 'win32',
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
    // Guard pages around the memory of WebAssembly (Argon2id is one); without them each access is checked in code.
    [FuseV1Options.WasmTrapHandlers]: true,
  };
}

/** Fuses that do not stand as wanted, as words. */
export async function wrongFuses(program: string, wanted: Fuses): Promise<string[]> {
  const wire = (await getCurrentFuseWire(program)) as unknown as Readonly<Record<string, FuseState>>;
  return Object.entries(wanted).flatMap(([fuse, on]) => {
    const name = FuseV1Options[Number(fuse)] ?? fuse;
    const state = wire[fuse];
    return state === (on ? FuseState.ENABLE : FuseState.DISABLE) ? [] : [`${name} is not ${on ? 'on' : 'off'}`];
  });
}

/** Builds and packs the app for this machine. */
export async function packageApp(): Promise<PackagedApp> {
  await buildApp();
  const runtime = await ensureElectron();
  const electronDist = inCache('electron-for-packaging');
  await copyForPackaging(runtime, electronDist);
  await packWithBuilder({
    targets: Platform.current().createTarget('dir'),
    projectDir: inProject(),
    publish: 'never',
    config: packagingConfig(electronDist, runtime.version),
  });
  await rm(electronDist, { recursive: true, force: true });
  const { folder, program } = unpackedNames();
  const drivable = inProject('out', folder, program);
  const shippedFolder = inProject('out', 'shipped');
  await rm(shippedFolder, { recursive: true, force: true });
  await cp(inProject('out', folder), shippedFolder, { recursive: true, verbatimSymlinks: true });
  const shipped = join(shippedFolder, program);
  // The fallback (Electron 25) lacks the newest fuse; the official runtime must have every one of them.
  const wire = await getCurrentFuseWire(shipped);
  const fuses = Object.fromEntries(
    Object.entries(shippedFuses(process.platform)).filter(([fuse]) => runtime.kind === 'official' || fuse in wire),
  );
  // The object is built from the table above; the type wants each name spelled out.
  await flipFuses(shipped, { version: FuseVersion.V1, ...fuses } as FuseConfig);
  const wrong = await wrongFuses(shipped, fuses);
  if (wrong.length > 0) throw new Error(`Fuses did not take: ${wrong.join(', ')}`);
  return { drivable, shipped, runtime: runtime.kind };
}

function packagingConfig(electronDist: string, electronVersion: string): Configuration {
  return {
    appId: 'org.waypost.desktop',
    productName: 'Waypost',
    directories: { output: 'out', buildResources: 'assets' },
    // Everything the app runs is bundled in dist/; the notices must travel with it.
    files: [
      'dist/electron/**',
      'dist/renderer/**',
      'package.json',
      'LICENSE',
      'THIRD-PARTY-NOTICES.md',
      '!**/node_modules/**',
    ],
    asar: true,
    npmRebuild: false,
    electronDist,
    electronVersion,
    linux: { executableName: 'waypost', category: 'Office', target: 'dir' },
  };
}

function unpackedNames(): { folder: string; program: string } {
  if (process.platform === 'darwin') {
    const folder = process.arch === 'arm64' ? 'mac-arm64' : 'mac';
    return { folder, program: join('Waypost.app', 'Contents', 'MacOS', 'Waypost') };
  }
  const suffix = process.arch === 'arm64' ? '-arm64' : '';
  if (process.platform === 'win32') return { folder: `win${suffix}-unpacked`, program: 'Waypost.exe' };
  return { folder: `linux${suffix}-unpacked`, program: 'waypost' };
}

if (import.meta.main) {
  const { drivable, shipped, runtime } = await packageApp();
  process.stdout.write(
    `Packed ${basename(drivable)}: ${drivable} (for tests) and ${shipped} (fuses flipped and read back)\n`,
  );
  if (runtime === 'fallback')
    process.stdout.write('Packed with the fallback runtime: for tests only, not for people.\n');
}
