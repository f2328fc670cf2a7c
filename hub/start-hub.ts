/** Starts a hub: database, migrations, founding, server; and stops them in the opposite order. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createPassphrases } from './accounts/passphrases.ts';
import { createSealer } from './accounts/seal.ts';
import { readSealKey } from './accounts/seal-key.ts';
import { type HubConfig, refuseOpenTransport } from './config.ts';
import { createDatabase, createPool } from './db/database.ts';
import { startEmbeddedPostgres } from './db/embedded-postgres.ts';
import { migrate } from './db/migrate.ts';
import { createHubServer } from './http/server.ts';
import { makeSigningKey, signWith } from './http/signing-key.ts';
import { verifySignature } from './http/verify-signature.ts';
import { foundHub } from './network/found-hub.ts';
import type { KeyPair } from './network/hub-key.ts';
import { setUpSampleCoordinator } from './network/sample-coordinator.ts';
import { createProvider, type Provider } from './provider/provider.ts';
import type { ExchangePorts } from './sync/exchange-ports.ts';
import { createPostgresHubStore } from './sync/store.ts';
import { takeWaiting } from './sync/take-waiting.ts';
import { type HubTls, readTls } from './tls/tls-files.ts';
import { followRenewal } from './tls/tls-server.ts';
import { sayFormerRevocations } from './trust/revoke.ts';

export interface RunningHub {
  /** `http://127.0.0.1:8470` */
  readonly address: string;
  /** The pin that goes along with codes; null when the hub's certificate needs none. */
  readonly pin: string | null;
  /** On the sample network, until its coordinator's account is set up: the code that sets it up. */
  readonly sampleSetUpCode: string | null;
  /** Finishes requests, closes the pool, stops the embedded PostgreSQL. */
  stop(): Promise<void>;
}

const day = 86_400_000;

export const systemPorts: ExchangePorts & { readonly makeKey: () => KeyPair } = {
  clock: { now: () => Date.now() },
  random: { bytes: (count) => new Uint8Array(randomBytes(count)) },
  verify: verifySignature,
  sign: signWith,
  makeKey: makeSigningKey,
};

/** What accounts need of this machine: Argon2id at the configured cost, and the key that seals. */
async function createAccountPorts({ sealKey, dataFolder, passphraseCost }: HubConfig) {
  return {
    passphrases: createPassphrases(passphraseCost),
    sealer: createSealer(await readSealKey(sealKey, dataFolder)),
  };
}

async function providerOf({ provider }: HubConfig): Promise<Provider | null> {
  if (provider === null) return null;
  const { secretFile, ...place } = provider;
  // A secret that cannot be read stops the start: signing in would fail for everybody, one by one.
  const clientSecret = secretFile === null ? null : (await readFile(secretFile, 'utf8')).trim();
  return createProvider({ ...place, clientSecret });
}

/** Promises a hub that answers; rejects with what is in the way, leaving nothing running. */
export async function startHub(config: HubConfig): Promise<RunningHub> {
  const tls = await readTls(config);
  refuseOpenTransport(config, tls !== null);
  const embedded = config.databaseUrl === null ? await startEmbeddedPostgres(config.dataFolder) : null;
  const pool = createPool(config.databaseUrl ?? embedded?.url ?? '');
  const closeDatabase = async () => {
    await pool.end();
    await embedded?.stop();
  };
  try {
    await migrate(pool);
    const store = createPostgresHubStore(createDatabase(pool));
    await foundHub(store, systemPorts, config);
    await store.transaction((tx) => takeWaiting(tx, systemPorts));
    await store.transaction((tx) => sayFormerRevocations(tx, systemPorts));
    const retireAfter = config.retireAfterDays * day;
    const { leaseDays, tellsScopes, grantSignatures } = config;
    const said = { retireAfter, leaseDays, tellsScopes, grantSignatures };
    const ports = { ...systemPorts, ...said, ...(await createAccountPorts(config)) };
    const sampleSetUpCode = config.sample
      ? await store.transaction((tx) => setUpSampleCoordinator(tx, systemPorts))
      : null;
    const provider = await providerOf(config);
    const app = await createHubServer({ config, store, pool, ports, tls, provider });
    const renewal = tls === null ? null : followTls(app, config, tls);
    pool.on('error', (error) => app.log.warn({ err: error }, 'a connection to the database broke'));
    await app.listen({ host: config.host, port: config.port });
    const { port } = app.server.address() as AddressInfo;
    const host = config.host.includes(':') ? `[${config.host}]` : config.host;
    return {
      address: `${tls === null ? 'http' : 'https'}://${host}:${port}`,
      pin: tls?.pin ?? null,
      sampleSetUpCode,
      async stop() {
        renewal?.stop();
        await app.close();
        await closeDatabase();
      },
    };
  } catch (error) {
    await closeDatabase();
    throw error;
  }
}

function followTls(app: Awaited<ReturnType<typeof createHubServer>>, config: HubConfig, tls: HubTls) {
  // The server is the one that createTlsServer made; Fastify's type knows the plain one alone.
  return followRenewal(app.server as unknown as Server, config, tls, (error) =>
    app.log.error({ err: error }, 'the renewed certificate cannot be used; the former one stays'),
  );
}
