import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { fail, ok } from '../../shared/base/result.ts';
import { type EnrolRequest, enrolAnswerSchema, enrolRequestSchema } from '../../shared/protocol/enrolment.ts';
import {
  askAnswerSchema,
  askRequestSchema,
  lookAnswerSchema,
  lookRequestSchema,
} from '../../shared/protocol/enrolment-ask.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { oneMore, subjectOfEnrolment, waitOf } from '../accounts/sign-in-delay.ts';
import { addJsonEndpoint } from '../http/endpoint.ts';
import { samplePersons } from '../network/sample-network.ts';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { HubStore, HubTransaction } from '../sync/hub-store.ts';
import { createCode } from './code.ts';
import { beginAsk, lookAtAsk } from './decide-ask.ts';
import { enrol } from './decide-enrol.ts';

export interface EnrolRoutesOptions {
  readonly store: HubStore;
  readonly ports: ExchangePorts;
  /** True only for the sample network on this machine. */
  readonly sample: boolean;
  readonly onEnrolled: () => void;
  /** Where people reach the hub, once it listens; null when that is not known. */
  readonly ownOrigin: () => string | null;
}

/** Enrols; an address that showed wrong codes waits before the next one is looked at, and longer each time. */
async function enrolSlowly(tx: HubTransaction, ports: ExchangePorts, body: EnrolRequest, address: string) {
  const subject = subjectOfEnrolment(address);
  const failures = await tx.signInFailures([subject]);
  const now = ports.clock.now();
  const waitMs = waitOf(failures, now);
  if (waitMs > 0) return fail({ kind: 'enrol-delayed' as const, waitMs });
  const enrolled = await enrol(tx, ports, body);
  if (enrolled.ok) return ok({ protocol: PROTOCOL_VERSION, identity: enrolled.value });
  if (enrolled.failure.kind === 'code-refused') await tx.saveSignInFailures(oneMore(failures[0], subject, now));
  return enrolled;
}

/** For a device that has no code: it asks for one by letters that it shows, and looks whether it was let in (RFC 8628). */
function addAskRoutes(app: FastifyInstance, { store, ports, ownOrigin }: EnrolRoutesOptions): void {
  addJsonEndpoint(app, store, {
    path: '/enrol/ask',
    summary: 'Asks to join: eight letters to show, and a secret to look with',
    body: askRequestSchema,
    answer: askAnswerSchema,
    work: (tx, body, address) => beginAsk(tx, ports, body, { address, origin: ownOrigin() }),
  });
  addJsonEndpoint(app, store, {
    path: '/enrol/look',
    summary: 'Whether a coordinator let the device in: then a one-time code, once',
    body: lookRequestSchema,
    answer: lookAnswerSchema,
    work: (tx, { deviceCode }) => lookAtAsk(tx, ports, deviceCode),
  });
}

/** POST /enrol for everyone with a code; POST /sample/code on the sample network alone. */
export function addEnrolRoutes(app: FastifyInstance, options: EnrolRoutesOptions): void {
  addJsonEndpoint(app, options.store, {
    path: '/enrol',
    summary: 'Enrols a device with a one-time code and the public half of its key',
    body: enrolRequestSchema,
    answer: enrolAnswerSchema,
    work: (tx, body, address) => enrolSlowly(tx, options.ports, body, address),
    onDone: options.onEnrolled,
  });
  addAskRoutes(app, options);
  if (!options.sample) return;
  const sampleIds = samplePersons.map(({ person }) => person);
  addJsonEndpoint(app, options.store, {
    path: '/sample/code',
    summary: 'Gives out an enrolment code of the sample network, for everybody or for some of its people',
    body: z.object({ persons: z.array(z.uuid()).optional() }),
    answer: z.object({ code: z.string() }),
    work: async (tx, { persons = sampleIds }) =>
      ok({
        code: await createCode(
          tx,
          options.ports,
          sampleIds.filter((id) => persons.includes(id)),
        ),
      }),
  });
}
