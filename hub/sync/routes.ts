import type { FastifyInstance } from 'fastify';
import { operationLimit, requestLimit } from '../../shared/protocol/limits.ts';
import { createBusyGate } from '../http/busy-gate.ts';
import { sendFailure } from '../http/endpoint.ts';
import { exchange } from './decide-exchange.ts';
import type { PackCounts } from './decide-packs.ts';
import type { ExchangePorts } from './exchange-ports.ts';
import type { HubStore } from './hub-store.ts';

export const framesType = 'application/waypost-frames';

/**
 * Exchanges that are worked on at once, and that wait meanwhile: a whole network that comes home at the same moment is
 * served one after another. Waiting for a connection of the database instead, most would be refused after ten seconds;
 * and some connections are left for everything else.
 */
const atOnce = 10;
const waiting = 512;

export interface SyncRoutesOptions {
  readonly store: HubStore;
  readonly ports: ExchangePorts;
  /** Told of each run of outcomes after they are durable. */
  readonly onOutcomes: (kind: string, count: number) => void;
  /** Told of the packs of an answer, when there were any. */
  readonly onPacks: (packs: PackCounts) => void;
}

/** POST /sync: frames in, frames out (shared/protocol/sync-request.ts and sync-reply.ts say what is in them). */
export function addSyncRoutes(app: FastifyInstance, { store, ports, onOutcomes, onPacks }: SyncRoutesOptions): void {
  app.addContentTypeParser(framesType, { parseAs: 'buffer', bodyLimit: requestLimit }, (_request, body, done) => {
    done(null, body);
  });
  const gate = createBusyGate({ atOnce, waiting });
  app.post(
    '/sync',
    { bodyLimit: requestLimit, schema: { summary: 'Exchanges operations; the body is signed by the device' } },
    async (request, reply) => {
      if (!(request.body instanceof Uint8Array)) return reply.status(415).send({ kind: 'unsupported', retry: 'never' });
      // A plain view: Node's Buffer overrides subarray and slice in ways that shared code does not expect.
      const body = new Uint8Array(request.body.buffer, request.body.byteOffset, request.body.byteLength);
      const exchanged = await gate.run(async () =>
        // A device that waited too long for its patience has gone, and comes again.
        reply.raw.destroyed ? null : store.transaction((tx) => exchange(tx, ports, body)),
      );
      if (exchanged === null) return sendFailure(reply, { kind: 'hub-busy' });
      if (!exchanged.ok) return sendFailure(reply, exchanged.failure);
      const { reply: bytes, outcomes, packs } = exchanged.value;
      for (const { kind, count } of outcomes) if (count <= operationLimit) onOutcomes(kind, count);
      if (packs.made + packs.given + packs.wanting.length > 0) onPacks(packs);
      return reply.type(framesType).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    },
  );
}
