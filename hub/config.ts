/** How a hub is set up: environment variables, overridden by arguments. */
import { isIPv4 } from 'node:net';
import { resolve } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';

export interface HubConfig {
  /** Address to listen on. */
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Folder of the embedded PostgreSQL, its log and password. */
  readonly dataFolder: string;
  /** A PostgreSQL of one's own; null starts the embedded one. */
  readonly databaseUrl: string | null;
  /** True for the sample network, which gives enrolment codes to whoever asks on this machine. */
  readonly sample: boolean;
  readonly networkName: string;
  /** Folder with the built browser edition; it is not served when it is missing. */
  readonly rendererFolder: string;
  /** Connections taken from one address at a time; raise it behind a proxy. */
  readonly connectionsPerAddress: number;
  readonly logLevel: string;
  /** Where the log goes; null is the standard output. */
  readonly logFile: string | null;
}

const options = {
  host: { type: 'string' },
  port: { type: 'string' },
  data: { type: 'string' },
  sample: { type: 'boolean' },
  name: { type: 'string' },
  renderer: { type: 'string' },
  log: { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

/** Reads the set-up. Throws with what is wrong: a hub must not start on a guess. */
export function readConfig(args: readonly string[], env: NodeJS.ProcessEnv, projectFolder: string): HubConfig {
  const { values } = parseArgs({ args: [...args], options, strict: true });
  const config: HubConfig = {
    host: values.host ?? env['WAYPOST_HOST'] ?? '127.0.0.1',
    port: readNumber('port', values.port ?? env['WAYPOST_PORT'] ?? '8470', 0, 65_535),
    dataFolder: resolve(values.data ?? env['WAYPOST_DATA'] ?? resolve(projectFolder, '.waypost', 'hub')),
    databaseUrl: env['DATABASE_URL'] || null,
    sample: values.sample ?? env['WAYPOST_SAMPLE'] === '1',
    networkName: values.name ?? env['WAYPOST_NETWORK'] ?? 'Waypost',
    rendererFolder: resolve(values.renderer ?? resolve(projectFolder, 'dist', 'renderer')),
    connectionsPerAddress: readNumber(
      'WAYPOST_CONNECTIONS_PER_ADDRESS',
      env['WAYPOST_CONNECTIONS_PER_ADDRESS'] ?? '32',
      1,
      512,
    ),
    logLevel: values.log ?? env['WAYPOST_LOG'] ?? 'info',
    logFile: null,
  };
  if (config.sample && !isLoopback(config.host)) {
    throw new Error(
      'The sample network gives codes to whoever asks, so it listens on this machine only: host 127.0.0.1.',
    );
  }
  return config;
}

/** Whether an address is this machine's own. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

function readNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most || text.trim() === '') {
    throw new Error(`${name} must be a whole number from ${least} to ${most}, not "${text}".`);
  }
  return number;
}
