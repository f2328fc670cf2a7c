/** What a wiped laptop left, on the coordinator's page. */
import type { FastifyInstance } from 'fastify';
import { fromHex } from '../../shared/base/bytes.ts';
import { ok } from '../../shared/base/result.ts';
import { takenOutboxSchema, takeOutboxSchema } from '../../shared/coordinator/contract.ts';
import { outboxOnPage } from '../../shared/coordinator/failure.ts';
import { scopesFor } from '../coordinator/access.ts';
import { addCoordinatorEndpoint, type PageParts } from '../coordinator/endpoint.ts';
import { devicesOf } from '../coordinator/read-network.ts';
import { createBusyGate } from '../http/busy-gate.ts';
import { takeOutbox } from './take-outbox.ts';

export function addOutboxRoutes(app: FastifyInstance, parts: PageParts): void {
  addCoordinatorEndpoint(app, parts, {
    path: '/outbox/take',
    summary: 'Takes the sealed outbox that a wiped laptop left, all of it or nothing',
    action: 'decide-held',
    body: takeOutboxSchema,
    // Two letters a byte, and what is around them.
    large: { bodyLimit: 2 * outboxOnPage + 1_024, gate: createBusyGate({ atOnce: 1, waiting: 4 }) },
    answer: takenOutboxSchema,
    async work(tx, who, { file }) {
      const seen = await devicesOf(tx, scopesFor(who.grants, 'decide-held'));
      const taken = await takeOutbox(tx, parts.ports, fromHex(file));
      if (!taken.ok) return taken;
      const isSeen = seen.some(({ id }) => id === taken.value.deviceId);
      return ok({ ...taken.value, device: isSeen ? taken.value.device : null });
    },
  });
}
