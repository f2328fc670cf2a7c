/** One endpoint is one transaction, and one table says which status each expected failure has. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Result } from '../../shared/base/result.ts';
import type { HubStore, HubTransaction } from '../sync/hub-store.ts';

/** Failure kind to status, and when asking again makes sense. A kind that is missing does not compile. */
const failures = {
  'code-refused': { status: 403, retry: 'never' },
  'request-unreadable': { status: 400, retry: 'never' },
  'version-mismatch': { status: 426, retry: 'never' },
  'device-unknown': { status: 401, retry: 'never' },
  'device-revoked': { status: 403, retry: 'never' },
  'signature-invalid': { status: 401, retry: 'never' },
  'other-hub': { status: 401, retry: 'never' },
} as const satisfies Record<string, { status: number; retry: 'now' | 'later' | 'never' }>;

export type EndpointFailure = { readonly kind: keyof typeof failures };

/** What is wrong with a request, in the words of the failure and nothing of its content. */
export function sendFailure(reply: FastifyReply, failure: EndpointFailure): FastifyReply {
  const { status, retry } = failures[failure.kind];
  return reply.status(status).send({ ...failure, retry });
}

/** Runs work in one transaction. Expected failures commit what they changed (a used-up try); bugs undo it. */
export async function answer<T>(
  store: HubStore,
  reply: FastifyReply,
  work: (tx: HubTransaction) => Promise<Result<T, EndpointFailure>>,
): Promise<T | FastifyReply> {
  const result = await store.transaction(work);
  return result.ok ? result.value : sendFailure(reply, result.failure);
}

export interface JsonEndpoint<Body extends z.ZodType, Answer> {
  readonly path: string;
  readonly summary: string;
  readonly body: Body;
  readonly answer: z.ZodType<Answer>;
  readonly work: (tx: HubTransaction, body: z.infer<Body>) => Promise<Result<Answer, EndpointFailure>>;
}

/** Adds a POST endpoint that takes and gives JSON. */
export function addJsonEndpoint<Body extends z.ZodType, Answer>(
  app: FastifyInstance,
  store: HubStore,
  endpoint: JsonEndpoint<Body, Answer>,
): void {
  app.post(
    endpoint.path,
    { schema: { summary: endpoint.summary, body: endpoint.body, response: { 200: endpoint.answer } } },
    (request: FastifyRequest, reply) =>
      answer(store, reply, (tx) => endpoint.work(tx, request.body as z.infer<Body>)),
  );
}
