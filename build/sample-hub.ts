/** The sample network's hub on this machine: the one that runs already, or a new one in this process. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { usualPassphraseCost } from '../hub/accounts/passphrases.ts';
import { sampleName } from '../hub/network/sample-network.ts';
import { startHub } from '../hub/start-hub.ts';
import { inProject } from './project-root.ts';
import { fillSampleNetwork } from './sample-network.ts';

export interface SampleHub {
  readonly address: string;
  /** False when another process runs it: stopping it here does nothing. */
  readonly isOurs: boolean;
  /** Sets up the coordinator's account; null when that is done, or another process knows the code. */
  readonly setUpCode: string | null;
  stop(): Promise<void>;
}

/** The port people get used to; the browser edition's store belongs to the address, so it should not wander. */
const usualPort = 8470;

/** Joins or starts the hub of a sample folder. */
export async function joinOrStartHub(folder: string): Promise<SampleHub> {
  await mkdir(folder, { recursive: true });
  const note = join(folder, 'hub.json');
  const noted = await readNote(note);
  if (noted !== null && (await answers(noted.address))) {
    return { address: noted.address, isOurs: false, setUpCode: null, stop: async () => undefined };
  }
  const hub = await startHub({
    host: '127.0.0.1',
    port: await choosePort(noted),
    dataFolder: join(folder, 'hub'),
    databaseUrl: process.env['DATABASE_URL'] || null,
    sample: true,
    networkName: sampleName,
    rendererFolder: inProject('dist', 'renderer'),
    connectionsPerAddress: 128,
    logLevel: process.env['WAYPOST_LOG'] ?? 'info',
    logFile: join(folder, 'hub.log'),
    coordinatorFolder: inProject('dist', 'coordinator'),
    origin: null,
    trustedProxy: null,
    tlsCert: null,
    tlsKey: null,
    metricsToken: null,
    sealKey: null,
    passphraseCost: usualPassphraseCost,
    provider: null,
    retireAfterDays: 180,
    leaseDays: 60,
    tellsScopes: true,
    keepSupersededDays: 365,
  });
  await writeFile(note, JSON.stringify({ address: hub.address, running: true }));
  return {
    address: hub.address,
    isOurs: true,
    setUpCode: hub.sampleSetUpCode,
    async stop() {
      await hub.stop();
      // The port is remembered for the next start.
      await writeFile(note, JSON.stringify({ address: hub.address, running: false })).catch(() =>
        rm(note, { force: true }),
      );
    },
  };
}

/** Fills the network of a hub of ours unless that was done; resolves with the number of playbooks that are new. */
export async function fillOnce(folder: string, hub: SampleHub): Promise<number> {
  // In the hub's own folder: who deletes the hub deletes this with it.
  const done = join(folder, 'hub', 'sample-filled');
  if (!hub.isOurs || existsSync(done)) return 0;
  const unfinished = join(folder, 'hub', 'sample-filling');
  const filled = await fillSampleNetwork(hub.address, { folder: unfinished });
  await writeFile(done, '');
  await rm(unfinished, { recursive: true, force: true });
  return filled;
}

async function readNote(path: string): Promise<{ address: string } | null> {
  try {
    const { address } = JSON.parse(await readFile(path, 'utf8')) as { address?: unknown };
    return typeof address === 'string' && /^http:\/\/127\.0\.0\.1:\d+$/.test(address) ? { address } : null;
  } catch {
    return null;
  }
}

async function answers(address: string): Promise<boolean> {
  try {
    const health = await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(2_000) });
    // The note may be old, and the port somebody else's by now.
    return health.ok && ((await health.json()) as { status?: unknown }).status === 'ok';
  } catch {
    return false;
  }
}

async function choosePort(noted: { readonly address: string } | null): Promise<number> {
  const wanted = [...(noted === null ? [] : [Number(new URL(noted.address).port)]), usualPort];
  for (const port of wanted) if (await isFree(port)) return port;
  return 0;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
