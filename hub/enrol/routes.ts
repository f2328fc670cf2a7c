import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Clock, Random } from '../../shared/base/ports.ts';
import { ok } from '../../shared/base/result.ts';
import { identitySchema } from '../../shared/domain/identity.ts';
import { addJsonEndpoint } from '../http/endpoint.ts';
import { samplePersons } from '../network/sample-persons.ts';
import type { HubStore } from '../sync/hub-store.ts';
import { createCode } from './code.ts';
import { enrol } from './decide-enrol.ts';

export interface EnrolRoutesOptions {
  readonly store: HubStore;
  readonly clock: Clock;
  readonly random: Random;
  /** True only for the sample network on this machine. */
  readonly sample: boolean;
}

const enrolmentRequest = z.object({
  code: z.string().max(200),
  deviceName: z.string().max(120),
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
});

/** POST /enrol for everyone with a code; POST /sample/code on the sample network alone. */
export function addEnrolRoutes(app: FastifyInstance, options: EnrolRoutesOptions): void {
  addJsonEndpoint(app, options.store, {
    path: '/enrol',
    summary: 'Enrols a device with a one-time code and the public half of its key',
    body: enrolmentRequest,
    answer: identitySchema,
    work: (tx, body) => enrol(tx, options, body),
  });
  if (!options.sample) return;
  addJsonEndpoint(app, options.store, {
    path: '/sample/code',
    summary: 'Gives out an enrolment code of the sample network, with a profile for every role',
    body: z.object({}),
    answer: z.object({ code: z.string() }),
    work: async (tx) => ok({ code: await createCode(tx, options, samplePersons.map(({ person }) => person)) }),
  });
}
