/** How a hub is set up: environment variables, overridden by arguments. */
import { isIPv4 } from 'node:net';
import { resolve } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { leaseBounds } from '../shared/protocol/device-certificate.ts';
import { type PassphraseCost, passphraseFloor, usualPassphraseCost } from './accounts/passphrases.ts';

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
  /** Where people reach the hub (`https://hub.example`) when that is not the address it listens on; null when it is. */
  readonly origin: string | null;
  /** Certificate and key of one's own, PEM files; null takes the pair in the data folder, or none. */
  readonly tlsCert: string | null;
  readonly tlsKey: string | null;
  /** Address of a proxy in front whose word about who asks is believed; null believes nobody. */
  readonly trustedProxy: string | null;
  /** What Prometheus shows to read /metrics from another machine; null answers this machine only. */
  readonly metricsToken: string | null;
  /** Folder with the built coordinator's page. */
  readonly coordinatorFolder: string;
  /** Hexadecimal key for secrets of authenticators; null keeps one in the data folder. */
  readonly sealKey: string | null;
  readonly passphraseCost: PassphraseCost;
  /** The identity provider by which people may sign in to the page; null has none. */
  readonly provider: ProviderPlace | null;
  /** Days without a word after which a device is retired ([DV4]). */
  readonly retireAfterDays: number;
  /** Days that what is marked TLP:AMBER or above may be read without a word from the hub, 30 to 90: the lease in certificates. */
  readonly leaseDays: number;
  /** How many coordinators or stewards have to sign roles that one proposes, 1 to 5 ([GV2]). */
  readonly grantSignatures?: number;
  /** Whether laptops are told the names of scopes that they do not share ([AR5]). */
  readonly tellsScopes?: boolean;
  /** Days that a superseded value is kept, from when it was superseded ([CP4]). */
  readonly keepSupersededDays: number;
}

export interface ProviderPlace {
  /** An https address, or one on this machine. */
  readonly issuer: string;
  readonly clientId: string;
  /** Null for a client without a secret. */
  readonly secretFile: string | null;
  /** What people call it. */
  readonly name: string;
  /** Values of `acr` that are enough; any is when none is named. */
  readonly enough: readonly string[];
}

const options = {
  host: { type: 'string' },
  port: { type: 'string' },
  data: { type: 'string' },
  sample: { type: 'boolean' },
  name: { type: 'string' },
  renderer: { type: 'string' },
  log: { type: 'string' },
  origin: { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
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
    origin: readOrigin(values.origin ?? env['WAYPOST_ORIGIN']),
    tlsCert: readPath(values['tls-cert'] ?? env['WAYPOST_TLS_CERT']),
    tlsKey: readPath(values['tls-key'] ?? env['WAYPOST_TLS_KEY']),
    trustedProxy: env['WAYPOST_TRUSTED_PROXY'] || null,
    metricsToken: env['WAYPOST_METRICS_TOKEN'] || null,
    coordinatorFolder: resolve(projectFolder, 'dist', 'coordinator'),
    sealKey: env['WAYPOST_SEAL_KEY'] || null,
    passphraseCost: {
      memoryMiB: readNumber(
        'WAYPOST_PASSPHRASE_MIB',
        env['WAYPOST_PASSPHRASE_MIB'] ?? String(usualPassphraseCost.memoryMiB),
        passphraseFloor.memoryMiB,
        1_024,
      ),
      passes: usualPassphraseCost.passes,
    },
    provider: readProvider(env),
    keepSupersededDays: readNumber(
      'WAYPOST_KEEP_SUPERSEDED_DAYS',
      env['WAYPOST_KEEP_SUPERSEDED_DAYS'] ?? '365',
      1,
      36_500,
    ),
    leaseDays: readNumber('WAYPOST_LEASE_DAYS', env['WAYPOST_LEASE_DAYS'] ?? '60', leaseBounds.least, leaseBounds.most),
    grantSignatures: readNumber('WAYPOST_GRANT_SIGNATURES', env['WAYPOST_GRANT_SIGNATURES'] ?? '1', 1, 5),
    tellsScopes: readAnswer('WAYPOST_TELL_SCOPES', env['WAYPOST_TELL_SCOPES'] ?? 'yes'),
    retireAfterDays: readNumber('WAYPOST_RETIRE_AFTER_DAYS', env['WAYPOST_RETIRE_AFTER_DAYS'] ?? '180', 1, 3_650),
  };
  if (config.sample && !isLoopback(config.host)) {
    throw new Error(
      'The sample network gives codes to whoever asks, so it listens on this machine only: host 127.0.0.1.',
    );
  }
  if ((config.tlsCert === null) !== (config.tlsKey === null)) {
    throw new Error('A certificate needs its key, and a key its certificate: WAYPOST_TLS_CERT and WAYPOST_TLS_KEY.');
  }
  return config;
}

function readPath(text: string | undefined): string | null {
  return text ? resolve(text) : null;
}

function readProvider(env: NodeJS.ProcessEnv): ProviderPlace | null {
  const { WAYPOST_PROVIDER: issuer, WAYPOST_PROVIDER_CLIENT: clientId, WAYPOST_PROVIDER_NAME: name } = env;
  if (!issuer) return null;
  const address = URL.canParse(issuer) ? new URL(issuer) : null;
  if (address === null || (address.protocol !== 'https:' && !isLoopback(address.hostname)))
    throw new Error(`WAYPOST_PROVIDER is the provider's issuer, https://..., not "${issuer}".`);
  if (!clientId) throw new Error('WAYPOST_PROVIDER_CLIENT is missing: what the provider calls this hub.');
  return {
    issuer,
    clientId,
    secretFile: readPath(env['WAYPOST_PROVIDER_SECRET_FILE']),
    name: name || address.hostname,
    enough: (env['WAYPOST_PROVIDER_ACR'] ?? '').split(' ').filter((one) => one !== ''),
  };
}

/** Throws for a hub that others would reach in the clear: laptops would not come, and a browser would send a session. */
export function refuseOpenTransport({ host, origin }: Pick<HubConfig, 'host' | 'origin'>, hasTls: boolean): void {
  if (isLoopback(host) || hasTls || origin?.startsWith('https:')) return;
  throw new Error(
    `On ${host} others reach this hub, so it needs HTTPS: "certificate NAME", WAYPOST_TLS_CERT, or a proxy and WAYPOST_ORIGIN.`,
  );
}

/** Whether an address is this machine's own. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

function readOrigin(text: string | undefined): string | null {
  if (!text) return null;
  const origin = URL.canParse(text) ? new URL(text).origin : '';
  if (origin !== text || !/^https?:/.test(origin))
    throw new Error(`The origin looks like https://hub.example, not "${text}".`);
  return origin;
}

function readAnswer(name: string, text: string): boolean {
  if (text !== 'yes' && text !== 'no') throw new Error(`${name} must be yes or no, not "${text}".`);
  return text === 'yes';
}

function readNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most || text.trim() === '') {
    throw new Error(`${name} must be a whole number from ${least} to ${most}, not "${text}".`);
  }
  return number;
}
