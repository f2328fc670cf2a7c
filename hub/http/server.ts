/** The hub's HTTP server: Fastify with every route, limit and header; it owns neither the database nor the process. */
import type { Server } from 'node:http';
import fastifySwagger from '@fastify/swagger';
import Fastify, { type FastifyHttpOptions, type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Pool } from 'pg';
import type { AccountPorts } from '../accounts/account-ports.ts';
import { addOwnSessionRoutes } from '../accounts/own-session-routes.ts';
import { addFollower } from '../audit/add-follower.ts';
import { addCompaction } from '../compaction/add-compaction.ts';
import { ruleOf } from '../compaction/compact-scope.ts';
import { type HubConfig, isLoopback } from '../config.ts';
import { createSessionCookie } from '../coordinator/cookie.ts';
import { addCoordinatorRoutes } from '../coordinator/routes.ts';
import { addSessionRoutes } from '../coordinator/session-routes.ts';
import { nothing } from '../db/sight.ts';
import { addEnrolRoutes } from '../enrol/routes.ts';
import { addGrantRoutes } from '../grants/routes.ts';
import { addOutboxRoutes } from '../outbox/routes.ts';
import { addCutting } from '../packs/add-cutting.ts';
import { ownOriginOf, relyingPartyOf } from '../passkeys/relying-party.ts';
import { addPasskeyRoutes } from '../passkeys/routes.ts';
import type { Provider } from '../provider/provider.ts';
import { addProviderRoutes } from '../provider/routes.ts';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { HubStore } from '../sync/hub-store.ts';
import { addSyncRoutes } from '../sync/routes.ts';
import type { HubTls } from '../tls/tls-files.ts';
import { createTlsServer } from '../tls/tls-server.ts';
import { addWake } from '../wake/add-wake.ts';
import { keepAliveTimeoutMs, limitConnections, requestTimeoutMs, serverOptions } from './connection-limits.ts';
import { addErrorAnswers } from './error-answers.ts';
import { limitJsonDepth } from './json-body.ts';
import { addMetrics, countFreed, createMetrics } from './metrics.ts';
import { addPageEdition } from './page-edition.ts';
import { addSecurityHeaders } from './security-headers.ts';

export interface ServerParts {
  readonly config: Pick<
    HubConfig,
    | 'host'
    | 'sample'
    | 'rendererFolder'
    | 'coordinatorFolder'
    | 'connectionsPerAddress'
    | 'logLevel'
    | 'logFile'
    | 'origin'
    | 'trustedProxy'
    | 'metricsToken'
    | 'keepSupersededDays'
  >;
  readonly store: HubStore;
  readonly pool: Pool;
  readonly ports: ExchangePorts & AccountPorts;
  /** What the hub shows when somebody connects; null speaks plain HTTP. */
  readonly tls: HubTls | null;
  /** Where people may show who they are besides here; nothing at a hub that has no such place. */
  readonly provider?: Provider | null;
}
type Metrics = ReturnType<typeof createMetrics>;

const bodyLimit = 1024 * 1024;
const totalConnections = 512;
/** Listeners hold their connections: half of the places are left for exchanges. */
const listeningShare = 0.5;

/** Builds the server; nothing listens yet. */
export async function createHubServer({
  config,
  store: unwatched,
  pool,
  ports,
  tls,
  provider = null,
}: ServerParts): Promise<FastifyInstance> {
  const app = Fastify({
    logger: loggerOptions(config),
    bodyLimit,
    ...serverOf(tls),
    // Fastify sets these two itself, over what is in `http`.
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    // Answers what is under way, and refuses what comes after, when the hub stops.
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    trustProxy: config.trustedProxy ?? false,
    routerOptions: { maxParamLength: 200 },
  });
  limitConnections(app.server, { total: totalConnections, perAddress: config.connectionsPerAddress });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  addErrorAnswers(app);
  limitJsonDepth(app);
  // Only on this machine itself does a browser come without https.
  const isSecure = config.origin === null ? tls !== null || !isLoopback(config.host) : isHttps(config.origin);
  addSecurityHeaders(app, { ...config, isSecure });
  await app.register(fastifySwagger, {
    openapi: { info: { title: 'Waypost hub', version: '1' } },
    transform: jsonSchemaTransform,
  });
  const metrics = createMetrics(connectionsOf(pool));
  addMetrics(app, metrics, config.metricsToken);
  addHealth(app, pool);
  const limits = {
    total: totalConnections * listeningShare,
    perAddress: Math.ceil(config.connectionsPerAddress * listeningShare),
  };
  const whole = addWake(app, { store: unwatched, ports, pool, limits });
  const store = seeingNothing(whole);
  const cutRest = addCutting(app, { store: whole, ports, onMade: (packs) => metrics.packsMade.inc(packs) });
  addLaptopRoutes(app, { config, store, ports, tls, metrics, cutRest });
  addFollower(app, whole, ports);
  addCompaction(app, { store: whole, ports, rule: ruleOf(config), onFreed: (freed) => countFreed(metrics, freed) });
  app.get('/openapi.json', { schema: { summary: 'This description' } }, async () => app.swagger());
  await addCoordinatorPage(app, { config, store, ports, tls, provider, isSecure });
  await addPageEdition(app, {
    folder: config.rendererFolder,
    prefix: '/',
    missing: 'The browser edition is not built here: run "npm run build".',
  });
  return app;
}

/** What laptops ask: to join, and to exchange changes. */
function addLaptopRoutes(
  app: FastifyInstance,
  {
    config,
    store,
    ports,
    tls,
    metrics,
    cutRest,
  }: Pick<ServerParts, 'config' | 'store' | 'ports' | 'tls'> & {
    readonly metrics: Metrics;
    readonly cutRest: ReturnType<typeof addCutting>;
  },
): void {
  const ownOrigin = () => ownOriginOf(config, { isTls: tls !== null, port: portOf(app) });
  const onEnrolled = () => metrics.enrolments.inc();
  addEnrolRoutes(app, { store, ports, sample: config.sample, onEnrolled, ownOrigin });
  addSyncRoutes(app, {
    store,
    ports,
    onOutcomes: (outcome, count) => metrics.outcomes.inc({ outcome }, count),
    onPacks({ made, given, bytes, wanting }) {
      metrics.packsMade.inc(made);
      metrics.packsGiven.inc(given);
      metrics.packBytes.inc(bytes);
      cutRest(wanting);
    },
  });
}

/** What every endpoint works on: until it knows who asks, it sees no row of any scope. */
function seeingNothing(store: HubStore): HubStore {
  return { transaction: (work) => store.transaction(work, nothing) };
}

/** Fastify makes the plain server itself. */
function serverOf(tls: HubTls | null): Pick<FastifyHttpOptions<Server>, 'http' | 'serverFactory'> {
  return tls === null ? { http: serverOptions } : { serverFactory: (handler) => createTlsServer(tls, handler) };
}

/** The pool's connections, as they are whenever somebody looks. */
function connectionsOf(pool: Pool): Parameters<typeof createMetrics>[0] {
  return {
    get total() {
      return pool.totalCount;
    },
    get idle() {
      return pool.idleCount;
    },
    get waiting() {
      return pool.waitingCount;
    },
  };
}

async function addCoordinatorPage(
  app: FastifyInstance,
  { config, store, ports, tls, provider = null, isSecure }: Omit<ServerParts, 'pool'> & { readonly isSecure: boolean },
): Promise<void> {
  const pin = tls?.pin ?? null;
  const at = () => ({ isTls: tls !== null, port: portOf(app) });
  const parts = {
    ...{ store, ports, cookie: createSessionCookie(isSecure), origin: config.origin, pin, provider, isSecure },
    ownOrigin: () => ownOriginOf(config, at()),
    relyingParty: () => relyingPartyOf(config, at()),
  };
  addSessionRoutes(app, parts);
  addOwnSessionRoutes(app, parts);
  addPasskeyRoutes(app, parts);
  addProviderRoutes(app, parts);
  addCoordinatorRoutes(app, parts);
  addGrantRoutes(app, parts);
  addOutboxRoutes(app, parts);
  await addPageEdition(app, {
    folder: config.coordinatorFolder,
    prefix: '/coordinator/',
    missing: 'The coordinator\'s page is not built here: run "npm run build".',
  });
}

/** Where it listens; undefined before it does. */
function portOf(app: FastifyInstance): number | undefined {
  const address = app.server.address();
  return address === null || typeof address === 'string' ? undefined : address.port;
}

const isHttps = (origin: string) => origin.startsWith('https:');

/** 200 while the database answers, 503 when it does not. */
function addHealth(app: FastifyInstance, pool: Pool): void {
  app.get('/healthz', { schema: { summary: 'Whether the hub can answer' } }, async (_request, reply) => {
    try {
      await pool.query('select 1');
      return { status: 'ok' };
    } catch {
      return reply.status(503).send({ status: 'database-unreachable', retry: 'later' });
    }
  });
}

/** Structured logs of what was asked and how it ended; never bodies, headers, codes or keys. */
function loggerOptions({ logLevel, logFile }: Pick<HubConfig, 'logLevel' | 'logFile'>) {
  return {
    level: logLevel,
    ...(logFile === null ? {} : { file: logFile }),
    serializers: {
      req: (request: { method: string; url: string; ip: string }) => ({
        method: request.method,
        // Without the query, which could hold anything.
        path: request.url.split('?')[0],
        address: request.ip,
      }),
      res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
    },
  };
}
