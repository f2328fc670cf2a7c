/** One endpoint is one transaction, and one table says which status each expected failure has. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Result } from '../../shared/base/result.ts';
import type { HubStore, HubTransaction } from '../sync/hub-store.ts';

/** Failure kind to status, and when asking again makes sense. A kind that is missing does not compile. */
const failures = {
  'code-refused': { status: 403, retry: 'never' },
  'enrol-delayed': { status: 429, retry: 'later' },
  'message-unreadable': { status: 400, retry: 'never' },
  'version-mismatch': { status: 426, retry: 'never' },
  'device-unknown': { status: 401, retry: 'never' },
  'device-revoked': { status: 403, retry: 'never' },
  'wake-stale': { status: 401, retry: 'now' },
  'signature-invalid': { status: 401, retry: 'never' },
  'signed-out': { status: 401, retry: 'never' },
  'not-permitted': { status: 403, retry: 'never' },
  'origin-refused': { status: 403, retry: 'never' },
  'sign-in-refused': { status: 403, retry: 'now' },
  'sign-in-delayed': { status: 429, retry: 'later' },
  'hub-busy': { status: 503, retry: 'later' },
  'set-up-refused': { status: 403, retry: 'never' },
  'passphrase-weak': { status: 422, retry: 'now' },
  'authenticator-code-wrong': { status: 422, retry: 'now' },
  'passkey-refused': { status: 403, retry: 'now' },
  'passkey-needed': { status: 403, retry: 'never' },
  'passkeys-need-name': { status: 409, retry: 'never' },
  'passkeys-full': { status: 409, retry: 'never' },
  'proof-too-old': { status: 403, retry: 'never' },
  'provider-unreachable': { status: 503, retry: 'later' },
  'provider-refused': { status: 403, retry: 'now' },
  'provider-answer-wrong': { status: 403, retry: 'now' },
  'provider-too-weak': { status: 403, retry: 'never' },
  'provider-unknown': { status: 403, retry: 'never' },
  'link-known': { status: 409, retry: 'never' },
  'ask-waits': { status: 400, retry: 'later' },
  'ask-too-soon': { status: 400, retry: 'later' },
  'ask-refused': { status: 403, retry: 'never' },
  'ask-unknown': { status: 404, retry: 'now' },
  'ask-ended': { status: 404, retry: 'never' },
  'last-way-in': { status: 409, retry: 'never' },
  'held-changed': { status: 409, retry: 'never' },
  'own-change': { status: 403, retry: 'never' },
  'cannot-accept': { status: 409, retry: 'never' },
  'move-incomplete': { status: 409, retry: 'never' },
  'note-missing': { status: 422, retry: 'now' },
  'request-unreadable': { status: 422, retry: 'never' },
  'request-answered': { status: 409, retry: 'never' },
  'hub-has-no-key': { status: 409, retry: 'never' },
  'outbox-unreadable': { status: 422, retry: 'never' },
  'outbox-cut': { status: 422, retry: 'never' },
  'outbox-damaged': { status: 422, retry: 'never' },
  'outbox-other-hub': { status: 422, retry: 'never' },
  'outbox-device-unknown': { status: 404, retry: 'never' },
  'outbox-too-much': { status: 422, retry: 'never' },
  'outbox-held-full': { status: 409, retry: 'later' },
  'not-found': { status: 404, retry: 'never' },
  'own-grant': { status: 403, retry: 'never' },
  'proposal-over': { status: 409, retry: 'never' },
  'already-so': { status: 409, retry: 'never' },
  'last-overseer': { status: 409, retry: 'never' },
  'not-yours-to-give': { status: 403, retry: 'never' },
} as const satisfies Record<string, { status: number; retry: 'now' | 'later' | 'never' }>;

export type EndpointFailure = { readonly kind: keyof typeof failures };

/** What is wrong with a request, in the words of the failure and nothing of its content. */
export function sendFailure(reply: FastifyReply, failure: EndpointFailure): FastifyReply {
  const { status, retry } = failures[failure.kind];
  // Who may not, and who guesses: the line of the request beside it says where from and what for.
  if ([401, 403, 429].includes(status)) reply.log.warn({ refused: failure.kind }, 'refused');
  return reply.status(status).send({ ...failure, retry });
}

export interface JsonEndpoint<Body extends z.ZodType, Answer> {
  readonly path: string;
  readonly summary: string;
  readonly body: Body;
  readonly answer: z.ZodType<Answer>;
  /** `address` is where the request comes from. */
  readonly work: (tx: HubTransaction, body: z.infer<Body>, address: string) => Promise<Result<Answer, EndpointFailure>>;
  /** Called once the work is durable, and only when it went well. */
  readonly onDone?: () => void;
}

/** Adds a POST endpoint that takes and gives JSON. Expected failures commit what they changed (a used-up try). */
export function addJsonEndpoint<Body extends z.ZodType, Answer>(
  app: FastifyInstance,
  store: HubStore,
  endpoint: JsonEndpoint<Body, Answer>,
): void {
  app.post(
    endpoint.path,
    { schema: { summary: endpoint.summary, body: endpoint.body, response: { 200: endpoint.answer } } },
    async (request: FastifyRequest, reply) => {
      const result = await store.transaction((tx) => endpoint.work(tx, request.body as z.infer<Body>, request.ip));
      if (!result.ok) return sendFailure(reply, result.failure);
      endpoint.onDone?.();
      return result.value;
    },
  );
}
