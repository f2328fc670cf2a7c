/** Figures for Prometheus at /metrics. Counts and times only: nothing of anybody's work, no names. */
import { createHash, timingSafeEqual } from 'node:crypto';
// Gives route schemas their `summary`.
import type {} from '@fastify/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Freed } from '../compaction/compaction-records.ts';
import { isLoopback } from '../config.ts';
import { sendFailure } from './endpoint.ts';

export interface HubMetrics {
  readonly registry: Registry;
  /** Operations by outcome. */
  readonly outcomes: Counter<'outcome'>;
  readonly enrolments: Counter;
  /** Packs made, and given to devices; bytes of those given ([PK3], [PK5]). */
  readonly packsMade: Counter;
  readonly packsGiven: Counter;
  readonly packBytes: Counter;
  /** Values let go by this process, and the bytes that they took ([CP4]). */
  readonly valuesLetGo: Counter;
  readonly bytesFreed: Counter;
}

export function createMetrics(connections: {
  readonly total: number;
  readonly idle: number;
  readonly waiting: number;
}) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  new Gauge({
    name: 'waypost_database_connections',
    help: 'Connections to PostgreSQL by state',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'idle' }, connections.idle);
      this.set({ state: 'busy' }, connections.total - connections.idle);
      this.set({ state: 'waiting' }, connections.waiting);
    },
  });
  return {
    registry,
    outcomes: new Counter({
      name: 'waypost_operations_total',
      help: 'Operations received, by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    enrolments: new Counter({ name: 'waypost_enrolments_total', help: 'Devices enrolled', registers }),
    packsMade: new Counter({ name: 'waypost_packs_made_total', help: 'Packs cut and stored', registers }),
    packsGiven: new Counter({ name: 'waypost_packs_given_total', help: 'Packs given to devices', registers }),
    packBytes: new Counter({ name: 'waypost_pack_bytes_total', help: 'Bytes of packs given to devices', registers }),
    valuesLetGo: new Counter({ name: 'waypost_values_let_go_total', help: 'Superseded values let go', registers }),
    bytesFreed: new Counter({ name: 'waypost_bytes_freed_total', help: 'Bytes of values that were let go', registers }),
  } satisfies HubMetrics;
}

/** Counts what compaction let go of. */
export function countFreed({ valuesLetGo, bytesFreed }: HubMetrics, { values, bytes }: Freed): void {
  valuesLetGo.inc(values);
  bytesFreed.inc(bytes);
}

/** Times every request by its route, and answers /metrics to who shows the token; without one, to this machine alone. */
export function addMetrics(app: FastifyInstance, metrics: HubMetrics, token: string | null): void {
  const seconds = new Histogram({
    name: 'waypost_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [metrics.registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    // Addresses that nobody serves share one name: they must not fill the memory.
    const route = request.routeOptions.url ?? 'none';
    seconds.observe({ route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
  app.get('/metrics', { schema: { summary: 'Figures for Prometheus' } }, async (request, reply) => {
    if (!mayRead(request, token)) return sendFailure(reply, { kind: 'not-permitted' });
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}

function mayRead(request: FastifyRequest, token: string | null): boolean {
  if (token !== null) {
    const wanted = createHash('sha256').update(`Bearer ${token}`).digest();
    return timingSafeEqual(
      createHash('sha256')
        .update(request.headers.authorization ?? '')
        .digest(),
      wanted,
    );
  }
  // Whatever came through a proxy comes from this machine too, and is not of it.
  const isPassedOn = ['forwarded', 'x-forwarded-for', 'via'].some((header) => request.headers[header] !== undefined);
  return !isPassedOn && isLoopback((request.socket.remoteAddress ?? '').replace(/^::ffff:/, ''));
}
