/** Figures for Prometheus at /metrics. Counts and times only: nothing of anybody's work, no names. */
// Gives route schemas their `summary`.
import type {} from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface HubMetrics {
  readonly registry: Registry;
  /** Operations by outcome. */
  readonly outcomes: Counter<'outcome'>;
  readonly enrolments: Counter;
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
  } satisfies HubMetrics;
}

/** Times every request by its route, and answers /metrics. */
export function addMetrics(app: FastifyInstance, metrics: HubMetrics): void {
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
  app.get('/metrics', { schema: { summary: 'Figures for Prometheus' } }, async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
}
