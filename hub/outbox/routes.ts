/** What a wiped laptop left, on the coordinator's page. */
import type { FastifyInstance } from 'fastify';
import { ok } from '../../shared/base/result.ts';
import { takenOutboxSchema } from '../../shared/coordinator/contract.ts';
import { outboxOnPage } from '../../shared/coordinator/failure.ts';
import { scopesFor } from '../coordinator/access.ts';
import { addCoordinatorUpload, type PageParts } from '../coordinator/endpoint.ts';
import { devicesOf } from '../coordinator/read-network.ts';
import { createBusyGate } from '../http/busy-gate.ts';
import { takeOutbox } from './take-outbox.ts';

export function addOutboxRoutes(app: FastifyInstance, parts: PageParts): void {
  addCoordinatorUpload(app, parts, {
    path: '/outbox/take',
    summary: 'Takes the sealed outbox that a wiped laptop left, all of it or nothing',
    action: 'decide-held',
    limit: outboxOnPage,
    gate: createBusyGate({ atOnce: 1, waiting: 4 }),
    answer: takenOutboxSchema,
    async work(tx, who, file) {
      const seen = await devicesOf(tx, scopesFor(who.grants, 'decide-held'));
      const taken = await takeOutbox(tx, parts.ports, file);
      if (!taken.ok) return taken;
      const isSeen = seen.some(({ id }) => id === taken.value.deviceId);
      return ok({ ...taken.value, device: isSeen ? taken.value.device : null });
    },
  });
}
